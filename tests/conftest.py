"""What tests of several layers share."""

from collections.abc import Iterator

import pytest

from tests.helpers.postgres import PostgresServer, run_postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A throw-away PostgreSQL cluster."""
    with run_postgres() as server:
        yield server
