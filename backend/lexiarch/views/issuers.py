"""Issuers: who may attest what, and what came of it. Their acts are counted in public."""

from collections import Counter
from typing import Any

from lexiarch.domain.cases import CaseOutcome, case_end
from lexiarch.domain.chain import Address
from lexiarch.domain.errors import IssuerNotFound
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import HolderKind
from lexiarch.store.cases import load_cases_of_opener
from lexiarch.store.database import Reader
from lexiarch.store.issuers import (
    AccreditationRecord,
    IssuerCounts,
    load_accreditation_rows,
    load_accreditations,
    load_issuers,
    load_schema_definitions,
    load_used,
)
from lexiarch.views.accreditations import build_history, signer_text
from lexiarch.views.issuer_models import Accreditation, IssuerCases, IssuerRecord
from lexiarch.views.models import Issuer
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text


def build_issuers(reader: Reader) -> list[Issuer]:
    """Every accreditation that was ever given, by number.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    return [Issuer(**_facts(record, counts, now)) for record, counts in load_issuers(reader, now)]


def build_issuer(reader: Reader, address: Address) -> IssuerRecord:
    """One issuer with the history of its accreditations.

    Raises:
        IssuerNotFound: nothing was ever accredited to this account.
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    issuers = load_issuers(reader, now, address)
    if not issuers:
        raise IssuerNotFound(address_text(address))
    rows = load_accreditation_rows(reader, address)
    used = load_used(reader, now - now % DAY)
    accreditations = [
        Accreditation(
            **_facts(record, counts, now),
            used_today=used.get(record.number, 0),
            history=build_history(reader, [row for row in rows if row.number == record.number], now),
        )
        for record, counts in issuers
    ]
    return IssuerRecord(
        address=address_text(address),
        may_attest=any(record.may_attest(now) for record, _ in issuers),
        attestations=sum(counts.attestations for _, counts in issuers),
        live_holders=sum(counts.holders for _, counts in issuers),
        revoked=sum(counts.revoked for _, counts in issuers),
        cases=_cases(reader, address, now),
        accreditations=accreditations,
    )


def is_issuer(reader: Reader, address: Address) -> bool:
    """Whether anything was ever accredited to an account."""
    return any(record.issuer == address for record in load_accreditations(reader))


def build_schema_definitions(reader: Reader) -> dict[str, str]:
    """What each schema attests, by its uid."""
    return {hash_text(uid): definition for uid, definition in load_schema_definitions(reader)}


def _facts(record: AccreditationRecord, counts: IssuerCounts, now: int) -> dict[str, Any]:
    return {
        "number": record.number,
        "address": address_text(record.issuer),
        "schema_": hash_text(record.schema),
        "schema_definition": record.definition,
        "kind": HolderKind(record.kind).name.lower(),
        "valid_from": record.valid_from,
        "valid_until": record.valid_until,
        "accredited": record.valid_from <= now < record.valid_until,
        "withdrawn": record.withdrawn,
        "daily_cap": record.daily_cap,
        "signer": signer_text(record.signer),
        "suspended_until": record.suspended_until if now < record.suspended_until else None,
        "attestations": counts.attestations,
        "live_holders": counts.holders,
        "revoked": counts.revoked,
        "cases": counts.cases,
    }


def _cases(reader: Reader, issuer: Address, now: int) -> IssuerCases:
    ends = [case_end(record.facts, now) for record in load_cases_of_opener(reader, issuer)]
    outcomes = Counter(end[0] if end else None for end in ends)
    return IssuerCases(
        opened=len(ends),
        pending=outcomes[None],
        **{outcome.value: outcomes[outcome] for outcome in CaseOutcome},
    )
