"""The stream of changes."""

import json

import pytest

from lexiarch.domain.words import Change
from lexiarch.store.database import Database
from lexiarch.store.outbox import append_changes, load_changes, load_last_change_id, new_change
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import make_deployment


@pytest.fixture
def index(database: Database) -> Database:
    prepare_schema(database, make_deployment())
    return database


def test_ids_go_on_from_transaction_to_transaction(index: Database) -> None:
    for block in (1, 2):
        with index.write() as writer:
            append_changes(writer, [new_change(block, Change.BLOCK), new_change(block, Change.VOTE, "7")])
    with index.read() as rows:
        changes = load_changes(rows, 0, 10)
        assert load_last_change_id(rows) == 4
    assert [(item.id, item.block_number, item.kind, item.subject) for item in changes] == [
        (1, 1, "block", ""),
        (2, 1, "vote", "7"),
        (3, 2, "block", ""),
        (4, 2, "vote", "7"),
    ]


def test_a_reader_goes_on_after_the_last_change_that_it_knows(index: Database) -> None:
    with index.write() as writer:
        append_changes(writer, [new_change(block, Change.BLOCK) for block in range(5)])
    with index.write() as writer:
        append_changes(writer, [new_change(9, Change.VOTE, str(subject)) for subject in range(5)])
    with index.read() as rows:
        first = load_changes(rows, 0, 4)
        rest = load_changes(rows, first[-1].id, 100)
    ids = [change.id for change in first + rest]
    assert ids == list(range(1, len(ids) + 1))
    assert {change.subject for change in first + rest} == {"", "0", "1", "2", "3", "4"}


def test_changes_that_say_the_same_become_one_in_the_place_of_the_last(index: Database) -> None:
    account = new_change(1, Change.ACCOUNT, "0xaa")
    vote = new_change(2, Change.VOTE, "7", {"support": 1})
    with index.write() as writer:
        append_changes(writer, [account, vote, account._replace(block_number=3), vote._replace(data="{}")])
    with index.read() as rows:
        changes = load_changes(rows, 0, 10)
    assert [(item.block_number, item.kind) for item in changes] == [(2, "vote"), (3, "account"), (2, "vote")]
    assert json.loads(changes[0].data) == {"support": 1}


def test_an_empty_outbox_has_no_last_change(index: Database) -> None:
    with index.write() as writer:
        append_changes(writer, [])
    with index.read() as rows:
        assert load_last_change_id(rows) == 0
        assert load_changes(rows, 0, 10) == []
