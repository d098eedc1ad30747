"""The member's consents and the log of reads, as the provider needs them.

Stands in for `lexiarch.proofs.consents`, which has the same functions; nothing else here knows the tables.
"""

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader, Writer


class Consent(NamedTuple):
    """What a member lets a website know."""

    id: int
    claims: tuple[str, ...]


def give_consent(  # noqa: PLR0913, PLR0917 - the interface of the module that it stands in for
    writer: Writer,
    account: Address | None,
    person_tag: bytes,
    client_id: str,
    client_name: str,
    purpose: str,
    claims: Sequence[str],
    now: int,
) -> int:
    """Keeps what the member agreed to, in the place of what was agreed with this website before."""
    writer.execute(
        "DELETE FROM openid_consent WHERE person_tag = ? AND client_id = ?", (person_tag, client_id)
    )
    number = secrets.randbits(62)
    columns = ("id", "person_tag", "client_id", "claims", "given")
    writer.insert_into("openid_consent", columns, [(number, person_tag, client_id, " ".join(claims), now)])
    return number


def find_consent(reader: Reader, person_tag: bytes, client_id: str) -> Consent | None:
    """What holds between a member and a website; None when nothing does."""
    sql = "SELECT id, claims FROM openid_consent WHERE person_tag = ? AND client_id = ?"
    row = reader.one(sql, (person_tag, client_id))
    return Consent(row[0], tuple(row[1].split())) if row else None


def revoke_consent(writer: Writer, person_tag: bytes, consent_id: int, now: int) -> bool:
    """Ends a consent. Returns whether there was one."""
    sql = "DELETE FROM openid_consent WHERE person_tag = ? AND id = ?"
    return writer.execute(sql, (person_tag, consent_id)) > 0


def note_read(
    writer: Writer, person_tag: bytes, client_id: str, claims: Sequence[str], how: str, now: int
) -> None:
    """Where the member's log is told; this stand-in keeps none."""
