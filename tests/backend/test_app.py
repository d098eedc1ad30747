import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lexiarch.app import create_site
from lexiarch.domain.errors import DatabaseUnavailable, IndexForeign, SettingsInvalid
from lexiarch.settings import Settings
from tests.helpers.anvil import running_anvil
from tests.helpers.bare_chain import mine, write_deployment
from tests.helpers.builders import make_deployment
from tests.helpers.client import Client
from tests.helpers.dao import eventually
from tests.helpers.server import live


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    return Settings(
        deployment=path, database_url=f"sqlite:///{tmp_path / 'index.db'}", rpc_url="http://127.0.0.1:9"
    )


@pytest.fixture
def node_url() -> Iterator[str]:
    with running_anvil() as url:
        yield url


def indexer_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "indexer"]


@pytest.mark.chain
def test_the_application_follows_the_chain_and_stops_with_the_server(
    settings: Settings, node_url: str, tmp_path: Path
) -> None:
    path = write_deployment(node_url, tmp_path)
    follows = {"deployment": path, "rpc_url": node_url, "poll_seconds": 0.05}
    with live(create_site(settings.model_copy(update=follows))) as server:
        mine(node_url, 5)

        def indexed() -> bool:
            ready = httpx.get(f"{server.url}/ready")
            return ready.status_code == 200 and ready.json()["block"] == 6

        assert eventually(indexed, 10, "the index")
        assert len(indexer_threads()) == 1
    assert indexer_threads() == []


def test_the_application_serves_while_the_node_is_away(settings: Settings) -> None:
    with live(create_site(settings)) as server:
        assert httpx.get(f"{server.url}/health").status_code == 200
        assert httpx.get(f"{server.url}/api/v1/status").json()["indexed"] is None
        assert httpx.get(f"{server.url}/ready").status_code == 503
    assert indexer_threads() == []


def test_without_an_indexer_there_is_none(settings: Settings) -> None:
    with live(create_site(settings, with_indexer=False)) as server:
        assert httpx.get(f"{server.url}/health").status_code == 200
        assert indexer_threads() == []


def test_pages_and_api_are_one_application(settings: Settings) -> None:
    client = Client(create_site(settings, with_indexer=False))
    assert client.get("/api/v1/status").json()["name"] == "Commons of the Test"
    page = client.get("/", headers={"Accept": "text/html"})
    assert "Commons of the Test" in page.text


def test_a_missing_deployment_file_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match=r"nowhere\.json"):
        create_site(settings.model_copy(update={"deployment": tmp_path / "nowhere.json"}))


def test_a_database_of_another_deployment_is_refused(settings: Settings) -> None:
    create_site(settings, with_indexer=False)
    other = make_deployment().model_copy(update={"chain_id": 5})
    settings.deployment.write_text(other.model_dump_json())
    with pytest.raises(IndexForeign, match="chain id"):
        create_site(settings, with_indexer=False)


def test_a_database_that_cannot_be_opened_is_said_at_once(settings: Settings, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/no/such/folder/index.db"
    with pytest.raises(DatabaseUnavailable):
        create_site(settings.model_copy(update={"database_url": url}))


def test_several_daos_are_listed_and_what_is_not_there_is_said_in_the_envelope(
    settings: Settings, tmp_path: Path
) -> None:
    config = tmp_path / "daos.toml"
    config.write_text(f'[[dao]]\nslug = "ours"\ndeployment = "{settings.deployment}"\n')
    client = Client(create_site(settings.model_copy(update={"config": config}), with_indexer=False))
    document = client.get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {"/api/v1/daos", "/health"}
    [listed] = client.get("/api/v1/daos").json()["items"]
    assert (listed["slug"], listed["path"]) == ("ours", "/ours")
    nothing = client.get("/nobody/api/v1/status")
    assert (nothing.status_code, nothing.json()["error"]["code"]) == (404, "RouteNotFound")
    assert client.request("POST", "/api/v1/daos").json()["error"]["code"] == "MethodNotAllowed"
    assert client.request("HEAD", "/").status_code == 200
    assert nothing.headers["x-content-type-options"] == "nosniff"
    assert set(client.get("/ours/api/v1/openapi.json").json()["paths"]) > {"/api/v1/status"}
