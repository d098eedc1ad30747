"""JSON-RPC results as plain values, with every form checked."""

from collections.abc import Collection
from typing import Any

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog


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
        data = bytes.fromhex(value[2:])
    except ValueError:
        raise Malformed(f"{value!r:.80} is no hex data") from None
    if size is not None and len(data) != size:
        raise Malformed(f"{len(data)} bytes where {size} belong")
    return data


def parse_header(block: Any) -> BlockHeader | None:
    """A block, or None for null."""
    if block is None:
        return None
    _check_has(block, "number", "hash", "parentHash", "timestamp", "logsBloom")
    return BlockHeader(
        parse_quantity(block["number"]),
        Hash32(parse_bytes(block["hash"], 32)),
        Hash32(parse_bytes(block["parentHash"], 32)),
        parse_quantity(block["timestamp"]),
        parse_bytes(block["logsBloom"], 256),
    )


def parse_logs(logs: Any, addresses: Collection[Address]) -> list[RawLog]:
    """A list of logs, each of one of the addresses (if there are any) and there once, in chain order."""
    if not isinstance(logs, list):
        raise Malformed(f"{logs!r:.80} is no list of logs")
    parsed = {(log.block_number, log.log_index): log for log in map(_parse_log, logs)}
    if len(parsed) != len(logs):
        raise Malformed("a log is there twice")
    if addresses and (strangers := {log.address for log in parsed.values()} - set(addresses)):
        raise Malformed(f"there is a log of 0x{min(strangers).hex()}, which was not asked for")
    return [parsed[place] for place in sorted(parsed)]


def _parse_log(log: Any) -> RawLog:
    _check_has(log, "blockNumber", "blockHash", "transactionHash", "logIndex", "address", "topics", "data")
    if log.get("removed"):
        raise Malformed("a log that a reorg removed")
    if not isinstance(log["topics"], list):
        raise Malformed(f"{log['topics']!r:.80} is no list of topics")
    return RawLog(
        parse_quantity(log["blockNumber"]),
        Hash32(parse_bytes(log["blockHash"], 32)),
        Hash32(parse_bytes(log["transactionHash"], 32)),
        parse_quantity(log["logIndex"]),
        Address(parse_bytes(log["address"], 20)),
        tuple(Hash32(parse_bytes(topic, 32)) for topic in log["topics"]),
        parse_bytes(log["data"]),
    )


def _check_has(value: Any, *names: str) -> None:
    if not isinstance(value, dict):
        raise Malformed(f"{value!r:.80} is no object")
    if missing := [name for name in names if name not in value]:
        raise Malformed(f"it lacks {', '.join(missing)}")
