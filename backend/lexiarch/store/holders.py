"""Standing of iDs: the last attestation, and the end that followed it, if one did."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.words import End, HolderKind
from lexiarch.store.database import Reader
from lexiarch.store.keyset import MAX_BIGINT, Place, marks
from lexiarch.store.tables import AttestationRow


class HolderRecord(NamedTuple):
    """An attestation and how it ended, up to the asked time."""

    attestation: AttestationRow
    how: End | None
    """Revoked, exited or moved; None while it runs, and when it ran out. A sweep changes no standing."""
    ended: int | None
    suspended_until: int
    """First moment at which the iD's last suspension is over; 0 when it never was suspended."""

    @property
    def place(self) -> Place:
        return Place(self.attestation.block_number, self.attestation.log_index)


class HeldRecord(NamedTuple):
    """An attestation of an account, and what became of it."""

    attestation: AttestationRow
    renewed: bool
    """Whether a later one took its place, without a break."""
    ended: int | None
    """When it ended before its time, in whatever way; None for one that was renewed."""

    @property
    def place(self) -> Place:
        return Place(self.attestation.block_number, self.attestation.log_index)


_FIELDS = ", ".join(f"a.{name}" for name in AttestationRow._fields)

# The holder is part of the match: a tag may have gone to another account, whose end is not this one's.
_SELECT = f"""
SELECT {_FIELDS}, e.how, e.ended, coalesce((
    SELECT u.until FROM suspension u WHERE u.person_tag = a.person_tag AND u.block_time <= ?
    ORDER BY u.block_number DESC, u.log_index DESC LIMIT 1), 0)
FROM attestation a LEFT JOIN attestation_end e
ON e.person_tag = a.person_tag AND (e.block_number, e.log_index) = (
    SELECT x.block_number, x.log_index FROM attestation_end x
    WHERE x.person_tag = a.person_tag AND x.holder = a.holder AND x.how <> '{End.SWEPT}' AND x.block_time <= ?
    AND (x.block_number, x.log_index) > (a.block_number, a.log_index)
    ORDER BY x.block_number, x.log_index LIMIT 1)
"""


def _records(reader: Reader, where: str, at: int, params: Sequence[object]) -> list[HolderRecord]:
    rows = reader.all(f"{_SELECT} WHERE {where}", (at, at, *params))
    return [
        HolderRecord(AttestationRow._make(fields), End(how) if how else None, ended, suspended_until)
        for *fields, how, ended, suspended_until in rows
    ]


def load_holder(reader: Reader, account: Address, at: int) -> HolderRecord | None:
    """The iD that an account held at a time, or held last before; None when it had held none.

    An account holds one live iD at most, so its last attestation decides.
    """
    where = "a.holder = ? AND a.block_time <= ? ORDER BY a.block_number DESC, a.log_index DESC LIMIT 1"
    records = _records(reader, where, at, (account, at))
    return records[0] if records else None


def load_holder_of_tag(reader: Reader, person_tag: Hash32) -> HolderRecord | None:
    """The iD of a person tag as the roll last knew it; None when there is none."""
    return load_holders_of_tags(reader, [person_tag]).get(person_tag)


def load_holders_of_tags_at(
    reader: Reader, person_tags: Sequence[Hash32], at: int
) -> dict[Hash32, HolderRecord]:
    """The iDs of person tags as they were at a time, with whatever account; those not begun are left out."""
    where = f"a.person_tag IN ({marks(len(person_tags))}) AND a.block_time <= ? AND {_LAST_OF_TAG_AT}"
    records = _records(reader, where, at, (*person_tags, at, at))
    return {record.attestation.person_tag: record for record in records}


def load_holders_of_tags(reader: Reader, person_tags: Sequence[Hash32]) -> dict[Hash32, HolderRecord]:
    """The iDs of person tags as the roll last knew them; tags without an iD are left out."""
    where = f"a.person_tag IN ({marks(len(person_tags))}) AND {_LAST_OF_TAG}"
    records = _records(reader, where, MAX_BIGINT, (*person_tags, MAX_BIGINT))
    return {record.attestation.person_tag: record for record in records}


_LAST_OF_TAG = """NOT EXISTS (SELECT 1 FROM attestation l
    WHERE l.person_tag = a.person_tag AND l.block_number <= ?
    AND (l.block_number, l.log_index) > (a.block_number, a.log_index))"""


_LAST_OF_TAG_AT = _LAST_OF_TAG.replace("l.block_number <= ?", "l.block_time <= ?")


def load_persons_at_before(reader: Reader, at: int, before: Place, limit: int) -> list[tuple[Place, Hash32]]:
    """As {load_tags_before}, up to a time, and only the tags of persons."""
    sql = f"""SELECT a.block_number, a.log_index, a.person_tag FROM attestation a
        WHERE a.block_time <= ? AND a.kind = {HolderKind.PERSON.value}
        AND (a.block_number, a.log_index) < (?, ?) AND {_LAST_OF_TAG_AT}
        ORDER BY a.block_number DESC, a.log_index DESC LIMIT ?"""
    return [(Place(*row[:2]), row[2]) for row in reader.all(sql, (at, *before, at, limit))]


def load_tags_before(reader: Reader, block: int, before: Place, limit: int) -> list[tuple[Place, Hash32]]:
    """Person tags by the place of their last attestation up to a block, newest first; renewals move none."""
    sql = f"""SELECT a.block_number, a.log_index, a.person_tag FROM attestation a
        WHERE a.block_number <= ? AND (a.block_number, a.log_index) < (?, ?) AND {_LAST_OF_TAG}
        ORDER BY a.block_number DESC, a.log_index DESC LIMIT ?"""
    return [(Place(*row[:2]), row[2]) for row in reader.all(sql, (block, *before, block, limit))]


def load_attestations_of_before(
    reader: Reader, account: Address, before: Place, limit: int
) -> list[HeldRecord]:
    """Attestations of an account that are older than a place, newest first."""
    where = """a.holder = ? AND (a.block_number, a.log_index) < (?, ?)
        ORDER BY a.block_number DESC, a.log_index DESC LIMIT ?"""
    records = _records(reader, where, MAX_BIGINT, (account, *before, limit))
    last = _load_last_of_standings(reader, account)
    return [_held(record, last) for record in records]


def _held(record: HolderRecord, last: dict[tuple[Hash32, int], Place]) -> HeldRecord:
    row = record.attestation
    renewed = record.place < last[row.person_tag, row.since]
    return HeldRecord(row, renewed, None if renewed else record.ended)


def _load_last_of_standings(reader: Reader, account: Address) -> dict[tuple[Hash32, int], Place]:
    """The last attestation of each unbroken standing of an account: by its iD and beginning."""
    sql = """SELECT person_tag, since, block_number, log_index FROM attestation WHERE holder = ?
        ORDER BY block_number, log_index"""
    return {(tag, since): Place(*place) for tag, since, *place in reader.all(sql, (account,))}


def load_tags_of(reader: Reader, account: Address) -> list[Hash32]:
    """Person tags that were with an account last: not those that moved on to another."""
    sql = f"SELECT DISTINCT a.person_tag FROM attestation a WHERE a.holder = ? AND {_LAST_OF_TAG}"
    return [row[0] for row in reader.all(sql, (account, MAX_BIGINT))]


def load_live_accounts(reader: Reader, accounts: Sequence[Address], at: int) -> set[Address]:
    """Which of the accounts held a live iD at a time."""
    where = f"""a.holder IN ({marks(len(accounts))}) AND a.block_time <= ? AND NOT EXISTS (
        SELECT 1 FROM attestation l WHERE l.holder = a.holder AND l.block_time <= ?
        AND (l.block_number, l.log_index) > (a.block_number, a.log_index))"""
    records = _records(reader, where, at, (*accounts, at, at))
    return {record.attestation.holder for record in records if is_live(record, at)}


def stands(record: HolderRecord, at: int) -> bool:
    """Whether the iD stood with the account at a time; `record` is of the same time."""
    return record.how is None and at < record.attestation.expiration_time


def is_live(record: HolderRecord, at: int) -> bool:
    """Whether the iD was live at a time, as the roll's isHolderAt says it; `record` is of the same time."""
    return stands(record, at) and at >= record.suspended_until


def load_running_out(reader: Reader, issuer: Address, after: int, until: int) -> list[HolderRecord]:
    """iDs whose last attestation is by an issuer and expires after a time and until another; ended or not.

    Those that expire first come first.
    """
    where = f"""a.issuer = ? AND a.expiration_time > ? AND a.expiration_time <= ? AND {_LAST_OF_TAG}
        ORDER BY a.expiration_time, a.block_number, a.log_index"""
    return _records(reader, where, MAX_BIGINT, (issuer, after, until, MAX_BIGINT))


def load_unswept(reader: Reader, now: int, limit: int) -> list[Hash32]:
    """Person tags of iDs that ran out and are still in the count, those that ran out first before others."""
    sql = f"""SELECT a.person_tag FROM attestation a
        WHERE a.expiration_time <= ? AND {_LAST_OF_TAG} AND NOT EXISTS (
            SELECT 1 FROM attestation_end e WHERE e.person_tag = a.person_tag
            AND (e.block_number, e.log_index) > (a.block_number, a.log_index))
        ORDER BY a.expiration_time, a.block_number, a.log_index LIMIT ?"""
    return [row[0] for row in reader.all(sql, (now, MAX_BIGINT, limit))]
