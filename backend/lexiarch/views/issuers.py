"""Issuers: who may attest what, and what came of it. Their acts are counted in public."""

from lexiarch.domain.words import HolderKind
from lexiarch.store.database import Reader
from lexiarch.store.issuers import AccreditationRecord, IssuerCounts, load_issuers, load_schema_definitions
from lexiarch.views.models import Issuer
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text


def build_issuers(reader: Reader) -> list[Issuer]:
    """Every accreditation that was ever given, by number.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    return [_issuer(record, counts, now) for record, counts in load_issuers(reader, now)]


def build_schema_definitions(reader: Reader) -> dict[str, str]:
    """What each schema attests, by its uid."""
    return {hash_text(uid): definition for uid, definition in load_schema_definitions(reader)}


def _issuer(record: AccreditationRecord, counts: IssuerCounts, now: int) -> Issuer:
    return Issuer(
        number=record.number,
        address=address_text(record.issuer),
        schema_=hash_text(record.schema),
        schema_definition=record.definition,
        kind=HolderKind(record.kind).name.lower(),
        valid_from=record.valid_from,
        valid_until=record.valid_until,
        accredited=record.valid_from <= now < record.valid_until,
        withdrawn=bool(record.withdrawn),
        daily_cap=record.daily_cap,
        signer=f"0x{record.signer.hex()}" if record.signer else None,
        suspended_until=record.suspended_until if now < record.suspended_until else None,
        attestations=counts.attestations,
        live_holders=counts.holders,
        revoked=counts.revoked,
        cases=counts.cases,
    )
