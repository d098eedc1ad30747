"""The moments of proposals, for calendars."""

from collections.abc import Iterator, Sequence

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.proposals import ProposalFacts, ProposalState, expiry_of, proposal_state
from lexiarch.store.activity import load_steps_of
from lexiarch.store.database import Reader
from lexiarch.store.keyset import NEWEST
from lexiarch.store.proposal_lists import load_proposals_before
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import state_facts
from lexiarch.store.tables import ProposalStepRow, decode_amount
from lexiarch.views.find import find_proposal
from lexiarch.views.models import CalendarEvent
from lexiarch.views.moment import GovernorClock
from lexiarch.views.titles import title_of

LENGTH = 200
"""Proposals in a calendar: the newest."""

_PASSED = (ProposalState.SUCCEEDED, ProposalState.QUEUED, ProposalState.EXPIRED, ProposalState.EXECUTED)


def build_calendar(reader: Reader, deployment: Deployment) -> list[CalendarEvent]:
    """When votes open and end, and from when until when what they passed can be executed.

    A moment that will not come, since its proposal was canceled, or executed before it would have expired,
    stays as a canceled one: a calendar that has it must learn of it.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    return _build(reader, deployment, clock, load_proposals_before(reader, clock.kind, NEWEST, LENGTH))


def build_proposal_calendar(reader: Reader, deployment: Deployment, proposal_id: int) -> list[CalendarEvent]:
    """The same of one proposal.

    Raises:
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    record = find_proposal(reader, clock.kind, proposal_id)
    return _build(reader, deployment, clock, [record])


def _build(
    reader: Reader, deployment: Deployment, clock: GovernorClock, records: Sequence[ProposalRecord]
) -> list[CalendarEvent]:
    steps = load_steps_of(reader, [record.proposal_id for record in records])
    place = f"{deployment.chain_id}.0x{deployment.address(ContractName.GOVERNOR).hex()}"
    return [
        event
        for record in records
        for event in _events(record, steps[record.proposal_id], state_facts(record, deployment), clock, place)
    ]


def _events(
    record: ProposalRecord,
    steps: Sequence[ProposalStepRow],
    facts: ProposalFacts,
    clock: GovernorClock,
    place: str,
) -> Iterator[CalendarEvent]:
    proposal_id, title = decode_amount(record.proposal_id), title_of(record.description)
    for name, words, time, canceled in _moments(facts, clock):
        yield CalendarEvent(
            id=f"{proposal_id}-{name}@{place}",
            title=f"{words}: {title}",
            path=f"/proposals/{proposal_id}",
            time=time,
            revision=len(steps),
            updated=steps[-1].block_time if steps else record.block_time,
            canceled=canceled,
        )


def _moments(facts: ProposalFacts, clock: GovernorClock) -> Iterator[tuple[str, str, int, bool]]:
    """Name, words, time, and whether it was called off."""
    canceled = facts.canceled
    yield "voting-starts", "Vote opens", clock.time_of(facts.snapshot), canceled
    yield "voting-ends", "Vote ends", clock.time_of(facts.deadline), canceled
    if facts.eta is not None:
        yield "executable", "Can be executed", facts.eta, canceled
    expiry = expiry_of(facts)
    if expiry is not None and (facts.eta is not None or proposal_state(facts, clock.now) in _PASSED):
        yield "expires", "Expires", expiry, canceled or facts.executed
