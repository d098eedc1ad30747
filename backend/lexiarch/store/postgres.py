"""PostgreSQL, for a service of several processes; the same SQL, the same rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.sql import SQL, Identifier

from lexiarch.domain.errors import DatabaseRefuses, DatabaseUnavailable
from lexiarch.store.pool import Pool
from lexiarch.store.rows import Reader, Record, Writer
from lexiarch.store.session_lock import SessionLock

_CONNECTIONS = 16
_SESSION = """
    SET lock_timeout = '10s'; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;
    SET tcp_keepalives_count = 3; SET tcp_user_timeout = '9s'
"""
"""The server, too, lets go of a client that vanished: who led must not lead on from the grave."""
_CONNECTION: dict[str, Any] = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 9_000,
    "fallback_application_name": "lexiarch",
}
"""A server that vanished is noticed in seconds, not in hours."""
_WRITER_LOCK = 0x6C657869  # one writer at a time, as in SQLite
_COPY_FROM = 50  # rows from which COPY is faster than INSERT

_Connection = psycopg.Connection[Record]


class _PostgresReader(Reader):
    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        return self._connection.execute(_dialect(sql), params).fetchall()

    def has_table(self, name: str) -> bool:
        sql = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
        return self.one(sql, (name,)) is not None


class _PostgresWriter(_PostgresReader, Writer):
    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        return self._connection.execute(_dialect(sql), params).rowcount

    def relax(self) -> None:
        self._connection.execute("SET LOCAL synchronous_commit TO OFF")

    def create_table(self, sql: str) -> None:
        if self.one("SELECT current_schema()") == (None,):  # the address names one that is not there
            (path,) = self.all("SHOW search_path")[0]
            self._connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(path.strip('"'))))
        self._connection.execute(_sql(sql))

    def insert_into(self, table: str, columns: Sequence[str], records: Sequence[Record]) -> None:
        names = ", ".join(columns)
        with self._connection.cursor(binary=True) as cursor:
            if len(records) < _COPY_FROM:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})"), records)
                return
            types = cursor.execute(_sql(f"SELECT {names} FROM {table} LIMIT 0")).description or ()
            with cursor.copy(_sql(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)")) as copy:
                copy.set_types([column.type_code for column in types])
                for record in records:
                    copy.write_row(record)


class PostgresEngine:
    """Transactions on a PostgreSQL database.

    Args:
        url: postgresql://user@host:port/database, as libpq reads it.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: Pool[_Connection] = Pool(self._connect, _is_usable, _CONNECTIONS)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with _errors(), self._pool.lend() as connection, _transaction(connection, begin):
            yield _PostgresReader(connection)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        with _errors(), self._pool.lend() as connection, _transaction(connection, "BEGIN"):
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITER_LOCK,))
            yield _PostgresWriter(connection)

    def leadership(self) -> SessionLock:
        return SessionLock(self._connect)

    def close(self) -> None:
        self._pool.close()

    def _connect(self) -> _Connection:
        connection = psycopg.connect(self._url, autocommit=True, connect_timeout=10, **_CONNECTION)
        connection.execute(_SESSION)
        return connection


def _is_usable(connection: _Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return connection.info.transaction_status is TransactionStatus.IDLE


@lru_cache(maxsize=1024)
def _dialect(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")


def _sql(sql: str) -> Any:
    """Psycopg wants literal types for SQL; table and column names here are our own."""
    return sql


@contextmanager
def _transaction(connection: _Connection, begin: str) -> Iterator[None]:
    connection.execute(_sql(begin))
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if not connection.closed:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.InsufficientPrivilege) as error:
        raise DatabaseRefuses(" ".join(str(error).split())) from error
    except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.UndefinedTable) as error:
        raise DatabaseUnavailable(" ".join(str(error).split())) from error
