"""JSON-RPC results as plain values, with every form checked."""

from binascii import unhexlify
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

import msgspec
import orjson

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog, are_in_order

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
_HASH = 32


class Malformed(ValueError):
    """A result is not of the form that Ethereum's JSON-RPC prescribes."""


def parse_quantity(value: Any) -> int:
    """A number, such as `0x1f`."""
    if not isinstance(value, str) or not value.startswith("0x"):
        raise Malformed(f"{value!r:.80} is no number")
    try:
        return int(value, 16)
    except ValueError:
        raise Malformed(f"{value!r:.80} is no number") from None


def parse_bytes(value: Any, size: int | None = None) -> bytes:
    """Bytes in hex after 0x; `size` of them unless it is None."""
    if not isinstance(value, str) or not value.startswith("0x"):
        raise Malformed(f"{value!r:.80} is no hex data")
    try:
        data = unhexlify(value[2:])
    except ValueError:
        raise Malformed(f"{value!r:.80} is no hex data") from None
    if size is not None and len(data) != size:
        raise Malformed(f"{len(data)} bytes where {size} belong")
    return data


class HeaderText(msgspec.Struct, rename="camel", gc=False):
    """What the index needs of a block as JSON has it."""

    number: str
    hash: str
    parent_hash: str
    timestamp: str
    logs_bloom: str


class _HeaderAnswer(msgspec.Struct):
    id: int
    result: HeaderText | None = None
    error: Any = None


_READ_HEADERS = msgspec.json.Decoder(list[_HeaderAnswer]).decode


def read_headers_answer(raw: bytes) -> Any:
    """The whole answer to a batch of calls for blocks; what of a block nobody needs is passed over.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        answers = _READ_HEADERS(raw)
    except msgspec.ValidationError:  # of another form: `parse_header` says what is wrong with it
        return orjson.loads(raw)
    return [
        {"id": each.id, "error": each.error}
        if each.error is not None
        else {"id": each.id, "result": each.result}
        for each in answers
    ]


def parse_input(tx_hash: Hash32, transaction: Any) -> bytes | None:
    """Data of the transaction that was asked for, or None for null."""
    if transaction is None:
        return None
    _check_has(transaction, "hash", "input")
    if parse_bytes(transaction["hash"], _HASH) != tx_hash:
        raise Malformed("it is another transaction")
    return parse_bytes(transaction["input"])


def parse_header(block: Any) -> BlockHeader | None:
    """A block, or None for null."""
    if block is None:
        return None
    text = block if type(block) is HeaderText else _convert(block, HeaderText)
    return BlockHeader(
        parse_quantity(text.number),
        _parse_hash(text.hash),
        _parse_hash(text.parent_hash),
        parse_quantity(text.timestamp),
        parse_bytes(text.logs_bloom, 256),
    )


class LogText(msgspec.Struct, rename="camel", gc=False):
    """A log as JSON has it."""

    address: str
    topics: list[str]
    data: str
    block_number: str
    block_hash: str
    transaction_hash: str
    log_index: str
    removed: bool = False


class _LogsAnswer(msgspec.Struct):
    result: list[LogText] | None = None
    error: Any = None


_READ_LOGS = msgspec.json.Decoder(_LogsAnswer).decode


def read_logs_answer(raw: bytes) -> dict[str, Any]:
    """The whole answer to eth_getLogs, as `parse_logs` takes its result; faster than JSON in general.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        answer = _READ_LOGS(raw)
    except msgspec.ValidationError:  # of another form: `parse_logs` says what is wrong with it
        other: dict[str, Any] = orjson.loads(raw)
        return other
    return _as_json(answer.error, answer.result)


def _as_json(error: Any, result: Any) -> dict[str, Any]:
    return {"error": error} if error is not None else {"result": result}


def parse_logs(logs: Any, addresses: Collection[Address]) -> list[RawLog]:
    """A list of logs, each of one of the addresses (if there are any) and there once, in chain order."""
    if not isinstance(logs, list):
        raise Malformed(f"{logs!r:.80} is no list of logs")
    parse = _LogParser()
    parsed = parse.all([log if type(log) is LogText else _convert(log, LogText) for log in logs])
    if not are_in_order(parsed):
        parsed.sort(key=lambda log: (log.block_number, log.log_index))
        if not are_in_order(parsed):
            raise Malformed("a log is there twice")
    if addresses and (strangers := set(parse.addresses.values()) - set(addresses)):
        raise Malformed(f"there is a log of 0x{min(strangers).hex()}, which was not asked for")
    return parsed


def _convert(value: Any, kind: type[S]) -> S:
    optional = kind.__struct_defaults__
    fields = kind.__struct_encode_fields__
    _check_has(value, *fields[: len(fields) - len(optional)])
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Malformed(f"it is of another form: {error}") from None


class _Known(dict[str, T]):
    """What was parsed before: the logs of one answer share blocks, transactions, contracts and topics."""

    def __init__(self, parse: Callable[[str], T]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, text: str) -> T:
        value = self[text] = self._parse(text)
        return value


class _LogParser:
    """Parses the logs of one answer."""

    def __init__(self) -> None:
        self.addresses = _Known(lambda text: Address(parse_bytes(text, 20)))
        self._numbers = _Known(parse_quantity)
        self._hashes = _Known(_parse_hash)
        if len(_TOPICS) > _MOST_TOPICS:
            _TOPICS.clear()

    def all(self, logs: Sequence[LogText]) -> list[RawLog]:
        """In the same order."""
        if any(log.removed for log in logs):
            raise Malformed("a log that a reorg removed")
        new, topic = (
            tuple.__new__,
            _TOPICS.__getitem__,
        )  # as the class does, without its checks: a million calls
        numbers, hashes, addresses = self._numbers, self._hashes, self.addresses
        return [
            new(
                RawLog,
                (
                    numbers[log.block_number],
                    hashes[log.block_hash],
                    hashes[log.transaction_hash],
                    numbers[log.log_index],
                    addresses[log.address],
                    tuple(map(topic, log.topics)),
                    _parse_data(log.data),
                ),
            )
            for log in logs
        ]


def _parse_hash(text: str) -> Hash32:
    data = _parse_data(text)
    if len(data) != _HASH:
        raise Malformed(f"{len(data)} bytes where {_HASH} belong")
    return Hash32(data)


_TOPICS = _Known(_parse_hash)
"""Accounts and proposals come back in one answer after the other."""
_MOST_TOPICS = 50_000


def _parse_data(text: str) -> bytes:
    """As `parse_bytes`, for the hottest of its callers."""
    try:
        if text[:2] == "0x":
            return unhexlify(text[2:])
    except ValueError:
        pass
    return parse_bytes(text)


def _check_has(value: Any, *names: str) -> None:
    if not isinstance(value, dict):
        raise Malformed(f"{value!r:.80} is no object")
    if missing := [name for name in names if name not in value]:
        raise Malformed(f"it lacks {', '.join(missing)}")
