"""The moments of a proposal's life, past and ahead."""

from collections.abc import Iterator, Sequence

from lexiarch.domain.proposals import ProposalFacts, ProposalState, proposal_state
from lexiarch.domain.words import Step
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.tables import ProposalStepRow
from lexiarch.views.models import TimelineEntry
from lexiarch.views.text import hash_text

_EVENTS = [
    "created",
    "voting_starts",
    "extended",
    "voting_ends",
    "queued",
    "executable",
    "executed",
    "canceled",
    "expires",
]
_CAN_EXPIRE = (ProposalState.SUCCEEDED, ProposalState.QUEUED, ProposalState.EXPIRED)


def build_timeline(
    record: ProposalRecord, facts: ProposalFacts, steps: Sequence[ProposalStepRow], now: int
) -> list[TimelineEntry]:
    """In order of time, without what can no longer come, and without what the vote has yet to decide."""
    entries = [*_acts(record, steps), *_voting(facts, steps, now), *_deadlines(facts, now)]
    entries.sort(key=lambda entry: (entry.time, _EVENTS.index(entry.event)))
    return [entry for entry in entries if entry.happened] if facts.canceled else entries


def _acts(record: ProposalRecord, steps: Sequence[ProposalStepRow]) -> Iterator[TimelineEntry]:
    acts = [("created", record.block_time, record.tx_hash)]
    acts += [(step.step, step.block_time, step.tx_hash) for step in steps]
    for name, time, tx_hash in acts:
        yield TimelineEntry(event=name, time=time, happened=True, tx_hash=hash_text(tx_hash))


def _voting(facts: ProposalFacts, steps: Sequence[ProposalStepRow], now: int) -> Iterator[TimelineEntry]:
    """A proposal that was canceled met only what lay before that."""
    until = min((step.block_time for step in steps if step.step == Step.CANCELED), default=now)
    yield _moment("voting_starts", facts.snapshot, happened=facts.snapshot < until)
    yield _moment("voting_ends", facts.deadline, happened=facts.deadline < until)


def _deadlines(facts: ProposalFacts, now: int) -> Iterator[TimelineEntry]:
    if facts.eta is not None:
        yield _moment("executable", facts.eta, happened=facts.eta <= now)
    state = proposal_state(facts, now)
    if state in _CAN_EXPIRE:
        start = facts.deadline if facts.eta is None else facts.eta
        yield _moment("expires", start + facts.grace_period, happened=state is ProposalState.EXPIRED)


def _moment(name: str, time: int, *, happened: bool) -> TimelineEntry:
    return TimelineEntry(event=name, time=time, happened=happened, tx_hash=None)
