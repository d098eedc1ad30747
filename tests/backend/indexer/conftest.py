"""A DAO on a chain in memory, and an index that may follow it."""

from collections.abc import Callable, Iterator

import pytest

from lexiarch.store.database import Database
from lexiarch.store.schema import prepare_schema
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import Index, new_index


@pytest.fixture
def dao() -> FakeDao:
    """A DAO just deployed."""
    return FakeDao()


@pytest.fixture
def index(dao: FakeDao, database: Database) -> Index:
    """An empty index of it."""
    prepare_schema(database, dao.deployment)
    return Index(dao, database)


@pytest.fixture
def index_from_zero(create_database: Callable[[], str]) -> Iterator[Callable[[FakeDao], Index]]:
    """Indexes a chain as it is now, from its beginning, into another database."""
    made: list[Index] = []

    def build(dao: FakeDao) -> Index:
        made.append(new_index(dao, create_database()))
        made[-1].follow()
        return made[-1]

    yield build
    for index in made:
        index.database.close()
