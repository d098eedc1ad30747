"""Proposals: the list, by state, and one in full."""

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState, proposal_state
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.proposal_lists import (
    load_actions,
    load_candidates_before,
    load_proposals_before,
    load_steps,
)
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import state_facts
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.store.votes import load_ballot_count, load_secret_ballot_count
from lexiarch.views.actions import build_action
from lexiarch.views.cursors import ProposalsCursor
from lexiarch.views.find import find_proposal
from lexiarch.views.houses import build_houses
from lexiarch.views.models import Page, Proposal, ProposalSummary
from lexiarch.views.moment import GovernorClock
from lexiarch.views.pages import build_page, page_of
from lexiarch.views.text import address_text, field_text, hash_text
from lexiarch.views.timeline import build_timeline
from lexiarch.views.titles import title_of
from lexiarch.views.warnings import build_warnings


def build_proposals(
    reader: Reader, deployment: Deployment, state: ProposalState | None, limit: int, cursor: str | None
) -> Page[ProposalSummary]:
    """Proposals, newest first; those in one state, or all.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)

    def load(before: Place, count: int) -> list[ProposalRecord]:
        if state is None:
            return load_proposals_before(reader, clock.kind, before, count)
        return load_candidates_before(reader, clock.kind, (state, clock.now.point), before, count)

    def build(record: ProposalRecord) -> ProposalSummary | None:
        summary = build_summary(record, deployment, clock)
        return summary if state in (None, summary.state) else None

    items, next_place = build_page(load, build, limit, ProposalsCursor.after(cursor))
    return page_of(items, next_place, ProposalsCursor)


def build_summary(record: ProposalRecord, deployment: Deployment, clock: GovernorClock) -> ProposalSummary:
    """A proposal as a list shows it."""
    token_house, holder_house = build_houses(record, deployment.governor, clock.now.point)
    return ProposalSummary(
        id=decode_amount(record.proposal_id),
        title=title_of(record.description),
        proposer=address_text(record.proposer),
        state=proposal_state(state_facts(record, deployment), clock.now),
        created=record.block_time,
        snapshot=clock.time_of(record.snapshot),
        deadline=clock.time_of(record.deadline),
        clock=clock.kind,
        snapshot_timepoint=record.snapshot,
        deadline_timepoint=record.deadline,
        token_house=token_house,
        holder_house=holder_house,
        secret=bool(record.secret),
    )


def build_proposal(reader: Reader, deployment: Deployment, proposal_id: int) -> Proposal:
    """One proposal in full.

    Raises:
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    key = encode_amount(proposal_id)
    record = find_proposal(reader, clock.kind, proposal_id)
    facts = state_facts(record, deployment)
    actions = load_actions(reader, key)
    return Proposal(
        **dict(build_summary(record, deployment, clock)),
        description=record.description,
        actions=[build_action(row, deployment) for row in actions],
        warnings=build_warnings(reader, deployment, actions),
        timeline=build_timeline(record, facts, load_steps(reader, key), clock),
        eta=record.eta,
        block=record.block_number,
        tx_hash=hash_text(record.tx_hash),
        ballots=load_ballot_count(reader, key),
        secret_ballots=load_secret_ballot_count(reader, key),
        secret_root=record.frozen_root and field_text(decode_amount(record.frozen_root)),
        secret_electorate=record.frozen_members,
    )
