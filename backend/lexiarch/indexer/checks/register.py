"""The issuers' register: accreditations and what is used of them, grounds, guardian."""

from lexiarch.domain.deployment import ContractName
from lexiarch.domain.tree import DAY
from lexiarch.indexer.checks.check import Check
from lexiarch.store.database import Reader
from lexiarch.store.issuers import (
    AccreditationRecord,
    load_accreditations,
    load_grounds,
    load_guardian,
    load_used,
)

_REGISTER, _ROLL = ContractName.ISSUER_REGISTRY, ContractName.HOLDER_REGISTRY
_NO_MANDATE = (0, 0, 0, 0, False)


def register_checks(rows: Reader, now: int) -> list[Check]:
    """The whole register; it is short."""
    accreditations, used = load_accreditations(rows), load_used(rows, now - now % DAY)
    checks = [
        Check(_REGISTER, "accreditationCount()", (), (len(accreditations),)),
        Check(_REGISTER, "guardian()", (), (load_guardian(rows),)),
    ]
    for ground in load_grounds(rows):
        checks.append(
            Check(_REGISTER, "isGroundAt(bytes32,uint256)", (ground.uid, now), (not ground.retired,))
        )
    for record in accreditations:
        checks += _accreditation_checks(record, now)
        number = (record.number,)
        checks.append(Check(_ROLL, "usedToday(uint16)", number, (used.get(record.number, 0),)))
    return checks


def _accreditation_checks(record: AccreditationRecord, now: int) -> list[Check]:
    term = (record.issuer, record.valid_from, record.valid_until, record.schema)
    mandate = (record.number, record.kind, record.valid_from, record.daily_cap, bool(record.signer))
    may_attest = record.may_attest(now)
    of_issuer = (record.issuer, record.schema)
    return [
        Check(_REGISTER, "accreditation(uint16)", (record.number,), (term,)),
        Check(_REGISTER, "signerOf(uint16)", (record.number,), (record.signer,)),
        Check(_REGISTER, "suspendedUntil(address,bytes32)", of_issuer, (record.suspended_until,)),
        Check(_REGISTER, "mandateOf(address,bytes32)", of_issuer, (mandate if may_attest else _NO_MANDATE,)),
    ]
