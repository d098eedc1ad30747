"""Who let whom cast the votes of their tokens."""

from lexiarch.domain.chain import ZERO_ADDRESS
from lexiarch.store.tables import DelegationRow
from lexiarch.views.models import Delegation
from lexiarch.views.text import address_text, hash_text


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
