"""SQLite, the embedded default: one file, one writer, readers that never wait (WAL)."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.store.leadership import FileLock
from lexiarch.store.pool import Pool
from lexiarch.store.rows import Reader, Record, Writer

_BUSY_SECONDS = 10
_READERS = 16
_PAGE = 8192
_ROWS = 400
"""In one INSERT: other threads run while it is carried out."""
_PAGES, _RELAXED_PAGES = 1_000, 8_000
"""That the write-ahead log may hold before they go to the file, which waits for the disk: 8 and 64 MB."""
_WRITER_CACHE_KIB = 32_768


class _SqliteReader(Reader):
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        return self._connection.execute(sql, tuple(params)).fetchall()

    def has_table(self, name: str) -> bool:
        return self.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)) is not None


class _SqliteWriter(_SqliteReader, Writer):
    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        return self._connection.execute(sql, tuple(params)).rowcount

    def relax(self) -> None:
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {_RELAXED_PAGES}")

    def create_table(self, sql: str) -> None:
        self._connection.execute(f"{sql} WITHOUT ROWID")  # one tree less to keep

    def insert_into(self, table: str, columns: Sequence[str], records: Sequence[Record]) -> None:
        row = f"({', '.join('?' * len(columns))})"
        into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
        whole = len(records) - len(records) % _ROWS
        if whole:
            groups = (_values(records[start : start + _ROWS]) for start in range(0, whole, _ROWS))
            self._connection.executemany(into + ", ".join([row] * _ROWS), groups)
        self._connection.executemany(into + row, records[whole:])


def _values(records: Sequence[Record]) -> list[object]:
    """All values of some rows.

    Python's sqlite3 takes a bytearray as it is, and asks for an adapter, twice as slow, for each `bytes`.
    """
    return [bytearray(value) if type(value) is bytes else value for value in chain.from_iterable(records)]


class SqliteEngine:
    """Transactions on a SQLite file.

    Args:
        path: the file; made when it does not exist.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._readers: Pool[sqlite3.Connection] = Pool(self._connect_reader, _is_usable, _READERS)
        self._writers: Pool[sqlite3.Connection] = Pool(self._connect_writer, _is_usable, 1)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        with _errors(), self._readers.lend() as connection, _transaction(connection, "BEGIN"):
            yield _SqliteReader(connection)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        with _errors(), self._writers.lend() as connection, _transaction(connection, "BEGIN IMMEDIATE"):
            connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")  # the last one may have relaxed it
            yield _SqliteWriter(connection)

    def leadership(self) -> FileLock:
        return FileLock(Path(self._path + "-leader"))

    def close(self) -> None:
        self._readers.close()
        self._writers.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _connect_writer(self) -> sqlite3.Connection:
        connection = self._connect()
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
        return connection

    def _connect_reader(self) -> sqlite3.Connection:
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """The first connections to a new file may meet here, and the busy timeout is not for this statement."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _is_usable(connection: sqlite3.Connection) -> bool:
    return not connection.in_transaction


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have undone it already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DatabaseUnavailable(str(error)) from error
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError:  # its subclasses are our own mistakes
            raise DatabaseUnavailable(str(error)) from error
        raise
