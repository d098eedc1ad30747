"""An Ethereum node, read over JSON-RPC."""

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeVar

import orjson

from lexiarch.chain.answers import (
    Malformed,
    parse_bytes,
    parse_header,
    parse_input,
    parse_logs,
    parse_quantity,
    read_headers_answer,
    read_logs_answer,
)
from lexiarch.chain.refusal import Refused
from lexiarch.chain.transport import Read, Transport
from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog
from lexiarch.domain.errors import CallReverted, ChainError, NodeAnswerInvalid, RangeTooLarge

T = TypeVar("T")

BATCH: Final = 100
"""Calls in one request; providers allow no less."""


class Node:
    """A Source that is a node, or several nodes of one chain of which the first that answers is asked.

    Args:
        urls: HTTP addresses, the preferred one first.
        timeout: seconds to wait for an answer.
    """

    def __init__(self, urls: Sequence[str], timeout: float) -> None:
        self._transport = Transport(urls, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()

    def fetch_chain_id(self) -> int:
        """See Source."""
        return self._fetch("eth_chainId", [], parse_quantity)

    def fetch_header(self, block: int | bytes | Literal["latest"]) -> BlockHeader | None:
        """See Source."""
        by = "eth_getBlockByHash" if isinstance(block, bytes) else "eth_getBlockByNumber"
        return self._fetch(by, [_block_text(block), False], lambda json: _parse_header_of(block, json))

    def fetch_headers(self, numbers: Sequence[int]) -> list[BlockHeader]:
        """See Source."""
        return [
            header
            for start in range(0, len(numbers), BATCH)
            for header in self._fetch_some_headers(numbers[start : start + BATCH])
        ]

    def fetch_logs(self, from_block: int, to_block: int, addresses: Sequence[Address]) -> list[RawLog]:
        """See Source."""

        def parse(json: Any) -> list[RawLog]:
            logs = parse_logs(json, addresses)
            if logs and not from_block <= logs[0].block_number <= logs[-1].block_number <= to_block:
                raise Malformed("there is a log of another block")
            return logs

        def refuse(refused: Refused) -> ChainError:
            return (
                RangeTooLarge(from_block, to_block) if refused.is_range else _invalid("eth_getLogs", refused)
            )

        where = {"fromBlock": hex(from_block), "toBlock": hex(to_block)}
        return self._fetch("eth_getLogs", [where | _of(addresses)], parse, refuse, read_logs_answer)

    def fetch_block_logs(self, block_hash: bytes, addresses: Sequence[Address]) -> list[RawLog]:
        """See Source."""

        def parse(json: Any) -> list[RawLog]:
            logs = parse_logs(json, addresses)
            if any(log.block_hash != block_hash for log in logs):
                raise Malformed("there is a log of another block")
            return logs

        params = [{"blockHash": _text(block_hash)} | _of(addresses)]
        return self._fetch("eth_getLogs", params, parse, read=read_logs_answer)

    def call(self, to: Address, data: bytes, block_hash: bytes) -> bytes:
        """See Source."""

        def refuse(refused: Refused) -> ChainError:
            if refused.is_revert:
                return CallReverted("eth_call", str(refused), refused.data)
            return _invalid("eth_call", refused)

        return self._fetch("eth_call", _call_of(to, data, block_hash), parse_bytes, refuse)

    def call_all(
        self, calls: Sequence[tuple[Address, bytes]], block_hash: bytes
    ) -> list[bytes | CallReverted]:
        """See Source."""
        params = [_call_of(to, data, block_hash) for to, data in calls]
        return [
            answer
            for start in range(0, len(params), BATCH)
            for answer in self._call_some(params[start : start + BATCH])
        ]

    def fetch_input(self, tx_hash: Hash32) -> bytes | None:
        """See Source."""
        return self._fetch(
            "eth_getTransactionByHash", [_text(tx_hash)], lambda json: parse_input(tx_hash, json)
        )

    def fetch_balance(self, account: Address, block_hash: bytes) -> int:
        """See Source."""
        return self._fetch(
            "eth_getBalance", [_text(account), {"blockHash": _text(block_hash)}], parse_quantity
        )

    def _fetch(
        self,
        method: str,
        params: Sequence[Any],
        parse: Callable[[Any], T],
        refuse: Callable[[Refused], ChainError] | None = None,
        read: Read = orjson.loads,
    ) -> T:
        """One call. `refuse` says what the node's error means, if not that the call cannot be answered."""
        try:
            return parse(self._transport.call(method, params, read))
        except Refused as refused:
            raise (refuse(refused) if refuse else _invalid(method, refused)) from None
        except Malformed as error:
            raise _invalid(method, error) from None

    def _call_some(self, params: Sequence[Sequence[Any]]) -> Iterator[bytes | CallReverted]:
        method = "eth_call"
        try:
            for answer in self._transport.batch_with_reverts(method, params):
                if isinstance(answer, Refused):
                    yield CallReverted(method, str(answer), answer.data)
                else:
                    yield parse_bytes(answer)
        except (Refused, Malformed) as error:
            raise _invalid(method, error) from None

    def _fetch_some_headers(self, numbers: Sequence[int]) -> Iterator[BlockHeader]:
        method = "eth_getBlockByNumber"
        try:
            blocks = self._transport.batch(
                method, [[hex(number), False] for number in numbers], read_headers_answer
            )
            for number, block in zip(numbers, blocks, strict=True):
                if (header := _parse_header_of(number, block)) is None:
                    raise Malformed(f"there is no block {number}")
                yield header
        except (Refused, Malformed) as error:
            raise _invalid(method, error) from None


def _invalid(method: str, error: Exception) -> NodeAnswerInvalid:
    return NodeAnswerInvalid(method, str(error))


def _parse_header_of(block: int | bytes | str, json: Any) -> BlockHeader | None:
    """The header, if it is of the block that was asked for."""
    header = parse_header(json)
    if header and not isinstance(block, str) and block not in (header.number, header.hash):
        raise Malformed(f"it is block {header.number}, not {_block_text(block)}")
    return header


def _block_text(block: int | bytes | str) -> str:
    match block:
        case int():
            return hex(block)
        case bytes():
            return _text(block)
        case _:
            return block


def _text(data: bytes) -> str:
    return f"0x{data.hex()}"


def _call_of(to: Address, data: bytes, block_hash: bytes) -> list[dict[str, str]]:
    return [{"to": _text(to), "data": _text(data)}, {"blockHash": _text(block_hash)}]


def _of(addresses: Sequence[Address]) -> dict[str, Any]:
    """Nodes differ in what an empty list means, so it is never sent."""
    return {"address": [_text(address) for address in addresses]} if addresses else {}
