"""The roll and the lists around it: holders, issuers, delegates."""

from typing import Annotated

from fastapi import APIRouter, Query

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import BAD_PAGE, DEFAULT_LIMIT, AddressParam, Cursor, Limit, PersonTagText
from lexiarch.domain.errors import AddressInvalid, IdInvalid, IssuerNotFound, PersonTagNotFound
from lexiarch.domain.words import HolderStatus
from lexiarch.views import (
    build_delegates,
    build_draw,
    build_grounds,
    build_holder,
    build_holders,
    build_issuer,
    build_issuers,
    build_tree,
    examples,
)
from lexiarch.views.delegates import DelegateOrder
from lexiarch.views.holders import ListedStatus
from lexiarch.views.issuer_models import IssuerRecord
from lexiarch.views.models import Attestation, Delegate, Draw, Ground, Issuer, Page, Tree
from lexiarch.views.text import parse_address, parse_person_tag

router = APIRouter(route_class=TaggedRoute)

_NO_TAG = (IdInvalid("0x12", "a person tag"), PersonTagNotFound("0x" + "5e" * 32))
_NO_ISSUER = (AddressInvalid("0x123"), IssuerNotFound("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"))


@router.get(
    "/holders",
    tags=["roll"],
    summary="iDs on the roll",
    responses=answers(examples.HOLDERS, "A page of iDs", BAD_PAGE),
)
def list_holders(
    context: Ctx,
    status: Annotated[
        ListedStatus, Query(description="iDs of this standing.", examples=["live"])
    ] = HolderStatus.LIVE,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Attestation]:
    """iDs by the time of their last attestation, newest first; nothing else orders them.

    Only live iDs and those that ran out can be listed. What became of any other is told to whoever presents
    its tag or account. A page may be shorter than `limit` though more follow: only the last has no
    `next_cursor`.
    """
    with context.database.read() as reader:
        return build_holders(reader, status, limit, cursor)


@router.get(
    "/holders/{person_tag}",
    tags=["roll"],
    summary="The standing of one iD",
    responses=answers(examples.ATTESTATION, "The iD", _NO_TAG),
)
def get_holder(context: Ctx, person_tag: PersonTagText) -> Attestation:
    """What the roll knows of the iD with this tag: live, suspended, expired, ended or left; never why."""
    tag = parse_person_tag(person_tag)
    with context.database.read() as reader:
        return build_holder(reader, tag)


@router.get(
    "/issuers",
    tags=["roll"],
    summary="Issuers and their accreditations",
    responses=answers([examples.ISSUER], "Every accreditation ever given, by number"),
)
def list_issuers(context: Ctx) -> list[Issuer]:
    """Who may attest what, until when, and what came of it: issuers' acts are counted in public."""
    with context.database.read() as reader:
        return build_issuers(reader)


@router.get(
    "/issuers/{address}",
    tags=["roll"],
    summary="One issuer and the history of its accreditations",
    responses=answers(examples.ISSUER_RECORD, "The issuer", _NO_ISSUER),
)
def get_issuer(context: Ctx, address: AddressParam) -> IssuerRecord:
    """Its terms, what became of them and when, and numbers of what came of its word; nobody is named.

    That an accreditation ran out is in its history though no transaction says it.
    """
    issuer = parse_address(address)
    with context.database.read() as reader:
        return build_issuer(reader, issuer)


@router.get(
    "/grounds",
    tags=["roll"],
    summary="Grounds on which an iD can be ended",
    responses=answers([examples.GROUND], "Every ground ever listed, the oldest first"),
)
def list_grounds(context: Ctx) -> list[Ground]:
    """The closed list that only the DAO keeps. A case that rests on nothing in it is worth nothing."""
    with context.database.read() as reader:
        return build_grounds(reader)


@router.get(
    "/tree",
    tags=["roll"],
    summary="The tree for secret ballots",
    responses=answers(examples.TREE, "The tree as a whole"),
)
def get_tree(context: Ctx) -> Tree:
    """Root and size, and how many commitments wait to be pruned or refreshed, which anybody may do."""
    with context.database.read() as reader:
        return build_tree(reader)


@router.get(
    "/delegates",
    tags=["accounts"],
    summary="Accounts with voting power",
    responses=answers(examples.DELEGATES, "A page of delegates", BAD_PAGE),
)
def list_delegates(
    context: Ctx,
    order: Annotated[
        DelegateOrder,
        Query(description="By lot, drawn anew each day (UTC), or the most votes first.", examples=["votes"]),
    ] = DelegateOrder.LOT,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[Delegate]:
    """Who can cast votes in the token house. All pages are of the block of the first one.

    By lot, `/delegates/draw` says what the order is drawn from. A cursor of that order is good for the day of
    its draw and the next one. A page may be shorter than `limit` though more follow: only the last has no
    `next_cursor`.
    """
    with context.database.read() as reader:
        return build_delegates(reader, context.draws, order, limit, cursor)


@router.get(
    "/delegates/draw",
    tags=["accounts"],
    summary="What today's order of delegates is drawn from",
    responses=answers(examples.DRAW, "The draw"),
)
def get_draw(context: Ctx) -> Draw:
    """Whoever wants to can draw the order again: accounts with votes at the end of the block before, by
    keccak256 of the block's hash followed by the account (32 and 20 bytes), the lowest first.
    """
    with context.database.read() as reader:
        return build_draw(reader, context.draws)
