"""Sessions: found by their token while they and their iD last, and by nothing that the database holds."""

from collections.abc import Callable

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.words import End, HolderKind
from lexiarch.proofs.sessions import SESSION_SECONDS, Sessions, digest_of
from lexiarch.store.database import Database, open_database
from lexiarch.store.private.database import open_private
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import START, History, account, make_deployment

NOW = 1_790_000_000.0


@pytest.fixture
def sessions(index: Database, private: Database, roll: History) -> Sessions:
    return Sessions(index, private, lambda: NOW)


def test_a_session_is_found_by_its_token_until_it_expires(
    index: Database, private: Database, roll: History
) -> None:
    now = [NOW]
    sessions = Sessions(index, private, lambda: now[0])
    token = sessions.begin(account(1))
    session = sessions.find(token)
    assert session is not None
    assert session.account == account(1)
    assert session.standing is not None
    assert session.standing.kind is HolderKind.PERSON
    assert session.standing.expires == START + 10_000
    assert session.expires == NOW + SESSION_SECONDS
    now[0] = NOW + SESSION_SECONDS - 1
    assert sessions.find(token) is not None
    now[0] += 1
    assert sessions.find(token) is None


@pytest.mark.parametrize("how", [End.EXITED, End.REVOKED, End.MOVED])
def test_a_session_ends_with_its_id_and_no_other_does(
    sessions: Sessions, index: Database, roll: History, how: End
) -> None:
    ended, other = sessions.begin(account(1)), sessions.begin(account(2))
    roll.at(100).end(1, 1, how).save(index)
    assert sessions.find(ended) is None
    assert sessions.find(other) is not None
    roll.at(200).attest(1, 1, until=20_000).save(index)
    assert sessions.find(ended) is None, "it came back with the iD"


def test_a_session_ends_when_its_id_runs_out(sessions: Sessions, index: Database, roll: History) -> None:
    token = sessions.begin(account(1))
    roll.at(10_000).save(index)
    assert sessions.find(token) is None


def test_who_holds_no_id_reaches_what_is_kept_about_them(sessions: Sessions) -> None:
    session = sessions.find(sessions.begin(account(7)))
    assert session is not None
    assert session.standing is None


def test_a_session_that_was_ended_is_found_no_more(sessions: Sessions) -> None:
    ended, other = sessions.begin(account(1)), sessions.begin(account(1))
    sessions.end(ended)
    assert sessions.find(ended) is None
    assert sessions.find(other) is not None


def test_what_the_database_holds_opens_no_session(sessions: Sessions, private: Database) -> None:
    token = sessions.begin(account(1))
    with private.read() as reader:
        rows = reader.all("SELECT digest FROM session")
    assert rows == [(digest_of(token),)]
    assert sessions.find(rows[0][0].hex()) is None


def test_the_tables_are_made_once(create_database: Callable[[], str], index: Database, roll: History) -> None:
    url = create_database()
    first = open_private(url)
    token = Sessions(index, first).begin(account(1))
    first.close()
    again = open_private(url)
    assert Sessions(index, again).find(token) is not None
    again.close()


def test_an_index_is_not_taken_for_the_private_database(create_database: Callable[[], str]) -> None:
    url = create_database()
    index = open_database(url)
    prepare_schema(index, make_deployment())
    index.close()
    with pytest.raises(SettingsInvalid, match="LEXIARCH_PRIVATE_DATABASE_URL names a database that holds"):
        open_private(url)
