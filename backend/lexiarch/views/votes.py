"""Ballots of a proposal, and of an account."""

from enum import StrEnum
from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import ProposalNotFound
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Reader
from lexiarch.store.proposal_lists import has_proposal
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.store.votes import (
    Ballots,
    VoteRecord,
    load_ballots_before,
    load_ballots_below,
    load_ballots_of_before,
)
from lexiarch.views.cursors import AccountVotesCursor, HeaviestVotesCursor, VotesCursor
from lexiarch.views.models import HouseName, Page, Vote
from lexiarch.views.moment import load_present
from lexiarch.views.pages import build_page, page_of
from lexiarch.views.text import address_text, hash_text
from lexiarch.views.titles import title_of


class VoteOrder(StrEnum):
    """In which order ballots are listed."""

    TIME = "time"  # newest first
    WEIGHT = "weight"  # the heaviest in the token house first


class VotesAsked(NamedTuple):
    """Which ballots of a proposal are asked for, and in which order."""

    house: HouseName | None = None
    """Only those that counted in this house."""
    support: Support | None = None
    """Only those that say this."""
    voter: Address | None = None
    """Only this account's."""
    order: VoteOrder = VoteOrder.TIME


def build_votes(
    reader: Reader, proposal_id: int, asked: VotesAsked, limit: int, cursor: str | None
) -> Page[Vote]:
    """Ballots on a proposal.

    Raises:
        ProposalNotFound: no proposal has this id.
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    key = encode_amount(proposal_id)
    if not has_proposal(reader, key):
        raise ProposalNotFound(proposal_id)
    ballots = Ballots(
        key,
        in_token_house=asked.house is HouseName.TOKEN,
        in_holder_house=asked.house is HouseName.HOLDER,
        support=None if asked.support is None else asked.support.number,
        voter=asked.voter,
    )
    if asked.order is VoteOrder.WEIGHT:
        return _heaviest(reader, ballots, limit, cursor)
    after = VotesCursor.after(cursor)
    items, next_place = build_page(
        lambda before, count: load_ballots_before(reader, ballots, before, count), build_vote, limit, after
    )
    return page_of(items, next_place, VotesCursor)


def _heaviest(reader: Reader, ballots: Ballots, limit: int, cursor: str | None) -> Page[Vote]:
    found = load_ballots_below(reader, ballots, HeaviestVotesCursor.after(cursor), limit + 1)
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return Page(
        items=[build_vote(record) for record in found[:limit]],
        next_cursor=HeaviestVotesCursor(last.weight, *last.place).encode() if last else None,
    )


def build_account_votes(reader: Reader, address: bytes, limit: int, cursor: str | None) -> Page[Vote]:
    """Ballots of an account, newest first.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    voter = Address(address)
    after = AccountVotesCursor.after(cursor)
    items, next_place = build_page(
        lambda before, count: load_ballots_of_before(reader, voter, before, count), build_vote, limit, after
    )
    return page_of(items, next_place, AccountVotesCursor)


def build_vote(record: VoteRecord) -> Vote:
    """One ballot."""
    return Vote(
        proposal_id=decode_amount(record.proposal_id),
        proposal_title=title_of(record.description),
        voter=address_text(record.voter),
        support=Support.of(record.support),
        weight=decode_amount(record.weight),
        **_parts(record),
        in_holder_house=record.person_tag is not None,
        reason=record.reason,
        time=record.block_time,
        block=record.block_number,
        tx_hash=hash_text(record.tx_hash),
    )


_PARTS = ("weight_against", "weight_for", "weight_abstain")  # in the order of `support`


def _parts(record: VoteRecord) -> dict[str, int]:
    if record.split:
        return {
            name: int.from_bytes(record.split[start : start + 16], "big")
            for name, start in zip(_PARTS, (0, 16, 32), strict=True)
        }
    weight = decode_amount(record.weight)
    return {name: weight if support == record.support else 0 for support, name in enumerate(_PARTS)}
