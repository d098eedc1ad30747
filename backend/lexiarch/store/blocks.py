"""Where the index stands: checkpoint, headers and raw logs; one step forward, one step back."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog
from lexiarch.domain.errors import CheckpointMoved, DatabaseUnavailable
from lexiarch.store.database import Reader, Writer
from lexiarch.store.meta import BlockId
from lexiarch.store.tables import TABLES

_NUMBER = itemgetter(0)  # of the block of a RawLog
_PACK = msgspec.msgpack.Encoder().encode
_UNPACK = msgspec.msgpack.Decoder(list[tuple[int, bytes, bytes, list[Hash32], bytes]]).decode
PackedLogs = tuple[int, int, bytes]
"""The raw logs of one block: its number, how many, and all of them in MessagePack."""
_CHAIN_TABLES = ("block", "log", *TABLES.values())


def load_checkpoint(reader: Reader) -> BlockId | None:
    """The last block that is indexed whole; None before the first."""
    row = reader.one("SELECT block_number, block_hash, block_time FROM checkpoint")
    return BlockId(row[0], Hash32(row[1]), row[2]) if row else None


def move_checkpoint(writer: Writer, seen: BlockId | None, to: BlockId) -> None:
    """Moves the checkpoint, unless somebody else has moved it since it was seen.

    Args:
        seen: the checkpoint that the step was worked out from.

    Raises:
        CheckpointMoved: it is no longer there; the step must be worked out again.
    """
    if seen is None:
        touched = writer.execute(
            "INSERT INTO checkpoint (id, block_number, block_hash, block_time) VALUES (1, ?, ?, ?) "
            "ON CONFLICT (id) DO NOTHING",
            to,
        )
    else:
        touched = writer.execute(
            "UPDATE checkpoint SET block_number = ?, block_hash = ?, block_time = ? WHERE block_hash = ?",
            (*to, seen.hash),
        )
    if touched != 1:
        raise CheckpointMoved()


def insert_headers(writer: Writer, headers: Sequence[BlockHeader]) -> None:
    """Keeps headers."""
    rows = [(header.number, header.hash, header.parent_hash, header.timestamp) for header in headers]
    writer.insert_into("block", ("number", "hash", "parent_hash", "timestamp"), rows)


def pack_logs(logs: Sequence[RawLog]) -> list[PackedLogs]:
    """Raw logs of whole blocks, in the order of the chain, as they are kept."""
    rows = []
    for number, group in groupby(logs, key=_NUMBER):
        packed = [
            (index, tx_hash, address, topics, data) for _, _, tx_hash, index, address, topics, data in group
        ]
        rows.append((number, len(packed), _PACK(packed)))
    return rows


def insert_logs(writer: Writer, packed: Sequence[PackedLogs]) -> None:
    """Keeps raw logs."""
    writer.insert_into("log", ("block_number", "count", "logs"), packed)


def delete_empty_headers(writer: Writer, from_block: int, below: int) -> None:
    """Lets go of the headers in `from_block <= number < below` whose blocks hold no log of ours."""
    writer.execute(
        "DELETE FROM block WHERE number >= ? AND number < ? "
        "AND NOT EXISTS (SELECT 1 FROM log WHERE log.block_number = block.number)",
        (from_block, below),
    )


def load_headers_down(reader: Reader, from_block: int, down_to: int) -> list[BlockId]:
    """Kept headers, newest first."""
    rows = reader.all(
        "SELECT number, hash, timestamp FROM block WHERE number <= ? AND number >= ? ORDER BY number DESC",
        (from_block, down_to),
    )
    return [BlockId(number, Hash32(block_hash), timestamp) for number, block_hash, timestamp in rows]


def load_block_hash(reader: Reader, number: int) -> Hash32 | None:
    """Hash of a kept header; None when it was not kept."""
    row = reader.one("SELECT hash FROM block WHERE number = ?", (number,))
    return Hash32(row[0]) if row else None


def load_last_before(reader: Reader, time: int) -> int:
    """Number of the last header kept that is not later than a time; 0 when there is none."""
    row = reader.one("SELECT max(number) FROM block WHERE timestamp <= ?", (time,))
    return (row[0] or 0) if row else 0


def load_time_of(reader: Reader, number: int) -> tuple[int, bool]:
    """When a block was or will be made, and whether that is certain.

    Between two headers that are kept time is taken to pass evenly; behind the last one, as fast as before it.
    """
    below = reader.all(
        "SELECT number, timestamp FROM block WHERE number <= ? ORDER BY number DESC LIMIT 100", (number,)
    )
    above = reader.one(
        "SELECT number, timestamp FROM block WHERE number >= ? ORDER BY number LIMIT 1", (number,)
    )
    if not below:
        return (above[1], above[0] == number) if above else (0, False)
    (at, time), (first, first_time) = below[0], below[-1]
    if at == number:
        return time, True
    if above:
        return time + (above[1] - time) * (number - at) // (above[0] - at), False
    pace = (time - first_time) / (at - first) if at > first else 0
    return time + round(pace * (number - at)), False


def load_logs(reader: Reader, from_block: int, to_block: int) -> list[RawLog]:
    """Raw logs in the order of the chain.

    Raises:
        DatabaseUnavailable: they are damaged.
    """
    rows = reader.all(
        "SELECT block_number, hash, logs FROM log JOIN block ON number = block_number "
        "WHERE block_number >= ? AND block_number <= ? ORDER BY block_number",
        (from_block, to_block),
    )
    return [log for row in rows for log in _unpack(*row)]


def _unpack(number: int, block_hash: bytes, packed: bytes) -> Iterator[RawLog]:
    try:
        logs = _UNPACK(packed)
    except msgspec.DecodeError as error:
        raise DatabaseUnavailable(f"the logs that it keeps of block {number} are damaged") from error
    for index, tx_hash, address, topics, data in logs:
        place = (number, Hash32(block_hash), Hash32(tx_hash), index)
        yield RawLog(*place, Address(address), tuple(topics), data)


def load_block_times(reader: Reader, after: int, limit: int) -> dict[int, int]:
    """Time of each of the next blocks that hold logs."""
    rows = reader.all(
        "SELECT number, timestamp FROM log JOIN block ON number = block_number WHERE block_number > ? "
        "ORDER BY block_number LIMIT ?",
        (after, limit),
    )
    return dict(rows)


def delete_above(writer: Writer, block: int) -> None:
    """Forgets everything that the chain said above a block."""
    for table in _CHAIN_TABLES:
        column = "number" if table == "block" else "block_number"
        writer.execute(f"DELETE FROM {table} WHERE {column} > ?", (block,))
