"""Ballots on a proposal: who voted what, how the counts grew, who has not voted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import BAD_PAGE, DEFAULT_LIMIT, NO_PROPOSAL, Cursor, Limit, ProposalIdText
from lexiarch.domain.errors import AddressInvalid, VotersSecret
from lexiarch.domain.proposals import Support
from lexiarch.views import build_nonvoters, build_progress, build_votes, examples
from lexiarch.views.models import HouseName, Nonvoter, Page, Progress, Vote
from lexiarch.views.text import parse_address, parse_uint_id
from lexiarch.views.votes import VoteOrder, VotesAsked

router = APIRouter(prefix="/proposals", tags=["proposals"], route_class=TaggedRoute)


def read_asked(
    house: Annotated[
        HouseName | None, Query(description="Only ballots that counted in this house.", examples=["holder"])
    ] = None,
    support: Annotated[
        Support | None, Query(description="Only ballots that say this.", examples=["For"])
    ] = None,
    voter: Annotated[
        str | None,
        Query(
            description="Only this account's ballot.", examples=["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"]
        ),
    ] = None,
    order: Annotated[
        VoteOrder,
        Query(
            description="`time`: newest first; `weight`: the heaviest in the token house first.",
            examples=["weight"],
        ),
    ] = VoteOrder.TIME,
) -> VotesAsked:
    """Which ballots a request asks for."""
    return VotesAsked(house, support, parse_address(voter) if voter else None, order)


Asked = Annotated[VotesAsked, Depends(read_asked)]


@router.get(
    "/{id}/votes",
    summary="Ballots on a proposal",
    responses=answers(
        examples.VOTES, "A page of ballots", (*NO_PROPOSAL, *BAD_PAGE, AddressInvalid("0x123"))
    ),
)
def list_proposal_votes(
    context: Ctx,
    proposal_id: ProposalIdText,
    asked: Asked,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Vote]:
    """Who voted what, with which weight, and why if they said so. One ballot may count in both houses.

    A cursor is of one order: pass it with the same `order`.
    """
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        return build_votes(reader, number, asked, limit, cursor)


@router.get(
    "/{id}/progress",
    summary="How the counts grew",
    responses=answers(examples.PROGRESS, "Both houses' counts over time", NO_PROPOSAL),
)
def get_progress(context: Ctx, proposal_id: ProposalIdText) -> Progress:
    """Each house's count after each ballot, oldest first; of many ballots, about a hundred, evenly chosen."""
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        return build_progress(reader, context.deployment, number)


@router.get(
    "/{id}/nonvoters",
    summary="Who has not voted",
    responses=answers(
        examples.NONVOTERS,
        "A page of those who have not voted",
        (*NO_PROPOSAL, *BAD_PAGE, VotersSecret(7)),
    ),
)
def list_nonvoters(
    context: Ctx,
    proposal_id: ProposalIdText,
    house: Annotated[HouseName, Query(description="Of this house.", examples=["holder"])] = HouseName.TOKEN,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Nonvoter]:
    """In the token house, accounts with power at the snapshot, the most powerful first.

    In the holder house, persons on the roll at the snapshot whose iD stands, the newest attestation first.
    Until the snapshot has passed, those who would be asked if it were now.

    Refused for the holder house where persons vote in secret. A page may be shorter than `limit` though more
    follow: only the last has no `next_cursor`.
    """
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        return build_nonvoters(reader, context.deployment, (number, house), limit, cursor)
