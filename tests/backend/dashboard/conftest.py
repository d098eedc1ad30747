"""Pages of a DAO whose history a test tells. SQLite alone: what is tested here writes no SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch.dashboard.errors import create_error_page
from lexiarch.dashboard.routes import create_router
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import LexiarchError
from lexiarch.settings import Settings
from lexiarch.store.database import Database, open_database
from lexiarch.store.schema import prepare_schema
from tests.helpers.asgi import get
from tests.helpers.builders import History, make_deployment
from tests.helpers.html import Html

TOKEN = 10**18


@pytest.fixture
def deployment() -> Deployment:
    return make_deployment()


@pytest.fixture
def database(tmp_path: Path, deployment: Deployment) -> Iterator[Database]:
    """An index with tables, and nothing in them."""
    database = open_database(f"sqlite:///{tmp_path / 'index.db'}")
    prepare_schema(database, deployment)
    yield database
    database.close()


@pytest.fixture
def history() -> History:
    """A DAO that begins: 1000 tokens, 10 persons, quorums of 10 % and 20 %."""
    return History().founded(supply=1000 * TOKEN)


class Pages:
    """A browser without JavaScript."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def open(self, path: str, status: int = 200) -> Html:
        """The page at a path, which must answer with this status."""
        answer = get(self.app, path)
        assert answer.status_code == status, answer.text
        return Html(answer.text)


@pytest.fixture
def pages(database: Database, deployment: Deployment) -> Pages:
    settings = Settings()
    app = FastAPI()
    app.include_router(create_router(database, deployment, settings))
    error_page = create_error_page(database, deployment, settings)
    app.add_exception_handler(LexiarchError, lambda _, error: error_page(error))
    return Pages(app)
