"""How many of those who could vote have: by proposal."""

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState, proposal_state
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.proposal_lists import load_proposals_before
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import HouseCount, house_counts, state_facts
from lexiarch.store.tables import decode_amount
from lexiarch.store.votes import load_token_ballot_counts
from lexiarch.views.cursors import ParticipationCursor
from lexiarch.views.models import HouseParticipation, Page, Participation
from lexiarch.views.moment import GovernorClock
from lexiarch.views.pages import build_page, page_of
from lexiarch.views.titles import title_of

_WHOLE = 10_000
"""Hundredths of a percent."""
_NOT_VOTED_ON = (ProposalState.PENDING, ProposalState.CANCELED)


def build_participation(
    reader: Reader, deployment: Deployment, limit: int, cursor: str | None
) -> Page[Participation]:
    """Of proposals whose vote has begun and was not called off, newest first.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    counts: dict[bytes, int] = {}

    def load(before: Place, count: int) -> list[ProposalRecord]:
        records = load_proposals_before(reader, clock.kind, before, count)
        counts.update(load_token_ballot_counts(reader, [record.proposal_id for record in records]))
        return records

    def build(record: ProposalRecord) -> Participation | None:
        state = proposal_state(state_facts(record, deployment), clock.now)
        if state in _NOT_VOTED_ON:
            return None
        tokens, persons = house_counts(record, deployment.governor)
        return Participation(
            proposal_id=decode_amount(record.proposal_id),
            title=title_of(record.description),
            state=state,
            snapshot=clock.time_of(record.snapshot),
            deadline=clock.time_of(record.deadline),
            token_house=_house(tokens, counts.get(record.proposal_id, 0)),
            holder_house=_house(persons, persons.tally.total),
        )

    items, place = build_page(load, build, limit, ParticipationCursor.after(cursor))
    return page_of(items, place, ParticipationCursor)


def _house(count: HouseCount, ballots: int) -> HouseParticipation:
    cast = count.tally.total
    return HouseParticipation(
        asked=count.asked,
        ballots=ballots,
        cast=cast,
        electorate=count.electorate,
        share=cast * _WHOLE // count.electorate if count.electorate else 0,
    )
