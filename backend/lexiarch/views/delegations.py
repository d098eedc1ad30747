"""Who let whom cast the votes of their tokens, and what power that made, over time."""

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.store.accounts import load_powers_before
from lexiarch.store.database import Reader
from lexiarch.store.delegations import load_delegations_of_before
from lexiarch.store.keyset import Place
from lexiarch.store.tables import DelegationRow, PowerRow, decode_amount
from lexiarch.views.cursors import DelegationsCursor, PlaceCursor, PowerCursor
from lexiarch.views.models import Delegation, Page, PowerChange
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, hash_text


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


def build_delegations(reader: Reader, address: bytes, limit: int, cursor: str | None) -> Page[Delegation]:
    """Changes of the account's own delegate, and of accounts that came to it or left it, newest first.

    Raises:
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    load_present(reader)
    after = DelegationsCursor.after(cursor)
    rows = load_delegations_of_before(reader, Address(address), after, limit + 1)
    items = [build_delegation(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=_next(rows, limit, DelegationsCursor))


def build_power(row: PowerRow) -> PowerChange:
    """One change of voting power."""
    return PowerChange(
        power=decode_amount(row.votes),
        time=row.block_time,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
    )


def build_delegation(row: DelegationRow) -> Delegation:
    """One change of a delegate."""
    return Delegation(
        delegator=address_text(row.delegator),
        from_delegate=_delegate(row.from_delegate),
        to_delegate=_delegate(row.to_delegate),
        time=row.block_time,
        block=row.block_number,
        tx_hash=hash_text(row.tx_hash),
    )


def _delegate(account: bytes) -> str | None:
    return None if account == ZERO_ADDRESS else address_text(account)


def _next(rows: list[PowerRow] | list[DelegationRow], limit: int, cursor: type[PlaceCursor]) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return cursor(*Place(last.block_number, last.log_index)).encode()
