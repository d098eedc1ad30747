"""What is pending about an iD, and the grounds for cases. A case that is over is not told again."""

from lexiarch.domain.cases import CasePhase, case_phase
from lexiarch.domain.chain import Hash32
from lexiarch.domain.recoveries import is_pending
from lexiarch.store.cases import load_last_cases
from lexiarch.store.database import Reader
from lexiarch.store.issuers import load_grounds
from lexiarch.store.recoveries import load_open_requests
from lexiarch.views.models import Ground, PendingCase, PendingRecovery
from lexiarch.views.text import address_text, hash_text


def build_pending_case(reader: Reader, person_tag: Hash32, now: int) -> PendingCase | None:
    """The case about an iD that is neither decided, nor lapsed, nor moot; None when there is none."""
    record = load_last_cases(reader, [person_tag]).get(person_tag)
    if record is None or (phase := case_phase(record.facts, now)) is CasePhase.CLOSED:
        return None
    notice = record.notice
    return PendingCase(
        number=notice.number,
        phase=phase,
        opener=address_text(notice.opener),
        by_issuer=bool(notice.by_issuer),
        reason_commitment=hash_text(notice.reason_commitment),
        opened=notice.block_time,
        appeal_until=notice.appeal_until,
        decide_until=notice.decide_until,
        appealed=record.appealed,
        suspended_until=record.suspended_until if now < record.suspended_until else None,
    )


def build_pending_recovery(reader: Reader, person_tag: Hash32, now: int) -> PendingRecovery | None:
    """The request to move an iD to another account; None when there is none."""
    record = load_open_requests(reader, [person_tag]).get(person_tag)
    if record is None or not is_pending(record.facts, now):
        return None
    request = record.request
    return PendingRecovery(
        new_holder=address_text(request.new_holder), started=request.block_time, ready_at=request.until
    )


def build_grounds(reader: Reader) -> list[Ground]:
    """Every ground that was ever on the list, in the order in which they entered it."""
    return [
        Ground(
            uid=hash_text(ground.uid),
            definition=ground.definition,
            registered=ground.registered,
            retired=ground.retired,
        )
        for ground in load_grounds(reader)
    ]
