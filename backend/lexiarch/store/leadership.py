"""The right to index, which one process at a time has. The database's own locks give it; no clock decides.

It keeps two indexers from doing the same work. That they cannot spoil the index if both believe to lead is
store/blocks.py's doing: the checkpoint moves only from where it was seen.
"""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import psycopg

from lexiarch.domain.errors import DatabaseUnavailable

_LEADER_LOCK = 0x6C656164  # "lead", 1818583396 in pg_locks.classid; the schema's name is the key's other half
_TAKE = f"SELECT pg_try_advisory_lock({_LEADER_LOCK}, hashtext(current_schema()))"


class Leadership(Protocol):
    """One process's claim. Taken and given up by one thread; any thread may ask whether it is held."""

    @property
    def held(self) -> bool:
        """Whether the right was held when {take} was last called."""

    def take(self) -> bool:
        """Takes the right, or makes sure that it is still held; never waits.

        Returns:
            False while another process has it.

        Raises:
            DatabaseUnavailable: nobody can tell; then it is not held.
        """

    def give_up(self) -> None:
        """Lets another process have it."""


class SessionLock:
    """An advisory lock of PostgreSQL, held by a connection that does nothing else: both end together.

    Needs a connection of its own to the server: behind a pooler that gives each statement another one, no
    process keeps the lock.

    Args:
        connect: opens a connection that commits each statement.
    """

    def __init__(self, connect: Callable[[], psycopg.Connection[tuple[object, ...]]]) -> None:
        self._connect = connect
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self.held = False

    def take(self) -> bool:
        self.held, was_held = False, self.held
        try:
            if self._connection is None:
                self._connection = self._connect()
            row = self._connection.execute(_TAKE).fetchone()  # true as often as the holder asks
        except psycopg.Error as error:
            self.give_up()
            raise DatabaseUnavailable(" ".join(str(error).split())) from error
        self.held = row == (True,)
        if was_held and not self.held:
            self.give_up()
        return self.held

    def give_up(self) -> None:
        self.held = False
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None


class FileLock:
    """A locked file beside SQLite's, on which the kernel lets go when the process ends, however it ends.

    Not the database's own file: closing it here would drop SQLite's locks on it.

    Args:
        path: the file; made when it does not exist, and left there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self.held = False

    def take(self) -> bool:
        self.held = False
        try:
            if self._file is not None and not self._is_current(self._file):
                self.give_up()
            if self._file is None:
                self._file = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.held = self._is_current(self._file)
        except BlockingIOError:
            pass
        except OSError as error:
            raise DatabaseUnavailable(str(error)) from error
        return self.held

    def give_up(self) -> None:
        self.held = False
        if self._file is not None:
            os.close(self._file)
        self._file = None

    def _is_current(self, file: int) -> bool:
        """Whether the path still leads to this file: who deletes it may make another, and lock that."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        ours = os.fstat(file)
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)
