"""Empty databases for scripts of faults, and away with them when a script is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tests.helpers.postgres import PostgresServer, run_postgres


class Databases(Protocol):
    """One kind of database."""

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""

    def create(self) -> str:
        """Makes an empty database, and tells its address."""

    def drop(self, url: str) -> None:
        """Takes a database away, on which nobody works any more."""


class SqliteFiles:
    """SQLite files in a folder."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def create(self) -> str:
        return f"sqlite:///{self._folder / f'index{next(self._numbers)}.db'}"

    def drop(self, url: str) -> None:
        for ending in ("", "-wal", "-shm", "-journal", "-leader"):
            Path(url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)


class PostgresSchemas:
    """Schemas of one cluster.

    Args:
        options: more of the session's settings, as libpq takes them: ` -cname=value`.
    """

    kind = "postgresql"

    def __init__(self, server: PostgresServer, options: str = "") -> None:
        self.server = server
        self._options = options.replace(" ", "%20").replace("=", "%3D")

    def create(self) -> str:
        return self.server.create_database() + self._options

    def drop(self, url: str) -> None:
        name = url.rpartition("search_path%3D")[2].partition("%20")[0]
        self.server.execute(f"DROP SCHEMA {name} CASCADE")


@contextmanager
def databases_of(kind: str) -> Iterator[Databases]:
    """Databases of a kind, until the block ends."""
    if kind == "sqlite":
        with TemporaryDirectory(prefix="lexiarch-faults-") as folder:
            yield SqliteFiles(Path(folder))
    else:
        with run_postgres() as server:
            yield PostgresSchemas(server)
