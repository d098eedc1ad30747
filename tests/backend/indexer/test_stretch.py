"""What a node says is checked before it is believed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lexiarch.domain.chain import Hash32
from lexiarch.domain.errors import NodeAnswerInvalid, RangeTooLarge
from lexiarch.indexer import stretch
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced
from tests.helpers.fake_chain import Block
from tests.helpers.fake_dao import START_BLOCK, FakeDao, account
from tests.helpers.index import WINDOW, Index


@pytest.fixture
def old_dao(dao: FakeDao) -> FakeDao:
    """A DAO with sixty blocks behind the window, every third with an event."""
    for number in range(60):
        if number % 3 == 0:
            dao.do("token", "transfer", account(1), account(9), 1)
        dao.mine()
    dao.mine_empty(WINDOW)
    return dao


def _ranges(index: Index) -> list[int]:
    """Lengths of the steps far behind the head."""
    settled = index.dao.chain.head.header.number - WINDOW - 1
    steps = [outcome for outcome in index.follow() if isinstance(outcome, Advanced)]
    return [step.to_block - step.from_block + 1 for step in steps if step.to_block <= settled]


def test_old_blocks_are_read_in_ranges_that_end_where_the_window_begins(
    index: Index, old_dao: FakeDao
) -> None:
    index.limits = Limits(20, WINDOW)
    lengths = _ranges(index)
    assert max(lengths) == 20
    assert sum(lengths) == old_dao.chain.head.header.number - WINDOW - START_BLOCK
    assert index.rows("SELECT count FROM log WHERE block_number > ?", START_BLOCK) == [(1,)] * 20


def test_a_range_is_halved_when_the_node_refuses_and_grows_slowly(index: Index, old_dao: FakeDao) -> None:
    index.limits = Limits(1000, WINDOW)
    old_dao.chain.largest_range = 10
    lengths = _ranges(index)
    assert max(lengths) <= 10
    assert lengths[0] > 5
    assert len(lengths) < 20


def test_a_node_that_refuses_a_single_block_is_reported(index: Index, old_dao: FakeDao) -> None:
    old_dao.chain.largest_range = 0
    with pytest.raises(RangeTooLarge, match="LEXIARCH_BLOCK_RANGE"):
        index.step()


def test_an_old_range_that_changes_while_it_is_read_is_not_believed(index: Index, old_dao: FakeDao) -> None:
    def change(method: str) -> None:
        if method == "fetch_logs":
            old_dao.fork(70)
            old_dao.mine_empty(75)

    index.limits = Limits(40, WINDOW)
    old_dao.chain.before = change
    with pytest.raises(NodeAnswerInvalid, match=r"changed while|another block"):
        index.step()
    assert index.checkpoint is None


def test_blocks_far_behind_with_equal_ends_and_other_logs_are_not_believed(
    index: Index, old_dao: FakeDao
) -> None:
    chain = old_dao.chain
    number = next(block.header.number for block in chain.blocks[START_BLOCK + 1 :] if block.logs)
    _edit_log(chain.blocks, number, block_hash=Hash32(b"\x01" * 32))
    with pytest.raises(NodeAnswerInvalid, match=f"another block {number}"):
        index.follow()


def test_a_stretch_near_the_head_ends_when_it_has_enough_logs(
    index: Index, old_dao: FakeDao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretch, "ENOUGH_LOGS", 3)
    index.limits = Limits(1000, 10_000)  # everything is near
    lengths = [step.to_block - step.from_block + 1 for step in index.follow() if isinstance(step, Advanced)]
    assert len(lengths) > 5
    assert max(lengths[1:-1]) <= 9  # every third block has one
    assert index.checkpoint == old_dao.chain.head.header.number


def test_a_block_near_the_head_without_the_logs_that_its_bloom_admits_is_asked_for_again(
    index: Index, dao: FakeDao
) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine(noise=3)
    dao.chain.hidden.add(header.number)
    with pytest.raises(NodeAnswerInvalid, match=f"leaves out logs of block {header.number}"):
        index.step()
    assert index.checkpoint == header.number - 1
    assert index.step() == Advanced(header.number, header.number, 1)


def test_an_answer_that_stays_empty_is_never_believed(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine()
    block = dao.chain.blocks[-1]
    dao.chain.blocks[-1] = Block(block.header, [], block.state)
    for _ in range(3):
        with pytest.raises(NodeAnswerInvalid, match="leaves out"):
            index.step()
    assert index.checkpoint == header.number - 1


@pytest.mark.parametrize("noise", [0, 3])
def test_a_block_of_which_the_node_gives_some_logs_is_asked_for_again(
    index: Index, dao: FakeDao, noise: int
) -> None:
    index.follow()
    for receiver in (7, 8, 9):
        dao.do("token", "transfer", account(1), account(receiver), 5)
    header = dao.mine(noise=noise)
    whole = dao.chain.blocks[-1]
    for place in (noise, noise + 1, noise + 2):
        dao.chain.blocks[-1] = replace(whole, logs=whole.logs[:place] + whole.logs[place + 1 :])
        with pytest.raises(NodeAnswerInvalid, match=f"leaves out logs of block {header.number}"):
            index.step()
    dao.chain.blocks[-1] = whole
    assert index.step() == Advanced(header.number, header.number, 3)


def test_logs_that_the_second_answer_has_and_the_first_had_not_are_not_lost(
    index: Index, dao: FakeDao
) -> None:
    index.follow()
    for _ in range(2):  # equal in bloom: only the number of the second tells that there is a first
        dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine()
    whole = dao.chain.blocks[-1]
    dao.chain.blocks[-1] = replace(whole, logs=whole.logs[1:])

    def remember(method: str) -> None:
        if dao.chain.calls.count("fetch_block_logs") == 2:
            dao.chain.blocks[-1] = whole

    dao.chain.calls.clear()
    dao.chain.before = remember
    with pytest.raises(NodeAnswerInvalid, match=f"leaves out logs of block {header.number}"):
        index.step()
    assert index.step() == Advanced(header.number, header.number, 2)


def test_a_block_with_logs_that_its_bloom_does_not_know_is_believed(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine(noise=3)
    block = dao.chain.blocks[-1]
    dao.chain.blocks[-1] = replace(block, header=block.header._replace(logs_bloom=bytes(256)))
    assert index.step() == Advanced(header.number, header.number, 1)


def test_a_crowded_block_that_only_looks_like_ours_is_believed(index: Index, dao: FakeDao) -> None:
    index.follow()
    header = dao.mine(noise=3000)  # so many logs of others set nearly every bit of the bloom
    dao.chain.calls.clear()
    assert index.step() == Advanced(header.number, header.number, 0)
    assert dao.chain.calls.count("fetch_block_logs") == 2


def test_a_log_of_another_block_is_not_believed(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine()
    _edit_log(dao.chain.blocks, header.number, block_hash=Hash32(b"\x01" * 32))
    with pytest.raises(NodeAnswerInvalid, match=f"another block {header.number}"):
        index.step()


def test_headers_that_do_not_follow_each_other_are_not_believed(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.mine_empty(3)
    block = dao.chain.blocks[-2]
    dao.chain.blocks[-2] = replace(block, header=block.header._replace(hash=Hash32(b"\x02" * 32)))
    with pytest.raises(NodeAnswerInvalid, match="another parent"):
        index.step()


def test_logs_given_twice_and_out_of_order_are_indexed_once_in_order(
    index: Index, dao: FakeDao, index_from_zero: Callable[[FakeDao], Index]
) -> None:
    for amount in range(5):
        dao.do("token", "transfer", account(1), account(9), amount)
    dao.mine()
    expected = index_from_zero(dao).tables()
    block = dao.chain.blocks[-1]
    dao.chain.blocks[-1] = Block(block.header, [*reversed(block.logs), *block.logs], block.state)
    index.follow()
    assert index.tables() == expected


def _edit_log(blocks: list[Block], number: int, block_hash: Hash32) -> None:
    block = blocks[number]
    logs = [log._replace(block_hash=block_hash) for log in block.logs]
    blocks[number] = Block(block.header, logs, block.state)
