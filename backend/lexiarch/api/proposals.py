"""Proposals: the list, one in full, who can vote on it, what it would do."""

from typing import Annotated

from fastapi import APIRouter, Body, Query

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import (
    BAD_PAGE,
    DEFAULT_LIMIT,
    NO_PROPOSAL,
    AddressParam,
    Cursor,
    Limit,
    ProposalIdText,
)
from lexiarch.domain.errors import AddressInvalid, ParameterInvalid, SimulationsBusy
from lexiarch.domain.proposals import ProposalState
from lexiarch.views import (
    build_eligibility,
    build_preview,
    build_proposal,
    build_proposals,
    build_proposer,
    examples,
)
from lexiarch.views.draft_models import Draft, Preview, Proposer
from lexiarch.views.models import Eligibility, Page, Proposal, ProposalSummary
from lexiarch.views.simulation import build_execution
from lexiarch.views.simulation_models import Simulation
from lexiarch.views.text import parse_address, parse_uint_id

router = APIRouter(prefix="/proposals", tags=["proposals"], route_class=TaggedRoute)
drafts = APIRouter(prefix="/drafts", tags=["proposals"])
"""Answers depend on the request's body: without an entity tag."""

_BAD_DRAFT = ParameterInvalid(
    "The body parameter actions is wrong: list should have at most 50 items after validation, not 51.",
    "Correct actions, or leave it out; /api/v1/openapi.json says what it may be.",
)


@router.get(
    "",
    summary="Proposals, newest first",
    responses=answers(examples.PROPOSALS, "A page of proposals", BAD_PAGE),
)
def list_proposals(
    context: Ctx,
    state: Annotated[
        ProposalState | None, Query(description="Only proposals in this state.", examples=["Active"])
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[ProposalSummary]:
    """All proposals, or those in one state at the time of the last indexed block.

    With `state`, a page may be shorter than `limit` though more follow: only the last has no `next_cursor`.
    """
    with context.database.read() as reader:
        return build_proposals(reader, context.deployment, state, limit, cursor)


@drafts.post(
    "/preview",
    summary="What a proposal would do and ask",
    responses=answers(
        examples.PREVIEW, "What would become of the draft", (AddressInvalid("0x123"), _BAD_DRAFT)
    ),
)
def preview_proposal(context: Ctx, draft: Annotated[Draft, Body(examples=[examples.DRAFT_JSON])]) -> Preview:
    """A draft's calls decoded, the houses and quorums that they need, and what would make it fail.

    Nothing is stored. With `proposer`, also whether that account could propose it, and why not.
    """
    with context.database.read() as reader:
        return build_preview(reader, context.deployment, draft)


@router.get(
    "/eligibility/{address}",
    summary="Whether an account can propose, and why not",
    responses=answers(examples.PROPOSER, "Whether it could", (AddressInvalid("0x123"),)),
)
def get_proposer(context: Ctx, address: AddressParam) -> Proposer:
    """A person on the roll may propose, and so may anybody with the threshold of voting power.

    If the account may do neither: every reason, and what can be done about it.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        return build_proposer(reader, context.deployment, account)


@router.get(
    "/{id}",
    summary="One proposal",
    responses=answers(examples.PROPOSAL, "The proposal", NO_PROPOSAL),
)
def get_proposal(context: Ctx, proposal_id: ProposalIdText) -> Proposal:
    """Both houses' counts and quorums, the decoded actions, and the timeline with past and coming moments."""
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        return build_proposal(reader, context.deployment, number)


@router.get(
    "/{id}/simulation",
    summary="What the execution would do",
    responses=answers(
        examples.SIMULATION,
        "What a node finds at the last indexed block",
        (*NO_PROPOSAL, SimulationsBusy()),
    ),
)
def get_simulation(context: Ctx, proposal_id: ProposalIdText) -> Simulation:
    """The actions tried on a node, as if the proposal were executed now, whatever its state.

    Tells by action whether it would succeed, which events it would leave, and by target whether the code is
    what it was when the proposal was made. It is tried once a block, and a few at a time; when the node does
    not answer, or has too many others to try, the answer is 503.
    """
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        execution = build_execution(reader, context.deployment, number)
    return context.simulator.simulate(execution)


@router.get(
    "/{id}/eligibility/{address}",
    summary="Whether an account can vote, and why not",
    responses=answers(
        examples.ELIGIBILITY, "What would become of a ballot", (*NO_PROPOSAL, AddressInvalid("0x123"))
    ),
)
def get_eligibility(context: Ctx, proposal_id: ProposalIdText, address: AddressParam) -> Eligibility:
    """By house: whether a ballot cast now would count, with which weight, else why not and what can be done.

    Tokens count as they were delegated at the snapshot. A person counts if their iD stood at the snapshot,
    with whatever account, and stands with this one when the ballot is cast; where persons vote in secret, if
    they were in the tree when it was frozen.
    """
    number, account = parse_uint_id(proposal_id), parse_address(address)
    with context.database.read() as reader:
        return build_eligibility(reader, context.deployment, number, account)
