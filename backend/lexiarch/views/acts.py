"""What an account did: votes, proposals and choices of a delegate, in one list."""

from collections.abc import Callable
from heapq import nlargest
from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.store.activity import load_proposals_by_before, place_of
from lexiarch.store.database import Reader
from lexiarch.store.delegations import BY, DelegationRecord, load_delegations_of_before
from lexiarch.store.keyset import Place
from lexiarch.store.tables import ProposalRow, decode_amount
from lexiarch.store.votes import VoteRecord, load_ballots_of_before
from lexiarch.views.cursors import ActsCursor
from lexiarch.views.delegations import build_delegation
from lexiarch.views.models import Act, ActKind, Page
from lexiarch.views.moment import load_present
from lexiarch.views.text import hash_text
from lexiarch.views.titles import title_of
from lexiarch.views.votes import build_vote


class _Placed(NamedTuple):
    place: Place
    act: Act


def build_acts(
    reader: Reader, address: bytes, kind: ActKind | None, limit: int, cursor: str | None
) -> Page[Act]:
    """Acts of an account, newest first; those of one kind, or all.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    account, after = Address(address), ActsCursor.after(cursor)
    kinds = ActKind if kind is None else [kind]
    found = [act for each in kinds for act in _LOAD[each](reader, account, after, limit + 1)]
    newest = nlargest(limit + 1, found, key=lambda placed: placed.place)
    more = len(newest) > limit
    return Page(
        items=[placed.act for placed in newest[:limit]],
        next_cursor=ActsCursor(*newest[limit - 1].place).encode() if more else None,
    )


def _votes(reader: Reader, account: Address, before: Place, limit: int) -> list[_Placed]:
    return [_vote(record) for record in load_ballots_of_before(reader, account, before, limit)]


def _vote(record: VoteRecord) -> _Placed:
    vote = build_vote(record)
    act = Act(
        kind=ActKind.VOTE,
        time=vote.time,
        block=vote.block,
        tx_hash=vote.tx_hash,
        proposal_id=vote.proposal_id,
        proposal_title=vote.proposal_title,
        vote=vote,
        delegation=None,
    )
    return _Placed(record.place, act)


def _proposals(reader: Reader, account: Address, before: Place, limit: int) -> list[_Placed]:
    return [_proposal(row) for row in load_proposals_by_before(reader, account, before, limit)]


def _proposal(row: ProposalRow) -> _Placed:
    act = Act(
        kind=ActKind.PROPOSAL,
        time=row.block_time,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
        proposal_id=decode_amount(row.proposal_id),
        proposal_title=title_of(row.description),
        vote=None,
        delegation=None,
    )
    return _Placed(place_of(row), act)


def _delegations(reader: Reader, account: Address, before: Place, limit: int) -> list[_Placed]:
    return [_delegation(row) for row in load_delegations_of_before(reader, account, before, limit, BY)]


def _delegation(row: DelegationRecord) -> _Placed:
    delegation = build_delegation(row)
    act = Act(
        kind=ActKind.DELEGATION,
        time=delegation.time,
        block=delegation.block,
        tx_hash=delegation.tx_hash,
        proposal_id=None,
        proposal_title=None,
        vote=None,
        delegation=delegation,
    )
    return _Placed(row.place, act)


_LOAD: dict[ActKind, Callable[[Reader, Address, Place, int], list[_Placed]]] = {
    ActKind.VOTE: _votes,
    ActKind.PROPOSAL: _proposals,
    ActKind.DELEGATION: _delegations,
}
