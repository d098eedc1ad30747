"""The roll: iDs that are live, and the standing of one that is asked for."""

from typing import Literal, NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import PersonTagNotFound
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import End, HolderKind, HolderStatus
from lexiarch.store.database import Reader
from lexiarch.store.holders import (
    HolderRecord,
    is_live,
    load_holder_of_tag,
    load_holders_of_tags,
    load_running_out,
    load_tags_before,
    load_unswept,
    stands,
)
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.views.cursors import HoldersCursor
from lexiarch.views.models import Attestation, Page
from lexiarch.views.moment import load_present
from lexiarch.views.pages import build_page
from lexiarch.views.text import address_text, hash_text

ListedStatus = Literal[HolderStatus.LIVE, HolderStatus.EXPIRED]
"""Standings that can be listed. There is no list of the iDs that were ended: nobody is pilloried."""

_ENDS = {
    End.REVOKED: HolderStatus.ENDED,
    End.EXITED: HolderStatus.ENDED,
    End.MOVED: HolderStatus.MOVED,
}


_SWEPT_AT_ONCE = 50


class _Listed(NamedTuple):
    place: Place
    record: HolderRecord


def build_holders(reader: Reader, status: ListedStatus, limit: int, cursor: str | None) -> Page[Attestation]:
    """iDs that are live, or those that have expired; the newest attestation first.

    The order is that of the roll when the first page was read: a renewal moves nothing between two pages.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    start = HoldersCursor(present.number, *NEWEST) if cursor is None else HoldersCursor.decode(cursor)

    def load(before: Place, count: int) -> list[_Listed]:
        tags = load_tags_before(reader, start.pinned_block, before, count)
        records = load_holders_of_tags(reader, [tag for _, tag in tags])
        return [_Listed(place, records[tag]) for place, tag in tags]

    def build(listed: _Listed) -> Attestation | None:
        attestation = build_attestation(listed.record, present.timestamp)
        return attestation if attestation.status is status else None

    items, place = build_page(load, build, limit, start.place)
    return Page(
        items=items, next_cursor=HoldersCursor(start.pinned_block, *place).encode() if place else None
    )


def build_running_out(reader: Reader, issuer: Address, days: int, most: int) -> list[Attestation]:
    """Live iDs whose last attestation is by an issuer and that run out within some days, the next first.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    records = load_running_out(reader, issuer, now, now + days * DAY)
    live = [build_attestation(record, now) for record in records if is_live(record, now)]
    return live[:most]


def build_holder(reader: Reader, person_tag: Hash32) -> Attestation:
    """The iD of a person tag, whatever its standing.

    Raises:
        PersonTagNotFound: there is no such iD.
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    record = load_holder_of_tag(reader, person_tag)
    if record is None:
        raise PersonTagNotFound(hash_text(person_tag))
    return build_attestation(record, present.timestamp)


def build_status_at(record: HolderRecord, at: int) -> HolderStatus:
    """Standing at a time; `record` is of the same time."""
    if record.how is not None:
        return _ENDS[record.how]
    if not stands(record, at):
        return HolderStatus.EXPIRED
    return HolderStatus.LIVE if is_live(record, at) else HolderStatus.SUSPENDED


def build_attestation(record: HolderRecord, at: int) -> Attestation:
    """An iD at a time; `record` is of the same time."""
    row = record.attestation
    return Attestation(
        person_tag=hash_text(row.person_tag),
        holder=address_text(row.holder),
        issuer=address_text(row.issuer),
        schema_=hash_text(row.schema),
        kind=HolderKind(row.kind).name.lower(),
        status=build_status_at(record, at),
        since=row.since,
        expiration_time=row.expiration_time,
        ended=record.ended,
        uid=hash_text(row.uid),
        tx_hash=hash_text(row.tx_hash),
    )


def build_unswept(reader: Reader) -> list[str]:
    """Person tags of iDs that ran out and that anybody may sweep out of the count, as many as one call takes.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    return [hash_text(tag) for tag in load_unswept(reader, load_present(reader).timestamp, _SWEPT_AT_ONCE)]
