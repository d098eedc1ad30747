"""Who let whom cast the votes of their tokens, and what power that made, over time."""

from collections.abc import Sequence
from typing import Final

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.store.accounts import load_power_points, load_powers_before
from lexiarch.store.database import Reader
from lexiarch.store.delegations import (
    BY,
    CONCERNED,
    TO_OR_AWAY,
    DelegationRecord,
    load_delegations_of_before,
    load_delegators_before,
)
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.store.tables import PowerRow, decode_amount
from lexiarch.views.cursors import DelegationsCursor, DelegatorsCursor, PlaceCursor, PowerCursor
from lexiarch.views.models import (
    Delegation,
    DelegationParty,
    Delegator,
    Page,
    PowerChange,
    PowerHistory,
)
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text

_MOST: Final = 100
"""Points of a history."""
_PARTIES = {None: CONCERNED, DelegationParty.DELEGATOR: BY, DelegationParty.DELEGATE: TO_OR_AWAY}


def build_powers(reader: Reader, address: bytes, limit: int, cursor: str | None) -> Page[PowerChange]:
    """Voting power of an account after each change, newest first.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    rows = load_powers_before(reader, Address(address), PowerCursor.after(cursor), limit + 1)
    items = [build_power(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=_next(rows, limit, PowerCursor))


def build_power_history(reader: Reader, address: bytes) -> PowerHistory:
    """Voting power of an account from its first change until now.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    rows = load_power_points(reader, Address(address), _MOST)
    return PowerHistory(
        address=address_text(address), now=present.timestamp, points=[build_power(row) for row in rows]
    )


def build_delegations(
    reader: Reader,
    address: bytes,
    limit: int,
    cursor: str | None,
    party: DelegationParty | None = None,
) -> Page[Delegation]:
    """Changes of the account's own delegate, and of accounts that came to it or left it, newest first.

    Args:
        party: which of the two; None for both.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    after = DelegationsCursor.after(cursor)
    rows = load_delegations_of_before(reader, Address(address), after, limit + 1, _PARTIES[party])
    items = [build_delegation(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=_next(rows, limit, DelegationsCursor))


def build_delegators(reader: Reader, address: bytes, limit: int, cursor: str | None) -> Page[Delegator]:
    """Accounts whose votes an account casts, itself included, the newest first; as of the first page's block.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    first = DelegatorsCursor(present.number, *NEWEST)
    start = first if cursor is None else DelegatorsCursor.decode(cursor)
    rows = load_delegators_before(reader, Address(address), start.pinned_block, start.place, limit + 1)
    items = [
        Delegator(
            address=address_text(row.delegator),
            amount=_amount(row),
            since=row.block_time,
            block=row.block_number,
            tx_hash=hash_text(row.tx_hash),
        )
        for row in rows[:limit]
    ]
    more = len(rows) > limit
    following = DelegatorsCursor(start.pinned_block, *rows[limit - 1].place).encode() if more else None
    return Page(items=items, next_cursor=following)


def build_power(row: PowerRow) -> PowerChange:
    """One change of voting power."""
    return PowerChange(
        power=decode_amount(row.votes),
        time=row.block_time,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
    )


def build_delegation(row: DelegationRecord) -> Delegation:
    """One change of a delegate."""
    return Delegation(
        delegator=address_text(row.delegator),
        from_delegate=_delegate(row.from_delegate),
        to_delegate=_delegate(row.to_delegate),
        amount=_amount(row),
        time=row.block_time,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
    )


def _amount(row: DelegationRecord) -> int:
    return 0 if row.amount is None else decode_amount(row.amount)


def _delegate(account: bytes) -> str | None:
    return None if account == ZERO_ADDRESS else address_text(account)


def _next(
    rows: Sequence[PowerRow] | Sequence[DelegationRecord], limit: int, cursor: type[PlaceCursor]
) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return cursor(*Place(last.block_number, last.log_index)).encode()
