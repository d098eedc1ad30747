"""Logs as typed events with their place in the chain."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lexiarch.decode.events import DECODERS, Event
from lexiarch.decode.reader import AbiInvalid
from lexiarch.domain.chain import Address, Position, RawLog
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import LogInvalid


class Decoded(NamedTuple):
    """One event and where it stands."""

    position: Position
    contract: ContractName
    event: Event


def decode_logs(
    logs: Iterable[RawLog], contracts: Mapping[Address, ContractName], times: Mapping[int, int]
) -> Iterator[Decoded]:
    """The events of our contracts among the logs, in the same order.

    Logs of other addresses, and events that the contract's ABI does not have, are left out.

    Args:
        contracts: contract by address.
        times: block time by block number, for each block that has a log.

    Raises:
        LogInvalid: a log has the topic of an event and is not one.
    """
    decoders = {address: (name, DECODERS[name]) for address, name in contracts.items() if name in DECODERS}
    for log in logs:
        if log.address not in decoders or not log.topics:
            continue
        name, by_topic = decoders[log.address]
        decode = by_topic.get(log.topics[0])
        if decode is None:
            continue
        try:
            event = decode(log.topics, log.data)
        except AbiInvalid as error:
            raise _invalid(name, log, error) from error
        position = Position(log.block_number, log.log_index, log.tx_hash, times[log.block_number])
        yield Decoded(position, name, event)


def _invalid(name: ContractName, log: RawLog, error: AbiInvalid) -> LogInvalid:
    where = f"{log.log_index} of block {log.block_number}"
    return LogInvalid(f"an event of the {name}", where, str(error))
