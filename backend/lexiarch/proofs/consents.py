"""What members let websites and wallets know, and the log of what these were told.

A consent belongs to the person, not to the account: it goes with the iD. All of it is the member's to see, to
revoke and to erase. Whoever keeps something that a consent allows, such as tokens, lets it go in the same
transaction: see {OnRevoked} and {OnErased}, and `Proofs`, which has the lists of them.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader, Writer
from lexiarch.store.private.consents import (
    ConsentRow,
    delete_consents,
    end_consent,
    load_consents,
    load_standing_consent,
    save_consent,
)
from lexiarch.store.private.reads import ReadRow, delete_reads, load_reads, save_read
from lexiarch.store.private.sessions import delete_sessions_of, delete_sessions_of_person

KEPT_SECONDS: Final = 365 * 86_400
"""How long reads and consents that ended are kept for the member to look at."""
MOST_SHOWN: Final = 1000
"""Consents, and reads, that one look at them shows."""
_ID_BITS: Final = 52
"""Every program reads such numbers exactly."""


class Consent(NamedTuple):
    """What a client may know. Times in seconds since 1970."""

    id: int
    account: Address | None
    person_tag: Hash32
    client_id: str
    client_name: str
    purpose: str
    claims: tuple[str, ...]
    given_at: int
    revoked_at: int | None


class Read(NamedTuple):
    """What a client was told. Time in seconds since 1970."""

    person_tag: Hash32
    client_id: str
    claims: tuple[str, ...]
    how: str
    read_at: int


OnRevoked = Callable[[Writer, Hash32, str], None]
"""Told the person tag and the client's id, in the transaction that revokes; undoes it when it raises."""
OnErased = Callable[[Writer, Address, Sequence[Hash32]], None]
"""Told the account and the person tags, in the transaction that erases; undoes it when it raises."""


def give_consent(  # noqa: PLR0913, PLR0917 - all of what the member agreed to
    writer: Writer,
    account: Address | None,
    person_tag: Hash32,
    client_id: str,
    client_name: str,
    purpose: str,
    claims: Sequence[str],
    now: int,
) -> int:
    """Keeps a consent; one to the same client that said something else ends.

    Args:
        account: that gave it; None of who showed the status and no account.
        person_tag: of whose iD it is, or what stands in its place where nobody knows.
        claims: names without spaces.

    Returns:
        Its id; that of the one that stands when it says the same.
    """
    row = ConsentRow(
        _new_id(), account, person_tag, client_id, client_name, purpose, _joined(claims), now, None
    )
    standing = load_standing_consent(writer, person_tag, client_id)
    if standing and _said(standing) == _said(row):
        return standing.id
    if standing:
        end_consent(writer, person_tag, standing.id, now)
    save_consent(writer, row)
    return row.id


def find_consent(reader: Reader, person_tag: Hash32, client_id: str) -> Consent | None:
    """The consent that a client has now; None when it has none."""
    row = load_standing_consent(reader, person_tag, client_id)
    return _consent(row) if row else None


def revoke_consent(
    writer: Writer, person_tag: Hash32, consent_id: int, now: int, on_revoked: Sequence[OnRevoked] = ()
) -> bool:
    """Ends a consent of a person, and what hangs on it. Returns whether there was one that stood."""
    client_id = end_consent(writer, person_tag, consent_id, now)
    if client_id is None:
        return False
    for tell in on_revoked:
        tell(writer, person_tag, client_id)
    return True


def list_consents(reader: Reader, person_tags: Sequence[Hash32]) -> list[Consent]:
    """The consents of a person, of the last year and those that stand; these first, newest before older."""
    return [_consent(row) for row in load_consents(reader, person_tags, MOST_SHOWN)]


def note_read(
    writer: Writer, person_tag: Hash32, client_id: str, claims: Sequence[str], how: str, now: int
) -> None:
    """Notes that a client was told something, in the transaction that makes what it is told.

    Args:
        claims: names without spaces, of what it was told.
        how: a short word for the way, such as `id_token`.
    """
    save_read(writer, ReadRow(_new_id(), person_tag, client_id, _joined(claims), how, now))


def list_reads(reader: Reader, person_tags: Sequence[Hash32]) -> list[Read]:
    """What was told about a person in the last year, newest first."""
    return [
        Read(row.person_tag, row.client_id, _parted(row.claims), row.how, row.read_at)
        for row in load_reads(reader, person_tags, MOST_SHOWN)
    ]


def erase(
    writer: Writer, account: Address, person_tags: Sequence[Hash32], on_erased: Sequence[OnErased] = ()
) -> None:
    """Forgets all that is kept about a member: sessions, consents, reads, and what listeners keep."""
    delete_sessions_of(writer, account)
    for tag in person_tags:
        delete_sessions_of_person(writer, tag)
    delete_consents(writer, account, person_tags)
    delete_reads(writer, person_tags)
    for tell in on_erased:
        tell(writer, account, person_tags)


def _consent(row: ConsentRow) -> Consent:
    return Consent(*row[:6], _parted(row.claims), row.given_at, row.revoked_at)


def _said(row: ConsentRow) -> tuple[str, str, str]:
    return row.client_name, row.purpose, row.claims


def _joined(claims: Sequence[str]) -> str:
    if any(not claim or claim.split() != [claim] for claim in claims):
        raise ValueError(f"names of claims have no spaces: {claims!r}")
    return " ".join(claims)


def _parted(claims: str) -> tuple[str, ...]:
    return tuple(claims.split())


def _new_id() -> int:
    return secrets.randbits(_ID_BITS)
