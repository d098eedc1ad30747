"""Accounts: tokens, delegation, iD, ballots."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import WithJsonSchema

from lexiarch.api import member_examples
from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import BAD_PAGE, DEFAULT_LIMIT, AddressParam, Cursor, Limit
from lexiarch.domain.errors import AddressInvalid, ParameterInvalid
from lexiarch.views import (
    build_account,
    build_account_data,
    build_account_votes,
    build_acts,
    build_delegations,
    build_delegators,
    build_member,
    build_open_votes,
    build_power_history,
    build_powers,
    examples,
)
from lexiarch.views.member_models import AccountData, MemberId
from lexiarch.views.models import (
    Account,
    Act,
    ActKind,
    Delegation,
    DelegationParty,
    Delegator,
    OpenVote,
    Page,
    PowerChange,
    PowerHistory,
    Vote,
)
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
    "/{address}/acts",
    summary="What an account did, newest first",
    responses=answers(examples.ACTS, "A page of acts", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_acts(
    context: Ctx,
    address: AddressParam,
    kind: Annotated[ActKind | None, Query(description="Only acts of this kind.", examples=["vote"])] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Act]:
    """Its open ballots with their reasons, its proposals, and its choices of a delegate."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_acts(reader, account, kind, limit, cursor)


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
    "/{address}/power/history",
    summary="Voting power of an account as a curve",
    responses=answers(examples.POWER_HISTORY, "The curve", (AddressInvalid("0x123"),)),
)
def get_account_power_history(context: Ctx, address: AddressParam) -> PowerHistory:
    """From the first change until now, oldest first: every change, or of many, about a hundred moments."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_power_history(reader, account)


@router.get(
    "/{address}/delegations",
    summary="Delegations from an account and to it, newest first",
    responses=answers(examples.DELEGATIONS, "A page of changes", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_delegations(
    context: Ctx,
    address: AddressParam,
    party: Annotated[
        DelegationParty | None,
        Query(
            description="Only those in which the account is the delegator, or the delegate come to or left.",
            examples=["delegate"],
        ),
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Delegation]:
    """Changes of the account's own delegate, and of those accounts that chose it or left it."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_delegations(reader, account, limit, cursor, party)


@router.get(
    "/{address}/delegators",
    summary="Who delegates to an account now, newest first",
    responses=answers(examples.DELEGATORS, "A page of delegators", (AddressInvalid("0x123"), *BAD_PAGE)),
)
def list_account_delegators(
    context: Ctx, address: AddressParam, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[Delegator]:
    """Accounts whose votes the account casts, itself included. All pages are of the first one's block."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_delegators(reader, account, limit, cursor)


@router.get(
    "/{address}/id",
    summary="The iD of an account, and what is pending about it",
    responses=answers(member_examples.MEMBER, "The iD", (AddressInvalid("0x123"),)),
)
def get_member(context: Ctx, address: AddressParam) -> MemberId:
    """Standing, every attestation that led to it, a pending case or recovery, and who could renew it.

    Nobody is told how an iD ended, nor of a case that is over.
    """
    account = parse_address(address)
    with context.database.read() as reader:
        return build_member(reader, account)


@router.get(
    "/{address}/data",
    summary="How much there is of an account",
    responses=answers(member_examples.DATA, "The lists and their lengths", (AddressInvalid("0x123"),)),
)
def get_account_data(context: Ctx, address: AddressParam) -> AccountData:
    """How long each list is that `export.json` has whole, and `export/{what}.csv` alone."""
    account = parse_address(address)
    with context.database.read() as reader:
        return build_account_data(reader, account)
