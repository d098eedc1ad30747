"""Grants of OpenID Connect: a website that was told of a member, until one of many things ends it."""

from typing import Final, NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.store.database import Reader, Writer

NO_CONSENT: Final = 0
"""In place of a consent's number where none is kept: the proof was the consent, and lasts some minutes."""


class GrantRow(NamedTuple):
    """What one website was told, by one sign-in. Times in seconds since 1970; the schema says the rest."""

    id: str
    client_id: str
    means: str
    seed: Hash32
    handle: bytes
    consent_id: int
    scope: str
    auth_time: int | None
    session: bytes
    session_expires: int
    told: int
    begun: int
    expires: int

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody knows whose it is, so that nobody could look up or revoke what is kept of it."""
        return self.consent_id == NO_CONSENT


_COLUMNS = ", ".join(GrantRow._fields)


def save_grant(writer: Writer, row: GrantRow) -> None:
    """Keeps a new grant."""
    writer.insert_into("openid_grant", GrantRow._fields, [row])


def load_grant(reader: Reader, grant_id: str) -> GrantRow | None:
    """A grant; None when it has ended."""
    row = reader.one(f"SELECT {_COLUMNS} FROM openid_grant WHERE id = ?", (grant_id,))
    return GrantRow._make(row) if row else None


def load_grants(reader: Reader) -> list[GrantRow]:
    """All grants of websites that have tokens."""
    return [GrantRow._make(row) for row in reader.all(f"SELECT {_COLUMNS} FROM openid_grant WHERE told = 1")]


def load_grants_by_handle(reader: Reader, handle: bytes) -> list[GrantRow]:
    """Those of one account."""
    sql = f"SELECT {_COLUMNS} FROM openid_grant WHERE handle = ?"
    return [GrantRow._make(row) for row in reader.all(sql, (handle,))]


def load_grants_of(reader: Reader, seed: Hash32, client_id: str | None = None) -> list[GrantRow]:
    """Those of one member: all, or a website's."""
    sql = f"SELECT {_COLUMNS} FROM openid_grant WHERE seed = ?"
    rows = (GrantRow._make(row) for row in reader.all(sql, (seed,)))
    return [row for row in rows if client_id in (None, row.client_id)]


def load_grants_by_consent(reader: Reader, client_id: str, consent_id: int) -> list[GrantRow]:
    """Those of one consent."""
    sql = f"SELECT {_COLUMNS} FROM openid_grant WHERE client_id = ? AND consent_id = ?"
    return [GrantRow._make(row) for row in reader.all(sql, (client_id, consent_id))]


def move_grant(writer: Writer, grant_id: str, consent_id: int) -> None:
    """Puts a grant under another consent."""
    writer.execute("UPDATE openid_grant SET consent_id = ? WHERE id = ?", (consent_id, grant_id))


def load_grants_signed_out(reader: Reader, now: int) -> list[GrantRow]:
    """Those whose session was ended before its time."""
    sql = (
        f"SELECT {_COLUMNS} FROM openid_grant WHERE session_expires > ? "
        "AND NOT EXISTS (SELECT 1 FROM session WHERE session.digest = openid_grant.session)"
    )
    return [GrantRow._make(row) for row in reader.all(sql, (now,))]


def mark_told(writer: Writer, grant_id: str) -> None:
    """Notes that the website has tokens now."""
    writer.execute("UPDATE openid_grant SET told = 1 WHERE id = ?", (grant_id,))


def delete_grant(writer: Writer, grant_id: str) -> bool:
    """Ends a grant with its codes and tokens. Returns whether there was one."""
    writer.execute("DELETE FROM openid_code WHERE grant_id = ?", (grant_id,))
    writer.execute("DELETE FROM openid_token WHERE grant_id = ?", (grant_id,))
    return writer.execute("DELETE FROM openid_grant WHERE id = ?", (grant_id,)) > 0


def detach_grant(writer: Writer, grant_id: str) -> bool:
    """Parts a grant from its session. Returns whether it had one."""
    sql = "UPDATE openid_grant SET session = ?, session_expires = 0 WHERE id = ? AND session_expires > 0"
    return writer.execute(sql, (b"", grant_id)) > 0


def delete_stale(writer: Writer, now: int, unused_before: int) -> int:
    """Forgets what is over, and sign-ins that a website never came for. Returns how many grants there were.

    Args:
        unused_before: a grant that begun earlier and has no tokens is over.
    """
    writer.execute("DELETE FROM openid_token WHERE expires <= ? AND kind = 'access'", (now,))
    sql = "SELECT id FROM openid_grant WHERE expires <= ? OR (told = 0 AND begun < ?)"
    stale = [row[0] for row in writer.all(sql, (now, unused_before))]
    return sum(delete_grant(writer, grant_id) for grant_id in stale)
