"""The right to index, which one process at a time has. The database's own locks give it; no clock decides.

It keeps two indexers from doing the same work. That they cannot spoil the index if both believe to lead is
store/blocks.py's doing: the checkpoint moves only from where it was seen.
"""

import fcntl
import os
from pathlib import Path
from typing import Protocol

from lexiarch.domain.errors import DatabaseUnavailable


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
