"""The first block of each day is found, wherever an index begins, and asked for once."""

from collections.abc import Callable

import pytest

from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.tree import DAY
from lexiarch.indexer.limits import Limits
from lexiarch.store.meta import load_draws
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import WINDOW, Index

BuildIndex = Callable[[FakeDao], Index]


def numbers(index: Index) -> list[int]:
    """Of the blocks drawn from, newest first; their hashes are the chain's."""
    with index.database.read() as reader:
        draws = load_draws(reader)
    for draw in draws:
        header = index.dao.chain.blocks[draw.number].header
        assert (draw.hash, draw.timestamp) == (header.hash, header.timestamp)
    return [draw.number for draw in draws]


def to_next_day(dao: FakeDao, blocks_after: int = 0) -> BlockHeader:
    """The first block of the next day, and some after it."""
    dao.now = (dao.now // DAY + 1) * DAY + 5
    first = dao.mine()
    dao.mine_empty(blocks_after)
    return first


def test_who_follows_sees_the_day_change_and_asks_for_nothing_more(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.mine_empty(3)
    index.follow()
    asked = dao.chain.calls.count("fetch_headers")
    first = to_next_day(dao)
    index.follow()
    assert numbers(index)[0] == first.number
    assert dao.chain.calls.count("fetch_headers") == asked
    dao.mine_empty(2)
    index.follow()
    assert numbers(index)[0] == first.number


@pytest.mark.parametrize("after", [0, 1, 15, 16, 17, WINDOW, 300])
def test_an_index_that_begins_later_finds_the_same_block(
    dao: FakeDao, index: Index, index_from_zero: BuildIndex, after: int
) -> None:
    dao.mine_empty(40)
    first = to_next_day(dao, blocks_after=after)
    index.follow()
    assert numbers(index) == numbers(index_from_zero(dao)) == [first.number]


@pytest.mark.parametrize("asleep", [0, 5, 100])
def test_an_index_that_was_away_for_days_goes_on_with_the_present_one(
    dao: FakeDao, index: Index, asleep: int
) -> None:
    index.follow()
    before = numbers(index)
    dao.mine_empty(asleep)
    to_next_day(dao, blocks_after=asleep)
    last = to_next_day(dao, blocks_after=asleep)
    index.follow()
    assert numbers(index) == [last.number, *before]


def test_the_draws_of_two_days_are_kept(dao: FakeDao, index: Index) -> None:
    firsts = []
    for _ in range(4):
        firsts.append(to_next_day(dao, blocks_after=2).number)
        index.follow()
    assert numbers(index) == [firsts[3], firsts[2]]


def test_on_a_chain_that_began_today_it_is_the_first_block_of_all(dao: FakeDao, index: Index) -> None:
    index.follow()
    assert numbers(index) == [0]


def test_a_reorg_of_the_days_first_block_draws_again(dao: FakeDao, index: Index) -> None:
    dao.mine_empty(5)
    index.follow()
    to_next_day(dao, blocks_after=2)
    index.follow()
    gone = numbers(index)
    dao.fork(4)
    dao.mine()
    again = to_next_day(dao, blocks_after=3)
    index.follow()
    assert numbers(index)[0] == again.number
    assert numbers(index)[1:] == gone[1:]


def test_nobody_looks_for_it_on_the_way_to_the_head(dao: FakeDao, index: Index) -> None:
    to_next_day(dao, blocks_after=4 * WINDOW)
    index.limits = Limits(block_range=7, reorg_window=WINDOW)
    index.step()
    assert numbers(index) == []
    index.follow()
    assert len(numbers(index)) == 1


def test_a_header_of_another_fork_is_not_believed(dao: FakeDao, index: Index) -> None:
    """A node behind a balancer answers for a fork that it has, and the index does not."""
    dao.mine_empty(3)
    first = to_next_day(dao, blocks_after=8)
    index.follow()
    with index.database.write() as writer:
        writer.execute("DELETE FROM meta WHERE key = 'draws'")
        writer.execute("UPDATE block SET hash = ? WHERE number = ?", (bytes(32), first.number))
    dao.mine()
    with pytest.raises(NodeAnswerInvalid, match="another fork"):
        index.step()
    assert numbers(index) == []
