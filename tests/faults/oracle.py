"""The master oracle: the tables equal those of an index made from zero of the final chain, row for row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from lexiarch.indexer.limits import Limits
from lexiarch.store.database import Record, open_database
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import WINDOW, Index, new_index

Tables = dict[str, list[Record]]

_working: list[bool] = []


class Differs(AssertionError):
    """After a script the index is not what it should be."""


def is_working() -> bool:
    """Whether an index from zero is being made: faults that are planted in the indexer spare it."""
    return bool(_working)


def tables_from_zero(dao: FakeDao, window: int = WINDOW) -> Tables:
    """What an index made of the chain as it is now holds.

    Always in SQLite: so the two kinds of database are compared with each other as well.
    """
    with TemporaryDirectory(prefix="lexiarch-zero-") as folder, _honest(dao):
        fresh = new_index(dao, f"sqlite:///{Path(folder) / 'index.db'}")
        fresh.limits = Limits(50, window)
        fresh.follow()
        tables = fresh.tables()
        fresh.database.close()
    return tables


def check_tables(index: Index, expected: Tables) -> None:
    """Compares every row, and sees that the stream of changes has no gap.

    Raises:
        Differs: naming the table and the first row.
    """
    for table, found in index.tables().items():
        if found != expected[table]:
            raise Differs(f"{table}: {_first_difference(found, expected[table])}")
    ids = [row[0] for row in index.rows("SELECT id FROM outbox ORDER BY id")]
    if ids != list(range(1, len(ids) + 1)):
        raise Differs(f"outbox: its {len(ids)} ids are not 1 to {len(ids)}")


def check_url(dao: FakeDao, url: str, expected: Tables) -> None:
    """Compares the index that somebody else has left in a database."""
    database = open_database(url)
    try:
        check_tables(Index(dao, database), expected)
    finally:
        database.close()


@contextmanager
def _honest(dao: FakeDao) -> Iterator[None]:
    before, dao.chain.before = dao.chain.before, lambda _: None
    _working.append(True)
    try:
        yield
    finally:
        _working.pop()
        dao.chain.before = before


def _first_difference(found: list[Record], expected: list[Record]) -> str:
    for ours, other in zip(found, expected, strict=False):
        if ours != other:
            return f"{ours!r:.200} instead of {other!r:.200}"
    more = found[len(expected) :] or expected[len(found) :]
    return f"{'one row too many' if len(found) > len(expected) else 'one row is missing'}: {more[0]!r:.200}"
