"""Logs as typed events with their place in the chain."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lexiarch.decode.events import DECODERS, Event, token
from lexiarch.decode.reader import AbiInvalid, address, check_end, check_topics
from lexiarch.domain.chain import Address, Hash32, Position, RawLog
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import LogInvalid


class Decoded(NamedTuple):
    """One event and where it stands."""

    position: Position
    event: Event


def decode_logs(
    logs: Iterable[RawLog],
    contracts: Mapping[Address, ContractName],
    times: Mapping[int, int],
    *,
    nft: bool = False,
) -> Iterator[Decoded]:
    """The events of our contracts among the logs, in the same order.

    Logs of other addresses, and events that the contract's ABI does not have, are left out.

    Args:
        contracts: contract by address.
        times: block time by block number, for each block that has a log.
        nft: whether the token is one of ERC-721, each of which is one vote.

    Raises:
        LogInvalid: a log has the topic of an event and is not one.
    """
    decoders = {where: (name, DECODERS[name]) for where, name in contracts.items() if name in DECODERS}
    if nft:
        transfer = {_TRANSFER: _decode_nft_transfer}
        decoders |= {
            where: (name, {**by_topic, **transfer})
            for where, (name, by_topic) in decoders.items()
            if name is ContractName.TOKEN
        }
    new = tuple.__new__  # as the classes do, without their checks: a million calls
    for log in logs:
        number, _, tx_hash, index, where, topics, data = log
        known = decoders.get(where)
        if known is None or not topics:
            continue
        name, by_topic = known
        decode = by_topic.get(topics[0])
        if decode is None:
            continue
        try:
            event = decode(topics, data)
        except AbiInvalid as error:
            raise _invalid(name, log, error) from error
        position = new(Position, (number, index, tx_hash, times[number]))
        yield new(Decoded, (position, event))


_TRANSFER = bytes.fromhex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")
"""Of `Transfer(address,address,uint256)`. In numbers, because loading Keccak takes a quarter of a start."""


def _decode_nft_transfer(topics: tuple[Hash32, ...], data: bytes) -> token.Transfer:
    """A token of ERC-721 has its number where ERC-20 has an amount, and indexed."""
    check_topics(topics, 4)
    check_end(data, 0)
    return token.Transfer(from_=address(topics[1], 0), to=address(topics[2], 0), value=1)


def _invalid(name: ContractName, log: RawLog, error: AbiInvalid) -> LogInvalid:
    where = f"{log.log_index} of block {log.block_number}"
    return LogInvalid(f"an event of the {name}", where, str(error))
