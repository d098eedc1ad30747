"""The life of an accreditation: what the DAO, the guardian and the issuer did to it, and what time did."""

from collections.abc import Sequence
from itertools import pairwise

from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.words import AccreditationStep
from lexiarch.store.database import Reader
from lexiarch.store.issuers import load_caller
from lexiarch.store.tables import AccreditationRow
from lexiarch.views.issuer_models import AccreditationAct, AccreditationEvent
from lexiarch.views.text import address_text, hash_text
from lexiarch.views.titles import title_of

_ACTS = {
    AccreditationStep.ACCREDITED: AccreditationAct.GRANTED,
    AccreditationStep.WITHDRAWN: AccreditationAct.WITHDRAWN,
    AccreditationStep.SIGNER_SET: AccreditationAct.SIGNER_CHANGED,
    AccreditationStep.SUSPENDED: AccreditationAct.SUSPENDED,
}
_ENDS = (AccreditationAct.WITHDRAWN, AccreditationAct.RAN_OUT)


def build_history(reader: Reader, rows: Sequence[AccreditationRow], now: int) -> list[AccreditationEvent]:
    """What happened to an accreditation, the oldest first. That it runs out is told by no event.

    Args:
        rows: all of this accreditation, in order.
        now: seconds since 1970.
    """
    history: list[AccreditationEvent] = []
    for row, following in pairwise([*rows, None]):
        assert row is not None  # the second of a pair may be missing, never the first
        history.append(_event(reader, row, goes_on=bool(history) and history[-1].act not in _ENDS))
        until = now if following is None else following.block_time
        if row.valid_until <= until and history[-1].act is not AccreditationAct.WITHDRAWN:
            history.append(_ran_out(row))
    return history


def signer_text(signer: bytes) -> str | None:
    """An ERC-7913 signer in hexadecimal; None when the issuer's account signs."""
    return hash_text(signer) if signer else None


def _event(reader: Reader, row: AccreditationRow, *, goes_on: bool) -> AccreditationEvent:
    act = _ACTS[AccreditationStep(row.step)]
    caller = load_caller(reader, row, call) if (call := _call(row)) else None
    return AccreditationEvent(
        act=AccreditationAct.CHANGED if act is AccreditationAct.GRANTED and goes_on else act,
        time=row.block_time,
        valid_until=row.valid_until,
        daily_cap=row.daily_cap,
        signer=signer_text(row.signer),
        suspended_until=row.suspended_until if row.block_time < row.suspended_until else None,
        proposal_id=caller[0] if caller else None,
        proposal_title=title_of(caller[1]) if caller else None,
        tx_hash=hash_text(row.tx_hash),
    )


def _ran_out(row: AccreditationRow) -> AccreditationEvent:
    return AccreditationEvent(
        act=AccreditationAct.RAN_OUT,
        time=row.valid_until,
        valid_until=row.valid_until,
        daily_cap=row.daily_cap,
        signer=signer_text(row.signer),
        suspended_until=None,
        proposal_id=None,
        proposal_title=None,
        tx_hash=None,
    )


def _call(row: AccreditationRow) -> bytes | None:
    """What a proposal must have called for this; None for what no proposal does."""
    register, of = ContractName.ISSUER_REGISTRY, (address_text(row.issuer), row.schema)
    match AccreditationStep(row.step):
        case AccreditationStep.ACCREDITED:
            function = "accredit(address,bytes32,uint48,uint32)"
            return encode_call(register, function, *of, row.valid_until, row.daily_cap)
        case AccreditationStep.WITHDRAWN:
            return encode_call(register, "withdraw(address,bytes32)", *of)
        case _:
            return None
