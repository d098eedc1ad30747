"""Whose index is it?"""

from threading import Thread

import pytest

from lexiarch.domain.errors import IndexForeign
from lexiarch.domain.words import Change
from lexiarch.store.database import Database, open_database
from lexiarch.store.meta import save_meta
from lexiarch.store.outbox import append_changes, load_changes, load_last_change_id, new_change
from lexiarch.store.schema import prepare_schema, rebuild_schema
from lexiarch.store.tables import TABLES
from tests.helpers.builders import make_deployment


def test_every_table_is_made_with_the_columns_of_its_rows(database: Database) -> None:
    prepare_schema(database, make_deployment())
    with database.read() as rows:
        for row_type, table in TABLES.items():
            assert rows.all(f"SELECT {', '.join(row_type._fields)} FROM {table}") == []


def test_an_index_of_this_deployment_is_taken_as_it_is(database: Database) -> None:
    prepare_schema(database, make_deployment())
    with database.write() as writer:
        save_meta(writer, "head", "kept")
    prepare_schema(database, make_deployment())
    with database.read() as rows:
        assert rows.one("SELECT value FROM meta WHERE key = 'head'") == ("kept",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"chain_id": 5}, "chain id is 31337, expected 5"),
        ({"genesis_hash": "0x" + "ab" * 32}, "genesis hash is"),
        ({"contracts": {}}, "governor is"),
    ],
)
def test_an_index_of_another_deployment_is_refused(
    database: Database, change: dict[str, object], message: str
) -> None:
    deployment = make_deployment()
    prepare_schema(database, deployment)
    if "contracts" in change:
        first, *names = deployment.contracts
        change = {"contracts": dict(zip([*names, first], deployment.contracts.values(), strict=True))}
    with pytest.raises(IndexForeign, match=message):
        prepare_schema(database, deployment.model_copy(update=change))


def test_an_index_of_another_version_is_refused(database: Database) -> None:
    prepare_schema(database, make_deployment())
    with database.write() as writer:
        save_meta(writer, "schema_version", "0")
    with pytest.raises(IndexForeign, match="schema version is 0"):
        prepare_schema(database, make_deployment())


def test_an_index_can_be_rebuilt_for_another_deployment(database: Database) -> None:
    deployment = make_deployment()
    prepare_schema(database, deployment)
    another = deployment.model_copy(update={"chain_id": 5})
    rebuild_schema(database, another)
    prepare_schema(database, another)


def test_listeners_of_a_rebuilt_index_are_told_to_read_again(database: Database) -> None:
    deployment = make_deployment()
    prepare_schema(database, deployment)
    with database.write() as writer:
        append_changes(writer, [new_change(7, Change.BLOCK), new_change(8, Change.VOTE, "1")])
        heard = load_last_change_id(writer)
    rebuild_schema(database, deployment)
    with database.read() as reader:
        missed = load_changes(reader, heard, 10)
    assert [(row.id, row.kind) for row in missed] == [(heard + 1, "reorg")]


def test_two_processes_that_start_at_once_make_one_schema(database_url: str) -> None:
    failures: list[BaseException] = []

    def prepare() -> None:
        database = open_database(database_url)
        try:
            prepare_schema(database, make_deployment())
        except BaseException as error:
            failures.append(error)
        database.close()

    threads = [Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
