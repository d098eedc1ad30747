"""Sessions: found by their token while they last, and by nothing that the database holds."""

from collections.abc import Iterator

import pytest

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.sessions import SESSION_SECONDS, Sessions, digest_of
from lexiarch.store.database import Database, open_database
from lexiarch.store.private.database import open_private
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import make_deployment

ACCOUNT = Address(bytes.fromhex("11" * 20))
NOW = 1_790_000_000.0


@pytest.fixture
def private(database_url: str) -> Iterator[Database]:
    database = open_private(database_url)
    yield database
    database.close()


def test_a_session_is_found_by_its_token_until_it_expires(private: Database) -> None:
    now = [NOW]
    sessions = Sessions(private, lambda: now[0])
    token = sessions.begin(ACCOUNT)
    session = sessions.find(token)
    assert session is not None
    assert session.account == ACCOUNT
    assert session.expires == NOW + SESSION_SECONDS
    now[0] = NOW + SESSION_SECONDS - 1
    assert sessions.find(token) is not None
    now[0] += 1
    assert sessions.find(token) is None


def test_a_session_that_was_ended_is_found_no_more(private: Database) -> None:
    sessions = Sessions(private)
    ended, other = sessions.begin(ACCOUNT), sessions.begin(ACCOUNT)
    sessions.end(ended)
    assert sessions.find(ended) is None
    assert sessions.find(other) is not None


def test_what_the_database_holds_opens_no_session(private: Database) -> None:
    sessions = Sessions(private)
    token = sessions.begin(ACCOUNT)
    with private.read() as reader:
        rows = reader.all("SELECT digest FROM session")
    assert rows == [(digest_of(token),)]
    assert sessions.find(rows[0][0].hex()) is None


def test_the_tables_are_made_once(database_url: str) -> None:
    first = open_private(database_url)
    token = Sessions(first).begin(ACCOUNT)
    first.close()
    again = open_private(database_url)
    assert Sessions(again).find(token) is not None
    again.close()


def test_an_index_is_not_taken_for_the_private_database(database_url: str) -> None:
    index = open_database(database_url)
    prepare_schema(index, make_deployment())
    index.close()
    with pytest.raises(SettingsInvalid, match="LEXIARCH_PRIVATE_DATABASE_URL names a database that holds"):
        open_private(database_url)
