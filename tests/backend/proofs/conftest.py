"""An index with a few iD holders, and a private database, on both databases."""

from collections.abc import Callable, Iterator

import pytest

from lexiarch.store.database import Database, open_database
from lexiarch.store.private.database import open_private
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import History, make_deployment


@pytest.fixture
def index(create_database: Callable[[], str]) -> Iterator[Database]:
    database = open_database(create_database())
    prepare_schema(database, make_deployment())
    yield database
    database.close()


@pytest.fixture
def private(create_database: Callable[[], str]) -> Iterator[Database]:
    database = open_private(create_database())
    yield database
    database.close()


@pytest.fixture
def roll(index: Database) -> History:
    """Account 1 holds iD 1 and account 2 holds iD 2, both for 10,000 seconds."""
    history = History().founded()
    return history.attest(1, 1, until=10_000).attest(2, 2, until=10_000).save(index)
