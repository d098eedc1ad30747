"""One way to read and write, whichever database it is."""

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import DatabaseUnavailable, SettingsInvalid
from lexiarch.domain.words import Change
from lexiarch.store.database import Database, database_beside, open_database
from lexiarch.store.schema import load_survey, prepare_schema
from lexiarch.store.tables import PowerRow, SupplyRow, encode_amount
from tests.helpers.builders import make_deployment
from tests.helpers.postgres import PostgresServer


@pytest.fixture
def notes(database: Database) -> Database:
    with database.write() as writer:
        writer.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, body BYTEA, word TEXT)")
    return database


def _count(database: Database) -> int:
    with database.read() as rows:
        row = rows.one("SELECT COUNT(*) FROM note")
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("how_many", [1, 49, 50, 3000])
def test_rows_come_back_as_they_were_written_however_many(notes: Database, how_many: int) -> None:
    records = [
        (number, bytes([number % 256, 0, 255]), f"100% sure? {number}\\N\t\n") for number in range(how_many)
    ]
    with notes.write() as writer:
        writer.insert_into("note", ("id", "body", "word"), records)
    with notes.read() as rows:
        assert rows.all("SELECT id, body, word FROM note ORDER BY id") == records


def test_nulls_and_percent_signs_pass_through(notes: Database) -> None:
    with notes.write() as writer:
        writer.insert_into("note", ("id", "body", "word"), [(1, None, "a"), (2, b"", "b")])
    with notes.read() as rows:
        assert rows.one("SELECT body FROM note WHERE word LIKE 'a%' AND id = ?", (1,)) == (None,)
        assert rows.one("SELECT body FROM note WHERE word LIKE 'b%'") == (b"",)
        assert rows.one("SELECT body FROM note WHERE id = ?", (9,)) is None


def test_a_word_of_an_enum_is_stored_as_its_value(notes: Database) -> None:
    with notes.write() as writer:
        writer.execute("INSERT INTO note (id, word) VALUES (?, ?)", (1, Change.VOTE))
    with notes.read() as rows:
        assert rows.all("SELECT word FROM note WHERE word = ?", (Change.VOTE,)) == [("vote",)]


def test_a_transaction_that_raises_leaves_nothing(notes: Database) -> None:
    def fail() -> None:
        with notes.write() as writer:
            writer.execute("INSERT INTO note (id) VALUES (?)", (1,))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert _count(notes) == 0


def test_a_relaxed_transaction_is_read_by_the_next(notes: Database) -> None:
    with notes.write() as writer:
        writer.relax()
        writer.execute("INSERT INTO note (id) VALUES (1)")
    assert _count(notes) == 1


def test_execute_says_how_many_rows_it_touched(notes: Database) -> None:
    with notes.write() as writer:
        writer.insert_into("note", ("id",), [(1,), (2,), (3,)])
        assert writer.execute("UPDATE note SET word = ? WHERE id > ?", ("x", 1)) == 2
        assert writer.execute("DELETE FROM note WHERE id = ?", (9,)) == 0


def test_a_reader_sees_one_moment_while_others_write(notes: Database) -> None:
    with notes.read() as rows:
        assert rows.all("SELECT id FROM note") == []
        with notes.write() as writer:
            writer.execute("INSERT INTO note (id) VALUES (?)", (1,))
        assert rows.all("SELECT id FROM note") == []
    assert _count(notes) == 1


def test_many_threads_read_at_once(notes: Database) -> None:
    with notes.write() as writer:
        writer.insert_into("note", ("id",), [(number,) for number in range(100)])
    counts: list[int] = []
    threads = [Thread(target=lambda: counts.extend(_count(notes) for _ in range(20))) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [100] * 800


def test_processes_that_open_a_new_database_at_once_all_get_in(create_database: Callable[[], str]) -> None:
    failures: list[DatabaseUnavailable] = []

    def use(url: str, start: Barrier, writes: bool) -> None:
        database = open_database(url)
        start.wait()
        try:
            with database.write() if writes else database.read() as rows:
                rows.all("SELECT 1")
        except DatabaseUnavailable as error:
            failures.append(error)
        database.close()

    for _ in range(30):
        url, start = create_database(), Barrier(6)
        threads = [Thread(target=use, args=(url, start, number % 2 == 0)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_writers_take_turns(notes: Database, database_url: str) -> None:
    other = open_database(database_url)
    started = Event()

    def append() -> None:
        started.set()
        with other.write() as writer:
            row = writer.one("SELECT COUNT(*) FROM note")
            assert row is not None
            writer.execute("INSERT INTO note (id) VALUES (?)", row)

    thread = Thread(target=append)
    with notes.write() as writer:
        thread.start()
        started.wait()
        writer.execute("INSERT INTO note (id) VALUES (?)", (0,))
    thread.join()
    other.close()
    assert _count(notes) == 2


def test_a_reader_cannot_write(notes: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"), notes.read() as rows:
        rows.all("INSERT INTO note (id) VALUES (1) RETURNING id")
    assert _count(notes) == 0


def test_a_mistake_in_sql_leaves_the_connections_usable(notes: Database) -> None:
    for _ in range(40):
        with pytest.raises(Exception, match="no_such_table"), notes.read() as rows:
            rows.all("SELECT * FROM no_such_table")
    assert _count(notes) == 0


def test_rows_of_several_types_go_to_their_tables(database: Database) -> None:
    account = Address(b"\x01" * 20)
    power = [PowerRow(n, 0, Hash32(b"\x02" * 32), 7, account, encode_amount(n)) for n in range(3)]
    supply = [SupplyRow(n, 0, 7, encode_amount(2**256 - 1)) for n in range(2)]
    with database.write() as writer:
        writer.execute(
            "CREATE TABLE power (block_number BIGINT, log_index BIGINT, tx_hash BYTEA, block_time BIGINT, "
            "account BYTEA, votes BYTEA)"
        )
        writer.execute(
            "CREATE TABLE supply (block_number BIGINT, log_index BIGINT, block_time BIGINT, amount BYTEA)"
        )
        writer.insert([power[0], supply[0], power[1], supply[1], power[2]])
    with database.read() as rows:
        assert rows.all("SELECT * FROM power ORDER BY 1") == power
        assert rows.all("SELECT * FROM supply ORDER BY 1") == supply


def test_has_table_knows_which_tables_there_are(notes: Database) -> None:
    with notes.read() as rows:
        assert rows.has_table("note")
        assert not rows.has_table("other")


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://localhost/x", "index.db", ""]
)
def test_a_url_of_no_usable_database_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(SettingsInvalid, match="Set LEXIARCH_DATABASE_URL"):
        open_database(url)


def test_a_database_that_is_not_there_is_reported_as_unavailable(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/missing/index.db", f"postgresql:///x?host={tmp_path}"):
        database = open_database(url)
        with pytest.raises(DatabaseUnavailable, match="does not answer"), database.read() as rows:
            rows.all("SELECT 1")


def test_a_file_that_is_no_database_is_reported_as_unavailable(tmp_path: Path) -> None:
    (tmp_path / "index.db").write_text("not a database, not at all " * 100)
    database = open_database(f"sqlite:///{tmp_path}/index.db")
    with pytest.raises(DatabaseUnavailable, match="not a database"), database.read() as rows:
        rows.all("SELECT 1")


def test_a_table_that_is_away_for_a_rebuild_makes_the_database_unavailable(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable), database.read() as reader:
        reader.all("SELECT * FROM checkpoint")


@pytest.mark.parametrize(
    ("url", "beside"),
    [
        ("sqlite:///lexiarch.db", "sqlite:///lexiarch-a-b.db"),
        ("sqlite:////var/lib/lexiarch/index.sqlite3", "sqlite:////var/lib/lexiarch/index-a-b.sqlite3"),
        ("sqlite:///data.d/index", "sqlite:///data.d/index-a-b"),
        ("postgresql://me@host/db", "postgresql://me@host/db?options=-csearch_path%3Da_b"),
        ("postgresql://me@/db?host=x", "postgresql://me@/db?host=x&options=-csearch_path%3Da_b"),
    ],
)
def test_each_dao_has_a_database_beside_the_one_that_is_set(url: str, beside: str) -> None:
    assert database_beside(url, "a-b") == beside


@pytest.mark.postgres
def test_the_schema_of_a_dao_is_made_with_its_tables(postgres_server: PostgresServer) -> None:
    url = database_beside(postgres_server.url, "one-of-two")
    database = open_database(url)
    prepare_schema(database, make_deployment())
    with database.read() as reader:
        assert reader.one("SELECT current_schema()") == ("one_of_two",)
        assert load_survey(reader) == make_deployment()
    database.close()
