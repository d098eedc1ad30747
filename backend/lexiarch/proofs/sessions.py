"""Who is signed in: a token in a cookie, of which the server keeps the digest only."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.proofs.standing import Standing, load_standing_now
from lexiarch.store.database import Database
from lexiarch.store.private.sessions import SessionRow, delete_session, load_session, save_session

SESSION_SECONDS: Final = 12 * 3600
_TOKEN_BYTES: Final = 32


class Session(NamedTuple):
    """Somebody who signed in. Times in seconds since 1970."""

    account: Address
    standing: Standing | None
    """The live iD; None for who signed in without one, and reaches what is kept about them, nothing else."""
    begun: int
    expires: int


class Sessions:
    """Sessions in the private database. A session ends with the iD it began with. Any thread may use it.

    Args:
        index: read for the standing of the account.
        private: keeps the sessions.
        clock: seconds since 1970.
    """

    def __init__(self, index: Database, private: Database, clock: Callable[[], float] = time.time) -> None:
        self._index = index
        self._private = private
        self._clock = clock

    def begin(self, account: Address) -> str:
        """Begins a session of an account that has proven itself. Returns the token for its cookie."""
        standing = self._standing(account)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        now = int(self._clock())
        row = SessionRow(
            digest_of(token), account, standing.person_tag if standing else None, now, now + SESSION_SECONDS
        )
        with self._private.write() as writer:
            save_session(writer, row)
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, while it and its iD last."""
        with self._private.read() as reader:
            row = load_session(reader, digest_of(token), int(self._clock()))
        if row is None:
            return None
        standing = None
        if row.person_tag is not None:
            standing = self._standing(row.account)
            if standing is None or standing.person_tag != row.person_tag:
                self.end(token)
                return None
        return Session(row.account, standing, row.begun, row.expires)

    def end(self, token: str) -> None:
        """Ends a session, if there is one."""
        with self._private.write() as writer:
            delete_session(writer, digest_of(token))

    def _standing(self, account: Address) -> Standing | None:
        with self._index.read() as reader:
            return load_standing_now(reader, account)


def digest_of(token: str) -> bytes:
    """What is kept of a token that has 256 random bits: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()
