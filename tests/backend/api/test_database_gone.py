"""What the API answers while its database is gone, and once it is back."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.settings import Settings
from tests.helpers.builders import History, make_deployment
from tests.helpers.client import Client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.db"


@pytest.fixture
def app(tmp_path: Path, path: Path, history: History) -> FastAPI:
    deployment = tmp_path / "deployment.json"
    deployment.write_text(make_deployment().model_dump_json())
    app = create_site(Settings(deployment=deployment, database_url=f"sqlite:///{path}"), with_indexer=False)
    history.at(1).propose(1).save(app.state.context.database)
    return app


def lose(path: Path) -> None:
    """A file that is no database any more, for connections yet to be made as for open ones."""
    for each in path.parent.glob(path.name + "*"):
        each.unlink()
    path.write_bytes(b"not a database" * 1000)


def test_without_a_database_all_is_503_and_says_nothing_about_it(
    app: FastAPI, client: Client, path: Path
) -> None:
    assert client.get("/ready").json() == {"ready": True, "block": 2}
    app.state.context.database.close()
    lose(path)
    for url in ("/ready", "/api/v1/status", "/api/v1/proposals", "/api/v1/proposals/1", "/api/v1/events"):
        answer = client.get(url)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "DatabaseUnavailable"), url
        assert "not a database" not in answer.text
        assert "index.db" not in answer.text
    assert client.get("/health").json() == {"up": True}
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 503
