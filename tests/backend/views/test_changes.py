from lexiarch.domain.words import Change
from lexiarch.store.database import Database
from lexiarch.views.changes import build_changes, build_last_change_id
from lexiarch.views.text import address_text
from tests.helpers.builders import account, tell

LOWER = "0x" + account(1).hex()


def test_changes_come_in_order_after_the_last_one_seen(index: Database) -> None:
    for number in range(1, 6):
        tell(index, Change.VOTE, str(number), support=number)
    with index.read() as reader:
        changes = build_changes(reader, 2, 2)
        assert build_last_change_id(reader) == 5
    assert [(change.id, change.subject, change.data) for change in changes] == [
        (3, "3", {"support": 3}),
        (4, "4", {"support": 4}),
    ]


def test_accounts_carry_their_checksum(index: Database) -> None:
    for kind in (Change.ACCOUNT, Change.HOLDER, Change.ISSUER):
        tell(index, kind, LOWER)
    with index.read() as reader:
        assert {change.subject for change in build_changes(reader, 0, 10)} == {address_text(account(1))}


def test_the_stream_does_not_tell_how_an_id_ended(index: Database) -> None:
    tell(index, Change.HOLDER, LOWER, event="revoked")
    with index.read() as reader:
        (change,) = build_changes(reader, 0, 10)
    assert change.data == {}


def test_nothing_has_changed_in_the_beginning(index: Database) -> None:
    with index.read() as reader:
        assert (build_changes(reader, 0, 10), build_last_change_id(reader)) == ([], 0)
