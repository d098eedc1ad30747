"""Sessions of accounts that signed in."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader, Writer


class SessionRow(NamedTuple):
    """A session. Times in seconds since 1970."""

    digest: bytes
    account: Address
    person_tag: Hash32 | None
    begun: int
    expires: int


def save_session(writer: Writer, row: SessionRow) -> None:
    """Keeps a new session."""
    writer.insert_into("session", SessionRow._fields, [row])


def load_session(reader: Reader, digest: bytes, now: int) -> SessionRow | None:
    """The session of a token's digest; None when there is none, or it has expired."""
    sql = f"SELECT {', '.join(SessionRow._fields)} FROM session WHERE digest = ? AND expires > ?"
    row = reader.one(sql, (digest, now))
    return SessionRow._make(row) if row else None


def count_sessions_of(reader: Reader, account: Address, now: int) -> int:
    """How many sessions an account has open."""
    row = reader.one("SELECT count(*) FROM session WHERE account = ? AND expires > ?", (account, now))
    return int(row[0]) if row else 0


def delete_session(writer: Writer, digest: bytes) -> bool:
    """Ends a session. Returns whether there was one."""
    return writer.execute("DELETE FROM session WHERE digest = ?", (digest,)) > 0


def delete_sessions_of(writer: Writer, account: Address) -> int:
    """Ends all sessions of an account. Returns how many there were."""
    return writer.execute("DELETE FROM session WHERE account = ?", (account,))


def delete_sessions_of_person(writer: Writer, person_tag: Hash32) -> int:
    """Ends all sessions of a person, from whichever account. Returns how many there were."""
    return writer.execute("DELETE FROM session WHERE person_tag = ?", (person_tag,))


def delete_expired_sessions(writer: Writer, now: int) -> int:
    """Forgets sessions that are over. Returns how many there were."""
    return writer.execute("DELETE FROM session WHERE expires <= ?", (now,))
