"""Checkpoint, headers and logs."""

import pytest

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog
from lexiarch.domain.errors import CheckpointMoved
from lexiarch.store.blocks import (
    delete_above,
    delete_empty_headers,
    insert_headers,
    insert_logs,
    load_block_hash,
    load_checkpoint,
    load_headers_down,
    load_logs,
    move_checkpoint,
    pack_logs,
)
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId
from lexiarch.store.schema import prepare_schema
from lexiarch.store.tables import SupplyRow, encode_amount
from tests.helpers.builders import hash32, make_deployment


@pytest.fixture
def index(database: Database) -> Database:
    prepare_schema(database, make_deployment())
    return database


def _header(number: int) -> BlockHeader:
    return BlockHeader(number, hash32("block", number), hash32("block", number - 1), 1000 + number, b"")


def _id(number: int, fork: str = "block") -> BlockId:
    return BlockId(number, hash32(fork, number), 1000 + number)


def _log(number: int, index: int, topics: int) -> RawLog:
    return RawLog(
        number,
        hash32("block", number),
        hash32("tx", number),
        index,
        Address(b"\x05" * 20),
        tuple(hash32("topic", topic) for topic in range(topics)),
        bytes(range(index)),
    )


def test_the_checkpoint_moves_from_where_it_was_seen(index: Database) -> None:
    with index.write() as writer:
        assert load_checkpoint(writer) is None
        move_checkpoint(writer, None, _id(5))
    with index.write() as writer:
        move_checkpoint(writer, _id(5), _id(6))
    with index.read() as rows:
        assert load_checkpoint(rows) == _id(6)


@pytest.mark.parametrize("seen", [None, _id(4), _id(5, "other fork")])
def test_the_checkpoint_does_not_move_from_anywhere_else(index: Database, seen: BlockId | None) -> None:
    with index.write() as writer:
        move_checkpoint(writer, None, _id(5))
    with pytest.raises(CheckpointMoved), index.write() as writer:
        move_checkpoint(writer, seen, _id(6))
    with index.read() as rows:
        assert load_checkpoint(rows) == _id(5)


def test_logs_come_back_as_the_node_gave_them(index: Database) -> None:
    logs = [_log(1, 3, 1), _log(2, 0, 4), _log(2, 1, 0)]
    with index.write() as writer:
        insert_headers(writer, [_header(1), _header(2)])
        insert_logs(writer, pack_logs(logs))
    with index.read() as rows:
        assert load_logs(rows, 1, 2) == logs
        assert load_logs(rows, 2, 2) == logs[1:]


def test_headers_come_newest_first_between_the_bounds(index: Database) -> None:
    with index.write() as writer:
        insert_headers(writer, [_header(number) for number in range(10)])
    with index.read() as rows:
        assert load_headers_down(rows, 8, 6) == [_id(8), _id(7), _id(6)]
        assert load_block_hash(rows, 9) == hash32("block", 9)
        assert load_block_hash(rows, 10) is None


def test_only_headers_of_blocks_without_logs_are_let_go(index: Database) -> None:
    with index.write() as writer:
        insert_headers(writer, [_header(number) for number in range(10)])
        insert_logs(writer, pack_logs([_log(4, 0, 1)]))
        delete_empty_headers(writer, 2, 6)
    with index.read() as rows:
        assert [block.number for block in load_headers_down(rows, 9, 0)] == [9, 8, 7, 6, 4, 1, 0]


def test_everything_above_a_block_is_forgotten_and_nothing_else(index: Database) -> None:
    with index.write() as writer:
        insert_headers(writer, [_header(number) for number in range(1, 5)])
        insert_logs(writer, pack_logs([_log(number, 0, 1) for number in range(1, 5)]))
        writer.insert([SupplyRow(number, 0, 1, encode_amount(number)) for number in range(1, 5)])
        delete_above(writer, 2)
    with index.read() as rows:
        assert [block.number for block in load_headers_down(rows, 9, 0)] == [2, 1]
        assert [log.block_number for log in load_logs(rows, 0, 9)] == [1, 2]
        assert rows.all("SELECT block_number FROM supply ORDER BY 1") == [(1,), (2,)]


def test_hashes_are_typed_bytes(index: Database) -> None:
    with index.write() as writer:
        move_checkpoint(writer, None, _id(1))
    with index.read() as rows:
        checkpoint = load_checkpoint(rows)
    assert checkpoint is not None
    assert isinstance(checkpoint.hash, bytes)
    assert checkpoint.hash == Hash32(hash32("block", 1))
