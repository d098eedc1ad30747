"""Accounts that others let vote for them: in the order of the day, or the most powerful first."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from lexiarch.domain.errors import CursorInvalid
from lexiarch.store.database import Reader
from lexiarch.store.delegates import (
    HIGHEST,
    Standing,
    load_delegates_after,
    load_delegator_counts,
    load_standings_of,
    load_vote_counts,
)
from lexiarch.store.holders import load_live_accounts
from lexiarch.store.tables import decode_amount
from lexiarch.views.cursors import DelegatesCursor, DrawnDelegatesCursor
from lexiarch.views.draws import Draws, Listing
from lexiarch.views.models import Delegate, Page
from lexiarch.views.moment import load_present
from lexiarch.views.pages import build_page
from lexiarch.views.text import address_text


class DelegateOrder(StrEnum):
    """In which order delegates are listed."""

    LOT = "lot"  # drawn anew each day
    VOTES = "votes"  # the most powerful first


def build_delegates(
    reader: Reader, draws: Draws, order: DelegateOrder, limit: int, cursor: str | None
) -> Page[Delegate]:
    """Accounts with voting power at the block of the first page: no page repeats or skips one.

    Raises:
        CursorInvalid: the cursor is not of this list, or of a draw that is over.
        IndexEmpty: nothing is indexed yet.
    """
    if order is DelegateOrder.VOTES:
        return _by_votes(reader, limit, cursor)
    return _by_lot(reader, draws, limit, cursor)


def _by_votes(reader: Reader, limit: int, cursor: str | None) -> Page[Delegate]:
    present = load_present(reader)
    start = DelegatesCursor(present.number, *HIGHEST) if cursor is None else DelegatesCursor.decode(cursor)
    found = load_delegates_after(reader, start.pinned_block, start.standing, limit + 1)
    standings = found[:limit]
    more = len(found) > limit
    return Page(
        items=_describe(reader, standings),
        next_cursor=DelegatesCursor(start.pinned_block, *standings[-1]).encode() if more else None,
    )


class _Drawn(NamedTuple):
    place: int
    standing: Standing | None
    """None when the account has no power any more."""


def _by_lot(reader: Reader, draws: Draws, limit: int, cursor: str | None) -> Page[Delegate]:
    asked = DrawnDelegatesCursor.decode(cursor) if cursor is not None else None
    order = draws.find(reader, asked.drawn_from if asked else None)
    if order is None:
        raise CursorInvalid(cursor or "")
    pinned = asked.pinned_block if asked else load_present(reader).number
    listing = Listing(reader, order, pinned)

    def load(place: int, count: int) -> list[_Drawn]:
        accounts = listing.after(place, count)
        standings = load_standings_of(reader, pinned, accounts)
        return [_Drawn(at, standings.get(account)) for at, account in enumerate(accounts, place + 1)]

    standings, place = build_page(load, lambda drawn: drawn.standing, limit, asked.place if asked else 0)
    following = DrawnDelegatesCursor(pinned, order.drawn_from, place).encode() if place else None
    return Page(items=_describe(reader, standings), next_cursor=following)


def _describe(reader: Reader, standings: Sequence[Standing]) -> list[Delegate]:
    accounts = [standing.account for standing in standings]
    delegators = load_delegator_counts(reader, accounts)
    votes = load_vote_counts(reader, accounts)
    live = load_live_accounts(reader, accounts, load_present(reader).timestamp)
    return [
        Delegate(
            address=address_text(standing.account),
            power=decode_amount(standing.votes),
            delegators=delegators.get(standing.account, 0),
            votes_cast=votes.get(standing.account, 0),
            is_holder=standing.account in live,
        )
        for standing in standings
    ]
