"""Accounts that others let vote for them, the most powerful first."""

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader
from lexiarch.store.delegates import (
    HIGHEST,
    load_delegates_after,
    load_delegator_counts,
    load_vote_counts,
)
from lexiarch.store.holders import load_live_accounts
from lexiarch.store.tables import decode_amount
from lexiarch.views.cursors import DelegatesCursor
from lexiarch.views.models import Delegate, Page
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text


def build_delegates(reader: Reader, limit: int, cursor: str | None) -> Page[Delegate]:
    """Accounts with voting power, by power at the block of the first page: no page repeats or skips one.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    start = DelegatesCursor(present.number, *HIGHEST) if cursor is None else DelegatesCursor.decode(cursor)
    found = load_delegates_after(reader, start.pinned_block, start.standing, limit + 1)
    standings = found[:limit]
    accounts = [Address(standing.account) for standing in standings]
    delegators = load_delegator_counts(reader, accounts)
    votes = load_vote_counts(reader, accounts)
    live = load_live_accounts(reader, accounts, present.timestamp)
    items = [
        Delegate(
            address=address_text(account),
            power=decode_amount(standing.votes),
            delegators=delegators.get(account, 0),
            votes_cast=votes.get(account, 0),
            is_holder=account in live,
        )
        for account, standing in zip(accounts, standings, strict=True)
    ]
    more = len(found) > limit
    return Page(
        items=items,
        next_cursor=DelegatesCursor(start.pinned_block, *standings[-1]).encode() if more else None,
    )
