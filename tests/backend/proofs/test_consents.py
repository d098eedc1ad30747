"""Consents and the log of reads: the member sees them, revokes them and erases them."""

from itertools import chain

import pytest

from lexiarch.domain.chain import Address, Hash32
from lexiarch.proofs.consents import (
    Consent,
    erase,
    find_consent,
    give_consent,
    list_consents,
    list_reads,
    note_read,
    revoke_consent,
)
from lexiarch.proofs.sessions import Sessions
from lexiarch.store.database import Database, Writer
from lexiarch.store.postgres import PostgresEngine
from lexiarch.store.sqlite import SqliteEngine
from tests.helpers.builders import History, account, tag

NOW = 1_790_000_000
TAG, OTHER = tag(1), tag(2)
TABLES = {
    SqliteEngine: "SELECT name FROM sqlite_master WHERE type = 'table'",
    PostgresEngine: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def give(
    private: Database, client: str = "shop", claims: tuple[str, ...] = ("holder",), *, at: int = NOW
) -> int:
    with private.write() as writer:
        return give_consent(writer, account(1), TAG, client, "The Shop", "To let you in", claims, at)


def found(private: Database, client: str = "shop", person: Hash32 = TAG) -> Consent | None:
    with private.read() as reader:
        return find_consent(reader, person, client)


def test_a_consent_is_found_by_person_and_client_until_it_is_revoked(private: Database) -> None:
    number = give(private, claims=("holder", "kind"))
    assert found(private) == Consent(
        number, account(1), TAG, "shop", "The Shop", "To let you in", ("holder", "kind"), NOW, None
    )
    assert found(private, "another") is None
    assert found(private, person=OTHER) is None
    with private.write() as writer:
        assert revoke_consent(writer, TAG, number, NOW + 5)
    assert found(private) is None
    with private.write() as writer:
        assert not revoke_consent(writer, TAG, number, NOW + 6), "it was revoked already"
        assert [each.revoked_at for each in list_consents(writer, [TAG])] == [NOW + 5]


def test_nobody_revokes_the_consent_of_another(private: Database) -> None:
    number = give(private)
    with private.write() as writer:
        assert not revoke_consent(writer, OTHER, number, NOW)
    assert found(private) is not None


def test_a_consent_that_says_the_same_is_the_same_and_another_takes_its_place(private: Database) -> None:
    first = give(private)
    assert give(private, at=NOW + 1) == first
    second = give(private, claims=("holder", "kind"), at=NOW + 2)
    consent = found(private)
    assert consent is not None
    assert (consent.id, consent.claims) == (second, ("holder", "kind"))
    with private.read() as reader:
        shown = list_consents(reader, [TAG])
    assert [(each.id, each.revoked_at) for each in shown] == [(second, None), (first, NOW + 2)]


def test_those_that_stand_are_shown_before_those_that_ended(private: Database) -> None:
    old, ended, new = give(private, "a", at=1), give(private, "b", at=2), give(private, "c", at=3)
    with private.write() as writer:
        revoke_consent(writer, TAG, ended, 4)
        assert [each.id for each in list_consents(writer, [TAG])] == [new, old, ended]
        assert list_consents(writer, [OTHER]) == []
        assert list_consents(writer, []) == []


def test_listeners_are_told_in_the_transaction_that_revokes(private: Database) -> None:
    number = give(private)
    told = []

    def listen(writer: Writer, person_tag: Hash32, client_id: str) -> None:
        told.append((person_tag, client_id, find_consent(writer, person_tag, client_id)))

    with private.write() as writer:
        assert not revoke_consent(writer, OTHER, number, NOW, [listen])
        assert told == []
        assert revoke_consent(writer, TAG, number, NOW, [listen])
    assert told == [(TAG, "shop", None)]


def test_a_listener_that_fails_undoes_the_revocation(private: Database) -> None:
    number = give(private)

    def fail(writer: Writer, person_tag: Hash32, client_id: str) -> None:
        raise RuntimeError("the tokens are still there")

    with pytest.raises(RuntimeError), private.write() as writer:
        revoke_consent(writer, TAG, number, NOW, [fail])
    assert found(private) is not None


def test_every_read_leaves_a_row_that_the_member_sees(private: Database) -> None:
    with private.write() as writer:
        note_read(writer, TAG, "shop", ["holder"], "id_token", NOW)
        note_read(writer, TAG, "shop", ["holder", "kind"], "userinfo", NOW + 1)
        note_read(writer, OTHER, "shop", ["holder"], "id_token", NOW + 2)
        reads = list_reads(writer, [TAG])
    assert [(read.client_id, read.claims, read.how, read.read_at) for read in reads] == [
        ("shop", ("holder", "kind"), "userinfo", NOW + 1),
        ("shop", ("holder",), "id_token", NOW),
    ]


@pytest.mark.parametrize("claim", ["", "two words", "line\nend", " led"])
def test_names_of_claims_have_no_spaces(private: Database, claim: str) -> None:
    with private.write() as writer, pytest.raises(ValueError, match="no spaces"):
        note_read(writer, TAG, "shop", [claim], "id_token", NOW)


def dump(private: Database) -> bytes:
    """Every value of every table, one after the other."""
    with private.read() as reader:
        tables = [name for (name,) in reader.all(TABLES[type(private)])]
        assert {"session", "consent", "data_read"} < set(tables)
        rows = chain.from_iterable(reader.all(f"SELECT * FROM {table}") for table in tables)
        return b"\n".join(
            value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
        )


def canaries(who: Address, person: Hash32, word: str) -> list[bytes]:
    return [who, person, word.encode()]


def test_after_erasing_nothing_about_the_member_is_left_and_all_about_others(
    index: Database, private: Database, roll: History
) -> None:
    sessions = Sessions(index, private)
    for number in (1, 2):
        sessions.begin(account(number))
        with private.write() as writer:
            texts = (f"canary{number}-client", f"canary{number}-name", f"canary{number}-purpose")
            give_consent(writer, account(number), tag(number), *texts, [f"canary{number}-claim"], NOW)
            note_read(writer, tag(number), texts[0], [f"canary{number}-claim"], f"canary{number}-how", NOW)
    before = dump(private)
    mine, others = canaries(account(1), tag(1), "canary1"), canaries(account(2), tag(2), "canary2")
    assert all(canary in before for canary in mine + others), "or the test sees nothing"
    told: list[tuple[Address, list[Hash32]]] = []
    with private.write() as writer:
        erase(writer, account(1), [tag(1)], [lambda _, who, tags: told.append((who, list(tags)))])
    after = dump(private)
    assert [canary for canary in mine if canary in after] == []
    assert all(canary in after for canary in others)
    assert told == [(account(1), [tag(1)])]


def test_erasing_ends_the_sessions_of_the_person_at_another_account(
    index: Database, private: Database, roll: History
) -> None:
    sessions = Sessions(index, private)
    token = sessions.begin(account(1))
    with private.write() as writer:
        erase(writer, account(9), [tag(1)])
    assert sessions.find(token) is None
