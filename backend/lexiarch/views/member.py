"""A member's own iD: its standing, what is pending about it, and the attestations that led to it."""

from lexiarch.domain.chain import Address
from lexiarch.domain.recoveries import is_pending
from lexiarch.domain.words import HolderKind, HolderStatus, IdState
from lexiarch.store.database import Reader
from lexiarch.store.holders import HeldRecord, load_attestations_of_before, load_holder, stands
from lexiarch.store.issuers import load_accreditations, load_schema_definitions
from lexiarch.store.keyset import NEWEST
from lexiarch.store.recoveries import load_open_requests_by
from lexiarch.views.due_process import build_pending_case, build_pending_recovery
from lexiarch.views.holders import build_status_at
from lexiarch.views.member_models import HeldAttestation, IssuerTerm, MemberId, PendingRequest
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text

_MOST = 50
"""Attestations that are shown; an export has all."""

_STATES = {
    HolderStatus.LIVE: IdState.LIVE,
    HolderStatus.SUSPENDED: IdState.SUSPENDED,
    HolderStatus.EXPIRED: IdState.EXPIRED,
    HolderStatus.MOVED: IdState.MOVED,
    HolderStatus.ENDED: IdState.ENDED,
    HolderStatus.NONE: IdState.NONE,
}


def build_member(reader: Reader, address: bytes) -> MemberId:
    """An account's iD, now. An account that never had one has its page, too.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    account = Address(address)
    held = load_holder(reader, account, now)
    tag = held.attestation.person_tag if held and stands(held, now) else None
    attestations = build_held(reader, load_attestations_of_before(reader, account, NEWEST, _MOST), now)
    present = next((each for each in attestations if each.in_force), None)
    return MemberId(
        address=address_text(account),
        at=now,
        state=_STATES[build_status_at(held, now) if held else HolderStatus.NONE],
        attestation=present,
        case=build_pending_case(reader, tag, now) if tag else None,
        recovery=build_pending_recovery(reader, tag, now) if tag else None,
        request=_build_request(reader, account, now),
        attestations=attestations,
        renewers=[
            term
            for term in build_issuer_terms(reader)
            if term.valid_from <= now < term.valid_until
            and not term.suspended_until
            and (present is None or term.kind == present.kind)
        ],
    )


def build_held(reader: Reader, records: list[HeldRecord], now: int) -> list[HeldAttestation]:
    """Attestations of an account, as they are now."""
    definitions = dict(load_schema_definitions(reader)) if records else {}
    return [_held(record, definitions.get(record.attestation.schema, ""), now) for record in records]


def _held(record: HeldRecord, definition: str, now: int) -> HeldAttestation:
    row = record.attestation
    return HeldAttestation(
        uid=hash_text(row.uid),
        person_tag=hash_text(row.person_tag),
        issuer=address_text(row.issuer),
        schema_=hash_text(row.schema),
        schema_definition=definition,
        kind=HolderKind(row.kind).name.lower(),
        given=row.block_time,
        since=row.since,
        expiration_time=row.expiration_time,
        in_force=not record.renewed and record.ended is None and now < row.expiration_time,
        renewed=record.renewed,
        ended=record.ended,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
    )


def build_issuer_terms(reader: Reader) -> list[IssuerTerm]:
    """Every accreditation that was ever given, by number, without what came of it.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    return [
        IssuerTerm(
            number=record.number,
            issuer=address_text(record.issuer),
            schema_=hash_text(record.schema),
            schema_definition=record.definition,
            kind=HolderKind(record.kind).name.lower(),
            valid_from=record.valid_from,
            valid_until=record.valid_until,
            withdrawn=bool(record.withdrawn),
            suspended_until=record.suspended_until if now < record.suspended_until else None,
        )
        for record in load_accreditations(reader)
    ]


def _build_request(reader: Reader, account: Address, now: int) -> PendingRequest | None:
    """The request that is completed first."""
    pending = [each for each in load_open_requests_by(reader, account) if is_pending(each.facts, now)]
    if not pending:
        return None
    request = min(pending, key=lambda each: each.request.until).request
    return PendingRequest(
        person_tag=hash_text(request.person_tag),
        holder=address_text(request.old_holder),
        started=request.block_time,
        ready_at=request.until,
        expiration_time=request.expiration_time or 0,
    )
