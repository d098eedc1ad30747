"""Offers of credentials that nobody has taken yet, and what wallets that took one may still fetch."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader, Writer


class OfferRow(NamedTuple):
    """An offer. Times in seconds since 1970."""

    digest: bytes
    account: Address
    person_tag: Hash32
    tx_digest: bytes | None
    failures: int
    expires: int


class GrantRow(NamedTuple):
    """What a wallet may fetch. Times in seconds since 1970."""

    digest: bytes
    account: Address
    person_tag: Hash32
    remaining: int
    expires: int


def save_offer(writer: Writer, row: OfferRow) -> None:
    """Keeps a new offer. It takes the place of those that the account has."""
    writer.execute("DELETE FROM credential_offer WHERE account = ?", (row.account,))
    writer.insert_into("credential_offer", OfferRow._fields, [row])


def load_offer(reader: Reader, digest: bytes, now: int) -> OfferRow | None:
    """The offer of a code's digest; None when there is none, or it has expired."""
    sql = f"SELECT {', '.join(OfferRow._fields)} FROM credential_offer WHERE digest = ? AND expires > ?"
    row = reader.one(sql, (digest, now))
    return OfferRow._make(row) if row else None


def note_failure(writer: Writer, digest: bytes, most: int) -> None:
    """Counts a wrong transaction code; the offer is gone with the last that is allowed."""
    writer.execute("UPDATE credential_offer SET failures = failures + 1 WHERE digest = ?", (digest,))
    writer.execute("DELETE FROM credential_offer WHERE digest = ? AND failures >= ?", (digest, most))


def take_offer(writer: Writer, digest: bytes) -> bool:
    """Uses an offer up. Returns whether it was there: of two who take it, one does."""
    return writer.execute("DELETE FROM credential_offer WHERE digest = ?", (digest,)) > 0


def save_grant(writer: Writer, row: GrantRow) -> None:
    """Lets a wallet fetch credentials."""
    writer.insert_into("credential_grant", GrantRow._fields, [row])


def load_grant(reader: Reader, digest: bytes, now: int) -> GrantRow | None:
    """What the wallet with this access token may fetch; None when nothing, or not any more."""
    sql = f"SELECT {', '.join(GrantRow._fields)} FROM credential_grant WHERE digest = ? AND expires > ?"
    row = reader.one(sql, (digest, now))
    return GrantRow._make(row) if row else None


def spend_grant(writer: Writer, digest: bytes, number: int) -> bool:
    """Takes from what may be fetched. Returns whether so many were left."""
    sql = "UPDATE credential_grant SET remaining = remaining - ? WHERE digest = ? AND remaining >= ?"
    return writer.execute(sql, (number, digest, number)) > 0


def delete_credential_access_of(writer: Writer, account: Address) -> int:
    """Takes back an account's offers and what its wallets may fetch. Returns how many there were."""
    tables = ("credential_offer", "credential_grant")
    return sum(writer.execute(f"DELETE FROM {table} WHERE account = ?", (account,)) for table in tables)


def delete_expired_credential_access(writer: Writer, now: int) -> int:
    """Forgets offers and grants that are over. Returns how many there were."""
    tables = ("credential_offer", "credential_grant")
    return sum(writer.execute(f"DELETE FROM {table} WHERE expires <= ?", (now,)) for table in tables)
