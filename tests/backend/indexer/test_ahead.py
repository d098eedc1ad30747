"""Ranges that are read before they are asked for."""

from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event

import pytest

from lexiarch.domain.errors import NodeUnreachable
from lexiarch.indexer.ahead import Ahead
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced
from lexiarch.indexer.reader.read import Read
from tests.helpers.fake_dao import START_BLOCK, FakeDao, account
from tests.helpers.index import WINDOW, new_index

BLOCKS = 200


@pytest.fixture
def old_dao(dao: FakeDao) -> FakeDao:
    """A DAO with two hundred blocks, every third with an event."""
    for number in range(BLOCKS):
        if number % 3 == 0:
            dao.do("token", "transfer", account(1), account(9), 1)
        dao.mine()
    return dao


def _ahead(dao: FakeDao, limits: Limits) -> closing[Ahead]:
    return closing(Ahead(dao.chain, dao.deployment, limits))


def _take_all(ahead: Ahead, dao: FakeDao) -> Iterator[Read]:
    head = dao.chain.head.header
    first = START_BLOCK
    while first <= head.number:
        read = ahead.take(first, head)
        yield read
        first = read.stretch.last.number + 1


def _gist(reads: list[Read]) -> tuple[list[object], list[int]]:
    logs = [(read.logs, read.events, read.stretch.logs) for read in reads]
    stretches = [read.stretch for read in reads]
    blocks = [number for stretch in stretches for number in range(stretch.first, stretch.last.number + 1)]
    return [item for lists in logs for one in lists for item in one], blocks


@pytest.mark.parametrize("ahead", [1, 3])
def test_what_is_read_ahead_is_what_is_read_when_asked(old_dao: FakeDao, ahead: int) -> None:
    with (
        _ahead(old_dao, Limits(20, WINDOW)) as one_by_one,
        _ahead(old_dao, Limits(20, WINDOW, ahead)) as more,
    ):
        expected = _gist(list(_take_all(one_by_one, old_dao)))
        assert _gist(list(_take_all(more, old_dao))) == expected
        assert expected[1] == list(range(START_BLOCK, old_dao.chain.head.header.number + 1))


def test_a_range_that_comes_out_shorter_than_planned_leaves_no_gap(old_dao: FakeDao) -> None:
    old_dao.chain.largest_range = 6
    with _ahead(old_dao, Limits(50, WINDOW, 3)) as ahead:
        _, blocks = _gist(list(_take_all(ahead, old_dao)))
    assert blocks == list(range(START_BLOCK, old_dao.chain.head.header.number + 1))


def test_the_next_range_is_read_while_one_is_written(old_dao: FakeDao) -> None:
    asked = Event()
    with _ahead(old_dao, Limits(10, WINDOW, 2)) as ahead:
        ahead.take(START_BLOCK, old_dao.chain.head.header)
        old_dao.chain.before = lambda _: asked.set()
        second = ahead.take(START_BLOCK + 10, old_dao.chain.head.header)
        assert second.stretch.first == START_BLOCK + 10
        assert asked.wait(10)  # for a third, which nobody has taken


def test_after_a_failure_everything_is_asked_for_again(old_dao: FakeDao) -> None:
    head = old_dao.chain.head.header

    def fail(_: str) -> None:
        raise NodeUnreachable("http://node", "it went away")

    with _ahead(old_dao, Limits(10, WINDOW, 2)) as ahead:
        old_dao.chain.before = fail
        with pytest.raises(NodeUnreachable):
            ahead.take(START_BLOCK, head)
        old_dao.chain.before = lambda _: None
        assert ahead.take(START_BLOCK, head).stretch.first == START_BLOCK


def test_an_index_made_with_ranges_ahead_equals_one_made_without(
    old_dao: FakeDao, create_database: Callable[[], str]
) -> None:
    ahead, plain = (new_index(old_dao, create_database()) for _ in range(2))
    ahead.limits = Limits(20, WINDOW, 3)
    assert all(isinstance(outcome, Advanced) for outcome in ahead.follow())
    plain.follow()
    assert ahead.tables() == plain.tables()
    for index in (ahead, plain):
        index.database.close()
