"""A full disk: a small file system in memory, filled and emptied while the index grows. Needs root."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.indexer.outcome import NothingNew
from tests.faults.databases import Databases, PostgresSchemas, SqliteFiles
from tests.faults.oracle import Differs, Tables, check_tables, tables_from_zero
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import Index, new_index
from tests.helpers.random_life import fork, live

_MIB = 8
_MOST_FREE = 160_000  # bytes; about what some steps take
_FORKS = 3


class SmallDisk:
    """A file system of a few MiB, and a file that takes what should not be free."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def leave(self, free: int) -> None:
        """Fills it up to so many bytes."""
        self.empty()
        room = shutil.disk_usage(self.folder).free - free
        if room > 0:
            with self._ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, room)

    def empty(self) -> None:
        """Takes the filling away."""
        self._ballast.unlink(missing_ok=True)


class Disk:
    """Case n follows a life of seed n with two steps of three on a disk that is nearly full."""

    count = None

    def __init__(self, databases: Databases, disk: SmallDisk) -> None:
        self._databases = databases
        self._disk = disk

    def play(self, case: int) -> Counter[str]:
        dao, chance = FakeDao(), Random(case)
        url = self._databases.create()
        index = new_index(dao, url)
        full = 0
        for _ in range(_FORKS):
            live(dao, chance, 20)
            full += self._follow(index, chance)
            fork(dao, chance, chance.randint(1, 10), 2)
            full += self._follow(index, chance)
        check_tables(index, tables_from_zero(dao))
        index.database.close()
        self._databases.drop(url)
        return Counter({"times full": full})

    def _follow(self, index: Index, chance: Random) -> int:
        """Until there is nothing new; tells how often the disk was full."""
        full = 0
        while True:
            before = index.tables()
            if chance.random() < 0.67:
                self._disk.leave(chance.randrange(_MOST_FREE))
            try:
                outcome = index.step()
            except DatabaseUnavailable:
                full += 1
                self._disk.empty()
                _check_unchanged(index, before)
            else:
                self._disk.empty()
                if isinstance(outcome, NothingNew):
                    return full


def _check_unchanged(index: Index, before: Tables) -> None:
    if index.tables() != before:
        raise Differs("a step that failed has changed the index")


@contextmanager
def disk(databases: Databases) -> Iterator[Disk]:
    """Plays on a kind of database, put on a small disk.

    Raises:
        PermissionError: only root may mount one.
    """
    with _small_disk() as small:
        if isinstance(databases, PostgresSchemas):
            with _tablespace(databases, small.folder) as in_space:
                yield Disk(in_space, small)
        else:
            yield Disk(SqliteFiles(small.folder), small)


@contextmanager
def _small_disk() -> Iterator[SmallDisk]:
    if os.geteuid():
        raise PermissionError("a small disk must be mounted: run this as root")
    folder = Path(mkdtemp(prefix="lexiarch-disk-"))
    folder.chmod(0o755)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_MIB}m", "tmpfs", folder], check=True)
        try:
            yield SmallDisk(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()


@contextmanager
def _tablespace(databases: PostgresSchemas, folder: Path) -> Iterator[PostgresSchemas]:
    """Schemas whose tables are in a folder; everything else of the cluster is elsewhere."""
    space = folder / "space"
    space.mkdir()
    owner = databases.server.folder.stat()
    os.chown(space, owner.st_uid, owner.st_gid)
    databases.server.execute(f"CREATE TABLESPACE small LOCATION '{space}'")
    try:
        yield PostgresSchemas(databases.server, " -cdefault_tablespace=small")
    finally:
        databases.server.execute("CHECKPOINT")  # what was dropped is truly gone
        databases.server.execute("DROP TABLESPACE small")
