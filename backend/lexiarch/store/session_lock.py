"""The right to index into a PostgreSQL database. See store/leadership.py."""

from collections.abc import Callable
from contextlib import suppress

import psycopg

from lexiarch.domain.errors import DatabaseUnavailable

_LEADER_LOCK = 0x6C656164  # "lead", 1818583396 in pg_locks.classid; the schema's name is the key's other half
_TAKE = f"SELECT pg_try_advisory_lock({_LEADER_LOCK}, hashtext(current_schema()))"


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
            with suppress(psycopg.Error):  # a server that is busy sees the end of a connection late
                self._connection.execute("SELECT pg_advisory_unlock_all()")
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
