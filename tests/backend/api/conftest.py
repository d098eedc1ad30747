"""The application over an index that a test fills, without an indexer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.schema import rebuild_schema
from tests.helpers.builders import History, make_deployment
from tests.helpers.client import Client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("api")


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    """On SQLite: what routes add to views does not depend on the database."""
    path = folder / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    url = f"sqlite:///{folder / 'index.db'}"
    return Settings(deployment=path, database_url=url, rpc_url="http://127.0.0.1:9", rate_per_second=0)


@pytest.fixture(scope="module")
def app(settings: Settings) -> FastAPI:
    """One for all tests of a module; they clean up with {index}."""
    return create_site(settings, with_indexer=False)


@pytest.fixture
def index(app: FastAPI) -> Iterator[Database]:
    """The database that the application reads, with nothing in it."""
    database: Database = app.state.context.database
    yield database
    rebuild_schema(database, make_deployment())
    with database.write() as writer:
        writer.execute("DELETE FROM outbox")


@pytest.fixture
def client(app: FastAPI) -> Client:
    return Client(app)


@pytest.fixture
def history() -> History:
    """A DAO that begins: 1000 tokens, 10 persons, quorums of 10 % and 20 %."""
    return History().founded()
