"""Databases for the tests of the record: everything that touches rows runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from lexiarch.store.database import Database, open_database
from tests.helpers.postgres import PostgresServer


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def create_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes an empty database and tells its address, as often as it is called."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        return server.create_database
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path / f'index{next(numbers)}.db'}"


@pytest.fixture
def database_url(create_database: Callable[[], str]) -> str:
    """Address of an empty database."""
    return create_database()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database."""
    database = open_database(database_url)
    yield database
    database.close()
