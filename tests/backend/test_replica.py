"""Reading elsewhere than where the index is written: a replica, or a role that may only read."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.domain.errors import DatabaseRefuses, IndexForeign, IndexMissing
from lexiarch.settings import Settings
from lexiarch.store.database import Database, open_database
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import History, make_deployment
from tests.helpers.client import Client
from tests.helpers.dao import eventually
from tests.helpers.postgres import PostgresServer, run_postgres, run_replica

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def primary() -> Iterator[PostgresServer]:
    with run_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def replica(primary: PostgresServer) -> Iterator[PostgresServer]:
    with run_replica(primary) as server:
        yield server


@pytest.fixture
def schema(primary: PostgresServer) -> str:
    """A schema of one's own, and its name; the replica has it a little later."""
    return primary.create_database().rpartition("%3D")[2]


@pytest.fixture
def settings(tmp_path: Path, primary: PostgresServer, replica: PostgresServer, schema: str) -> Settings:
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    return Settings(
        deployment=path,
        database_url=primary.at_schema(schema),
        read_database_url=replica.at_schema(schema),
        rpc_url="http://127.0.0.1:9",
    )


@pytest.fixture
def written(settings: Settings) -> Iterator[Database]:
    """The index on the primary, with a proposal."""
    database = open_database(settings.database_url)
    prepare_schema(database, make_deployment())
    History().founded().at(1).propose(1).save(database)
    yield database
    database.close()


def serve(settings: Settings) -> FastAPI:
    """An application that only answers, as soon as the replica has the tables."""

    def try_it() -> FastAPI | None:
        try:
            return create_site(settings, with_indexer=False)
        except IndexMissing:
            return None

    app: FastAPI = eventually(try_it, 10, "the tables reaching the replica")
    return app


def test_what_the_primary_writes_the_replica_answers(settings: Settings, written: Database) -> None:
    app = serve(settings.model_copy(update={"database_url": "postgresql:///nowhere?host=/nowhere"}))
    client = Client(app)
    eventually(lambda: client.get("/ready").status_code == 200, 10, "the proposal reaching the replica")
    assert client.get("/ready").json() == {"ready": True, "block": 2}
    with written.write() as writer:
        writer.execute("UPDATE checkpoint SET block_number = 6")
    eventually(lambda: client.get("/ready").json()["block"] == 6, 10, "the second one")
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
    app.state.context.database.close()


def test_a_replica_without_tables_is_said_with_a_remedy(settings: Settings) -> None:
    with pytest.raises(IndexMissing, match="Start `lexiarch index` on the primary"):
        create_site(settings, with_indexer=False)


def test_a_replica_of_another_deployment_is_refused(settings: Settings, written: Database) -> None:
    serve(settings).state.context.database.close()
    other = make_deployment().model_copy(update={"chain_id": 5})
    settings.deployment.write_text(other.model_dump_json())
    with pytest.raises(IndexForeign, match="chain id"):
        create_site(settings, with_indexer=False)


def test_an_indexer_that_is_led_to_a_replica_is_told_so(settings: Settings) -> None:
    at_replica = settings.model_copy(update={"database_url": settings.read_database_url})
    with pytest.raises(DatabaseRefuses, match="LEXIARCH_DATABASE_URL needs the primary"):
        create_site(at_replica.model_copy(update={"read_database_url": ""}))


def test_an_index_on_a_replica_can_be_read_without_the_setting(settings: Settings, written: Database) -> None:
    serve(settings).state.context.database.close()
    only = {"database_url": settings.read_database_url, "read_database_url": ""}
    app = create_site(settings.model_copy(update=only), with_indexer=False)
    assert Client(app).get("/api/v1/status").status_code == 200
    app.state.context.database.close()


def test_a_role_that_may_only_read_is_enough(
    settings: Settings, primary: PostgresServer, schema: str, written: Database
) -> None:
    primary.execute(f"CREATE ROLE reader_{schema} LOGIN")
    url = settings.database_url.replace("lexiarch@", f"reader_{schema}@")
    reading = settings.model_copy(update={"read_database_url": url})
    primary.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader_{schema}")
    with pytest.raises(DatabaseRefuses, match="permission denied"):
        create_site(reading, with_indexer=False)
    primary.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader_{schema}")
    app = create_site(reading, with_indexer=False)
    assert Client(app).get("/api/v1/proposals").json()["items"]
    app.state.context.database.close()


def test_while_the_replica_is_gone_all_is_503_and_afterwards_all_is_well(
    settings: Settings, written: Database, replica: PostgresServer
) -> None:
    app = serve(settings)
    client = Client(app)
    eventually(lambda: client.get("/ready").status_code == 200, 10, "the replica")
    replica.stop(signal.SIGQUIT)
    try:
        for url in ("/ready", "/api/v1/status", "/api/v1/proposals", "/api/v1/events"):
            answer = client.get(url)
            error = answer.json()["error"]
            assert (answer.status_code, error["code"]) == (503, "DatabaseUnavailable"), url
            assert error["remedy"].startswith("Try again in a few seconds")
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 503
        with written.write():
            pass  # the primary does not mind
    finally:
        replica.start()
    # What it had not kept when it was ended, it gets from the primary anew.
    eventually(lambda: client.get("/ready").status_code == 200, 10, "the replica's return")
    assert client.get("/ready").json() == {"ready": True, "block": 2}
    assert client.get("/api/v1/proposals").json()["items"]
    app.state.context.database.close()


def test_an_indexer_beside_a_replica_makes_the_tables_on_the_primary(settings: Settings) -> None:
    with pytest.raises(IndexMissing):
        create_site(settings)  # the replica has them a moment later
    app = serve(settings)
    assert Client(app).get("/api/v1/status").json()["indexed"] is None
    app.state.context.database.close()
