"""Who is signed in: a token in a cookie, of which the server keeps the digest only."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.store.database import Database
from lexiarch.store.private.sessions import SessionRow, delete_session, load_session, save_session

SESSION_SECONDS: Final = 12 * 3600
_TOKEN_BYTES: Final = 32


class Session(NamedTuple):
    """Somebody who signed in. Times in seconds since 1970."""

    account: Address
    begun: int
    expires: int


class Sessions:
    """Sessions in the private database. Any thread may use it.

    Args:
        database: the private one.
        clock: seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def begin(self, account: Address) -> str:
        """Begins a session of an account that has proven itself. Returns the token for its cookie."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        now = int(self._clock())
        with self._database.write() as writer:
            save_session(writer, SessionRow(digest_of(token), account, now, now + SESSION_SECONDS))
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, while it lasts."""
        with self._database.read() as reader:
            row = load_session(reader, digest_of(token), int(self._clock()))
        return Session(row.account, row.begun, row.expires) if row else None

    def end(self, token: str) -> None:
        """Ends a session, if there is one."""
        with self._database.write() as writer:
            delete_session(writer, digest_of(token))


def digest_of(token: str) -> bytes:
    """What is kept of a token that has 256 random bits: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()
