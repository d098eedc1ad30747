"""What is offered for gas (EIP-1559)."""

from typing import Final, NamedTuple

from lexiarch.domain.transactions import Fees

_RISE: Final = (9, 8)
"""Nodes want a tenth more for another version of a transaction; a base fee rises by an eighth at most."""


class Offer(NamedTuple):
    """Wei for a unit of gas."""

    max_fee: int
    """Tip included."""
    tip: int


def first_offer(fees: Fees, cap: int) -> Offer | None:
    """What a new transaction offers, enough for three full blocks on end; None when the cap is too low."""
    if fees.base >= cap:
        return None
    tip = min(fees.tip, cap - fees.base)
    return Offer(min(cap, fees.base * 3 // 2 + tip), tip)


def next_offer(last: Offer, fees: Fees, cap: int) -> Offer | None:
    """What another version of a transaction has to offer; None when that is over the cap."""
    now = first_offer(fees, cap) or last
    up, down = _RISE
    max_fee = max(now.max_fee, last.max_fee * up // down + 1)
    tip = max(now.tip, last.tip * up // down + 1)
    return Offer(max(max_fee, tip), tip) if max(max_fee, tip) <= cap else None
