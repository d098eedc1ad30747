"""Accounts: tokens, delegation, iD, ballots."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import WithJsonSchema

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import BAD_PAGE, DEFAULT_LIMIT, AddressParam, Cursor, Limit
from lexiarch.domain.errors import AddressInvalid, ParameterInvalid
from lexiarch.views import (
    build_account,
    build_account_votes,
    build_delegations,
    build_open_votes,
    build_powers,
    examples,
)
from lexiarch.views.models import Account, Delegation, OpenVote, Page, PowerChange, Vote
from lexiarch.views.text import parse_address

router = APIRouter(prefix="/accounts", tags=["accounts"], route_class=TaggedRoute)

_BAD_TIME = ParameterInvalid(
    "at=99999999999 is not a past time.", "Give seconds since 1970, at most 1790000000, or leave it out."
)


@router.get(
    "/{address}",
    summary="One account, now or at a past time",
    responses=answers(examples.ACCOUNT, "The account", (AddressInvalid("0x123"), _BAD_TIME)),
)
def get_account(
    context: Ctx,
    address: AddressParam,
    at: Annotated[
        Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0})] | None,
        Query(
            description="Seconds since 1970, not later than the last indexed block; leave it out for now.",
            examples=[1_790_000_000],
        ),
    ] = None,
) -> Account:
    """Balance, voting power, delegate and standing on the roll. An account that nobody has seen has nothing.

    `is_holder` is what the roll's `isHolderAt` says for the same time.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        return build_account(reader, context.deployment, account, at)


@router.get(
    "/{address}/open-votes",
    summary="What waits for an account's ballot",
    responses=answers(examples.OPEN_VOTES, "Proposals that are voted on now", (AddressInvalid("0x123"),)),
)
def list_open_votes(context: Ctx, address: AddressParam) -> list[OpenVote]:
    """Proposals on which a ballot of the account would count now and was not cast, the next to end first.

    Those on which its person may vote in secret are among them until they end: nobody knows whether they did.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        return build_open_votes(reader, context.deployment, account)


@router.get(
    "/{address}/votes",
    summary="Ballots of an account, newest first",
    responses=answers(examples.VOTES, "A page of ballots", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_votes(
    context: Ctx, address: AddressParam, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[Vote]:
    """What the account voted, on all proposals."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_account_votes(reader, account, limit, cursor)


@router.get(
    "/{address}/power",
    summary="Voting power of an account over time, newest first",
    responses=answers(examples.POWERS, "A page of changes", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_powers(
    context: Ctx, address: AddressParam, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[PowerChange]:
    """The votes that the account could cast in the token house after each change of them."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_powers(reader, account, limit, cursor)


@router.get(
    "/{address}/delegations",
    summary="Delegations from an account and to it, newest first",
    responses=answers(examples.DELEGATIONS, "A page of changes", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_delegations(
    context: Ctx, address: AddressParam, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[Delegation]:
    """Changes of the account's own delegate, and of those accounts that chose it or left it."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_delegations(reader, account, limit, cursor)
