"""The moments of a proposal's life, past and ahead."""

from collections.abc import Iterator, Sequence

from lexiarch.domain.proposals import Present, ProposalFacts, ProposalState, expiry_of, proposal_state
from lexiarch.domain.words import Step
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.tables import ProposalStepRow
from lexiarch.views.models import TimelineEntry
from lexiarch.views.moment import GovernorClock
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
    record: ProposalRecord, facts: ProposalFacts, steps: Sequence[ProposalStepRow], clock: GovernorClock
) -> list[TimelineEntry]:
    """In order of time, without what can no longer come, and without what the vote has yet to decide."""
    entries = [*_acts(record, steps), *_voting(facts, steps, clock), *_deadlines(facts, clock.now)]
    entries.sort(key=lambda entry: (entry.time, _EVENTS.index(entry.event)))
    return [entry for entry in entries if entry.happened] if facts.canceled else entries


def _acts(record: ProposalRecord, steps: Sequence[ProposalStepRow]) -> Iterator[TimelineEntry]:
    acts = [("created", record.block_time, record.tx_hash)]
    acts += [(step.step, step.block_time, step.tx_hash) for step in steps]
    for name, time, tx_hash in dict.fromkeys(acts):  # governor and timelock may both say it
        yield TimelineEntry(event=name, time=time, happened=True, tx_hash=hash_text(tx_hash))


def _voting(
    facts: ProposalFacts, steps: Sequence[ProposalStepRow], clock: GovernorClock
) -> Iterator[TimelineEntry]:
    """A proposal that was canceled met only what lay before that."""
    ends = [each for each in steps if each.step == Step.CANCELED]
    points = (clock.point_at(each.block_number, each.block_time) for each in ends)
    until = min(points, default=clock.now.point)
    yield _moment("voting_starts", clock.time_of(facts.snapshot), happened=facts.snapshot < until)
    yield _moment("voting_ends", clock.time_of(facts.deadline), happened=facts.deadline < until)


def _deadlines(facts: ProposalFacts, now: Present) -> Iterator[TimelineEntry]:
    if facts.eta is not None:
        yield _moment("executable", facts.eta, happened=facts.eta <= now.time)
    state, expiry = proposal_state(facts, now), expiry_of(facts)
    if expiry is not None and state in _CAN_EXPIRE:
        yield _moment("expires", expiry, happened=state is ProposalState.EXPIRED)


def _moment(name: str, time: int, *, happened: bool) -> TimelineEntry:
    return TimelineEntry(event=name, time=time, happened=happened, tx_hash=None)
