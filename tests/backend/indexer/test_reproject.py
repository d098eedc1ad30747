"""Rows made anew from the raw logs."""

from random import Random

import pytest

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.indexer.reproject import reproject
from lexiarch.store.meta import save_meta
from lexiarch.store.outbox import load_changes, load_last_change_id
from lexiarch.store.schema import prepare_schema
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import Index
from tests.helpers.random_life import live


@pytest.fixture
def lived(index: Index, dao: FakeDao) -> Index:
    """An index of a DAO that has lived."""
    live(dao, Random(5), 60)
    index.follow()
    return index


def test_the_rows_are_the_same_and_no_node_is_asked(lived: Index, dao: FakeDao) -> None:
    before = lived.tables()
    told: list[int] = []
    dao.chain.calls.clear()
    with lived.database.write() as writer:
        for table in ("vote", "balance", "attestation"):
            assert writer.execute(f"DELETE FROM {table}") > 0
        writer.execute("CREATE TABLE old_vote AS SELECT * FROM vote")
        save_meta(writer, "schema_version", "0")  # of a program before
    events = reproject(lived.database, dao.deployment, told.append)
    assert told[-1] == events > 50
    assert lived.tables() == before
    assert dao.chain.calls == []
    prepare_schema(lived.database, dao.deployment)  # it is of this program now
    live(dao, Random(6), 5)
    lived.follow()  # and goes on


def test_listeners_are_told_to_read_again(lived: Index, dao: FakeDao) -> None:
    with lived.database.read() as rows:
        before = load_last_change_id(rows)
    reproject(lived.database, dao.deployment, lambda _: None)
    with lived.database.read() as rows:
        assert [change.kind for change in load_changes(rows, before, 10)] == ["reorg"]


def test_a_log_that_cannot_be_read_changes_nothing(lived: Index, dao: FakeDao) -> None:
    before = lived.tables()
    with lived.database.write() as writer:
        row = writer.one("SELECT block_number, logs FROM log ORDER BY 1 DESC")
        assert row is not None
        writer.execute("UPDATE log SET logs = ? WHERE block_number = ?", (row[1][:-1], row[0]))
    spoilt = lived.tables()
    with pytest.raises(DatabaseUnavailable, match="are damaged"):
        reproject(lived.database, dao.deployment, lambda _: None)
    assert lived.tables() == spoilt
    assert {name: rows for name, rows in spoilt.items() if rows != before[name]}.keys() == {"log"}
