"""One step towards the chain."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from lexiarch.domain.errors import CheckpointMoved, DatabaseUnavailable, NodeAnswerInvalid, NodeUnreachable
from lexiarch.indexer.outcome import Advanced, NothingNew
from lexiarch.store.database import open_database
from lexiarch.store.meta import load_head
from lexiarch.store.outbox import load_changes
from tests.helpers.cut_database import CutDatabase
from tests.helpers.fake_dao import START_BLOCK, FakeDao, account
from tests.helpers.index import WINDOW, Index


def test_the_first_step_begins_at_the_deployment(index: Index) -> None:
    outcome = index.step()
    assert isinstance(outcome, Advanced)
    assert (outcome.from_block, outcome.to_block) == (START_BLOCK, START_BLOCK)
    assert outcome.events > 10
    assert len(index.rows("SELECT * FROM setting")) == 7


def test_at_the_head_there_is_nothing_new(index: Index) -> None:
    index.follow()
    before = index.tables()
    assert index.step() == NothingNew()
    assert index.tables() == before


def test_a_new_block_is_indexed_with_its_events(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    header = dao.mine()
    assert index.step() == Advanced(header.number, header.number, 1)
    assert index.rows(
        "SELECT account FROM balance WHERE block_number = ? ORDER BY 1", header.number
    ) == sorted([(account(1),), (account(9),)])
    assert index.rows("SELECT block_number, block_hash, block_time FROM checkpoint") == [
        (header.number, header.hash, header.timestamp)
    ]


def test_a_new_block_takes_one_look_at_the_head_and_one_at_its_logs(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.mine()
    dao.chain.calls.clear()
    index.step()
    assert dao.chain.calls == ["fetch_header", "fetch_block_logs"]


def test_every_step_tells_one_change_of_the_block_after_the_others(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.do("token", "transfer", account(1), account(9), 5)
    dao.mine()
    header = dao.mine()
    with index.database.read() as rows:
        told = load_changes(rows, 0, 1000)[-1].id
    index.step()
    with index.database.read() as rows:
        changes = load_changes(rows, told, 1000)
    assert [change.kind for change in changes] == ["account", "account", "block"]
    assert changes[-1].block_number == header.number
    assert json.loads(changes[-1].data)["from_block"] == header.number - 1


def test_the_head_is_remembered_while_the_index_catches_up(index: Index, dao: FakeDao) -> None:
    dao.mine_empty(40)
    index.step()
    with index.database.read() as rows:
        head = load_head(rows)
    assert head is not None
    assert head.number == dao.chain.head.header.number
    assert index.checkpoint is not None
    assert index.checkpoint < head.number


def test_headers_are_kept_for_the_window_and_for_blocks_with_logs(index: Index, dao: FakeDao) -> None:
    for _ in range(3 * WINDOW):
        dao.mine()
        index.follow()
    head = dao.chain.head.header.number
    kept = [row[0] for row in index.rows("SELECT number FROM block ORDER BY 1")]
    assert kept == [START_BLOCK, *range(head - WINDOW, head + 1)]


def test_a_restart_goes_on_where_the_index_stands(index: Index, dao: FakeDao, database_url: str) -> None:
    dao.mine_empty(40)
    index.step()
    index.step()
    stands = index.checkpoint
    assert stands is not None
    restarted = replace(index, database=open_database(database_url))
    outcome = restarted.step()
    assert isinstance(outcome, Advanced)
    assert outcome.from_block == stands + 1
    restarted.database.close()


def test_a_node_that_fell_behind_is_not_followed_back(index: Index, dao: FakeDao) -> None:
    dao.mine_empty(20)
    index.follow()
    before = index.tables()
    dao.chain.drop(5)
    assert index.step() == NothingNew()
    dao.chain.drop(WINDOW)
    assert index.step() == NothingNew()
    assert index.tables() == before


def test_a_node_that_has_not_reached_the_deployment_is_not_believed(index: Index, dao: FakeDao) -> None:
    dao.chain.drop(1)
    with pytest.raises(NodeAnswerInvalid, match=f"not reached block {START_BLOCK}"):
        index.step()
    assert index.checkpoint is None


@pytest.mark.parametrize("method", ["fetch_header", "fetch_headers", "fetch_logs", "fetch_block_logs"])
def test_a_node_that_fails_at_any_call_changes_nothing(index: Index, dao: FakeDao, method: str) -> None:
    dao.do("token", "transfer", account(1), account(9), 5)
    dao.mine()
    dao.mine_empty(WINDOW + 3)

    def fail(called: str) -> None:
        if called == method:
            raise NodeUnreachable("http://node", "cut")

    failures = 0
    while index.checkpoint != dao.chain.head.header.number:
        before = index.tables()
        dao.chain.before = fail
        try:
            index.step()
        except NodeUnreachable:
            failures += 1
            assert index.tables() == before
            dao.chain.before = lambda _: None
            index.step()
    assert failures > 0


def test_two_indexers_never_write_the_same_step(index: Index, dao: FakeDao, database_url: str) -> None:
    other = replace(index, database=open_database(database_url))
    for _ in range(3):  # the first step, and then steps from a checkpoint
        dao.do("token", "transfer", account(1), account(9), 5)
        dao.mine()

        def overtake(method: str) -> None:
            if method == "fetch_block_logs":
                dao.chain.before = lambda _: None
                other.step()

        dao.chain.before = overtake
        with pytest.raises(CheckpointMoved):
            index.step()
        assert index.step() == NothingNew()
    assert len(index.rows("SELECT * FROM balance")) > 3
    other.database.close()


def test_a_step_is_kept_whole_or_not_at_all(
    index: Index, dao: FakeDao, index_from_zero: Callable[[FakeDao], Index]
) -> None:
    dao.do("governor", "propose", account(1), 2, "# Text")
    dao.mine()
    before = index.tables()
    steps = 0
    while True:
        cut = CutDatabase(index.database, steps)
        try:
            replace(index, database=cut).step()
        except DatabaseUnavailable:
            assert index.tables() == before
            steps += 1
        else:
            break
    assert steps > 10
    assert index.tables() == index_from_zero(dao).tables()
