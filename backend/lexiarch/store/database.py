"""The database, whichever it is: open it by URL, read one moment of it, write all or nothing."""

from contextlib import AbstractContextManager
from typing import Protocol

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.store.leadership import Leadership
from lexiarch.store.rows import NoRows, Reader, Record, Writer
from lexiarch.store.sqlite import SqliteEngine

__all__ = ["Database", "Leadership", "NoRows", "Reader", "Record", "Writer", "open_database"]


class Database(Protocol):
    """Transactions on SQLite or PostgreSQL. May be shared by any number of threads.

    Every transaction raises DatabaseUnavailable when the database is gone, full or locked for too long.
    """

    def read(self) -> AbstractContextManager[Reader]:
        """A transaction that sees one moment, however long it lasts, and never waits for a writer."""

    def write(self) -> AbstractContextManager[Writer]:
        """A transaction that is committed when the block ends, and undone when it raises."""

    def leadership(self) -> Leadership:
        """A claim to be the one process that indexes into this database; not taken yet."""

    def close(self) -> None:
        """Lets go of the connections that nobody uses."""


def database_beside(url: str, slug: str) -> str:
    """Address of a database for one DAO of several: a file beside that of `url`, or a schema of it."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        stem, dot, ending = rest.rpartition(".")
        return f"sqlite://{stem}-{slug}.{ending}" if dot and "/" not in ending else f"{url}-{slug}"
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{slug.replace('-', '_')}"


def open_database(url: str) -> Database:
    """Prepares transactions on a database; connects with the first.

    Args:
        url: sqlite:///file (four slashes for an absolute path) or postgresql://user@host:port/name.

    Raises:
        SettingsInvalid: the URL is of no database that can be used.
    """
    scheme, _, rest = url.partition("://")
    path = rest.removeprefix("/")
    if scheme == "sqlite" and path and not path.startswith(":"):
        return SqliteEngine(path)
    if scheme in ("postgresql", "postgres"):
        from lexiarch.store.postgres import PostgresEngine  # noqa: PLC0415 - its driver takes a while to load

        return PostgresEngine(url)
    raise SettingsInvalid(
        f"{scheme}:// is no database that the index can be kept in, or it lacks a file name.",
        "Set LEXIARCH_DATABASE_URL to sqlite:///<file> or postgresql://<user>@<host>/<database>.",
    )
