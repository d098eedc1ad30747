"""One process at a time leads, and the next one takes over as soon as it is gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.store.database import Database, open_database
from tests.helpers.dao import eventually
from tests.helpers.postgres import PostgresServer

_HOLDER = """
import sys, time
from lexiarch.store.database import open_database
leadership = open_database(sys.argv[1]).leadership()
print(leadership.take(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same database, as another process has it."""
    database = open_database(database_url)
    yield database
    database.close()


def test_one_leads_and_the_other_when_it_gives_up(database: Database, other: Database) -> None:
    one, two = database.leadership(), other.leadership()
    assert not one.held
    assert one.take()
    assert one.held
    assert not two.take()
    assert not two.held
    assert one.take(), "who leads may ask again"
    one.give_up()
    assert not one.held
    assert two.take()
    assert not one.take()
    two.give_up()
    assert one.take()
    one.give_up()
    two.give_up()


def test_asking_often_needs_giving_up_only_once(database: Database, other: Database) -> None:
    one, two = database.leadership(), other.leadership()
    assert all(one.take() for _ in range(50))
    one.give_up()
    assert two.take()
    two.give_up()


def test_databases_have_leaders_of_their_own(create_database: Callable[[], str]) -> None:
    claims = [open_database(create_database()).leadership() for _ in range(3)]
    assert all(claim.take() for claim in claims)
    for claim in claims:
        claim.give_up()


def test_leading_does_not_keep_others_from_writing(database: Database, other: Database) -> None:
    leadership = database.leadership()
    assert leadership.take()
    with other.write() as writer:
        writer.execute("CREATE TABLE note (id BIGINT PRIMARY KEY)")
    leadership.give_up()


def test_a_leader_that_is_killed_leads_no_more(database_url: str, database: Database) -> None:
    command = [sys.executable, "-c", _HOLDER, database_url]
    leadership = database.leadership()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert not leadership.take()
        process.send_signal(signal.SIGKILL)
        begin = time.monotonic()
        eventually(leadership.take, 5, "taking over")
    assert time.monotonic() - begin < 2
    leadership.give_up()


@pytest.mark.postgres
def test_a_leader_whose_connection_is_cut_notices_when_it_asks(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    leadership, rival = open_database(url).leadership(), open_database(url).leadership()
    assert leadership.take()
    _end_sessions_with_advisory_locks(postgres_server)
    with pytest.raises(DatabaseUnavailable):
        leadership.take()
    assert not leadership.held
    assert rival.take()
    assert not leadership.take()
    rival.give_up()
    leadership.give_up()


@pytest.mark.postgres
def test_a_leader_whose_lock_another_session_has_leads_no_more(postgres_server: PostgresServer) -> None:
    """As behind a pooler that hands a statement to whichever connection is free."""
    url = postgres_server.create_database()
    leadership, rival = open_database(url).leadership(), open_database(url).leadership()
    assert leadership.take()
    leadership._connection.execute("SELECT pg_advisory_unlock_all()")
    assert rival.take()
    assert not leadership.take()
    assert not leadership.held
    rival.give_up()
    leadership.give_up()


@pytest.mark.postgres
def test_nobody_leads_a_database_that_is_not_there(tmp_path: Path) -> None:
    leadership = open_database(f"postgresql:///x?host={tmp_path}").leadership()
    with pytest.raises(DatabaseUnavailable):
        leadership.take()
    assert not leadership.held


def test_a_deleted_lock_file_ends_the_leadership(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'index.db'}"
    one, two = open_database(url).leadership(), open_database(url).leadership()
    assert one.take()
    (tmp_path / "index.db-leader").unlink()
    assert two.take()
    assert not one.take()
    assert not one.held
    two.give_up()
    assert one.take()
    one.give_up()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    leadership = open_database(f"sqlite:///{tmp_path}/missing/index.db").leadership()
    with pytest.raises(DatabaseUnavailable):
        leadership.take()


def test_the_lock_ends_with_the_process_not_with_its_children(tmp_path: Path) -> None:
    leadership = open_database(f"sqlite:///{tmp_path / 'index.db'}").leadership()
    assert leadership.take()
    child = subprocess.Popen(["sleep", "5"], close_fds=False)
    leadership.give_up()
    rival = open_database(f"sqlite:///{tmp_path / 'index.db'}").leadership()
    try:
        assert rival.take()
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    rival.give_up()


def _end_sessions_with_advisory_locks(server: PostgresServer) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks "
            "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
        )
