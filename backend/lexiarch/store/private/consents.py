"""What members let websites and wallets know about them."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader, Writer
from lexiarch.store.keyset import marks


class ConsentRow(NamedTuple):
    """A consent, as the member gave it. Times in seconds since 1970."""

    id: int
    account: Address | None
    person_tag: Hash32
    client_id: str
    client_name: str
    purpose: str
    claims: str
    """Names, parted by spaces."""
    given_at: int
    revoked_at: int | None
    """Null while it stands."""


_SELECT = f"SELECT {', '.join(ConsentRow._fields)} FROM consent WHERE"


def save_consent(writer: Writer, row: ConsentRow) -> None:
    """Keeps a new consent; none may stand yet between the two."""
    writer.insert_into("consent", ConsentRow._fields, [row])


def load_standing_consent(reader: Reader, person_tag: Hash32, client_id: str) -> ConsentRow | None:
    """The consent that a client has now; None when it has none."""
    row = reader.one(
        f"{_SELECT} person_tag = ? AND client_id = ? AND revoked_at IS NULL", (person_tag, client_id)
    )
    return ConsentRow._make(row) if row else None


def load_consents(reader: Reader, person_tags: Sequence[Hash32], limit: int) -> list[ConsentRow]:
    """The consents of a person: those that stand, then the others, each newest first."""
    sql = f"""{_SELECT} person_tag IN ({marks(len(person_tags))})
        ORDER BY revoked_at IS NOT NULL, given_at DESC, id LIMIT ?"""
    return [ConsentRow._make(row) for row in reader.all(sql, (*person_tags, limit))]


def end_consent(writer: Writer, person_tag: Hash32, consent_id: int, now: int) -> str | None:
    """Ends a consent of a person. Returns whose it was; None when there was none that stood."""
    row = writer.one(
        "SELECT client_id FROM consent WHERE id = ? AND person_tag = ? AND revoked_at IS NULL",
        (consent_id, person_tag),
    )
    if row is None:
        return None
    writer.execute("UPDATE consent SET revoked_at = ? WHERE id = ?", (now, consent_id))
    return str(row[0])


def delete_consents(writer: Writer, account: Address, person_tags: Sequence[Hash32]) -> None:
    """Forgets all consents that an account gave, and all of a person."""
    writer.execute("DELETE FROM consent WHERE account = ?", (account,))
    for tag in person_tags:
        writer.execute("DELETE FROM consent WHERE person_tag = ?", (tag,))


def delete_ended_consents(writer: Writer, before: int) -> int:
    """Forgets consents that ended before a time. Returns how many there were."""
    return writer.execute("DELETE FROM consent WHERE revoked_at < ?", (before,))
