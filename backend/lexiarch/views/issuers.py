"""Issuers: who may attest what, and what came of it. Their acts are counted in public."""

from lexiarch.domain.words import HolderKind
from lexiarch.store.database import Reader
from lexiarch.store.issuers import IssuerRecord, load_issuers, load_schema_definitions
from lexiarch.views.models import Issuer
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text


def build_issuers(reader: Reader) -> list[Issuer]:
    """Every accreditation that was ever given, by number.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    return [_issuer(record, now) for record in load_issuers(reader, now)]


def build_schema_definitions(reader: Reader) -> dict[str, str]:
    """What each schema attests, by its uid."""
    return {hash_text(uid): definition for uid, definition in load_schema_definitions(reader)}


def _issuer(record: IssuerRecord, now: int) -> Issuer:
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
        attestations=record.attestations,
        live_holders=record.live_holders,
        revoked=record.revoked,
    )
