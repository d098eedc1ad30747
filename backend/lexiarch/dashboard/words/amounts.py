"""Amounts as people read them: grouped, short, never more than is there. The title has the exact value."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from lexiarch.domain.deployment import Deployment

_SMALLEST_SHOWN = Decimal("0.0001")
_ETHER_DECIMALS = 18
_decimals: ContextVar[int] = ContextVar("decimals", default=18)


@contextmanager
def decimals_of(deployment: Deployment) -> Iterator[None]:
    """Within it, amounts are of the token of this DAO."""
    before = _decimals.set(deployment.governor.decimals)
    try:
        yield
    finally:
        _decimals.reset(before)


def _amount(value: int) -> Decimal:
    return Decimal(value).scaleb(-_decimals.get())


def exact_units(value: int) -> str:
    """A number of the token's smallest units, exact: `1,250.5`."""
    with localcontext() as context:
        context.prec = 100
        text = f"{_amount(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ether(value: int) -> str:
    """Wei as ether, exact, whatever the token's decimals are: `0.25`."""
    with localcontext() as context:
        context.prec = 100
        text = f"{Decimal(value).scaleb(-_ETHER_DECIMALS):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_units(value: int, *, round_up: bool = False) -> str:
    """The same with at most two decimals, or four below 1; rounded down if not told else."""
    with localcontext() as context:
        context.prec = 100
        amount = _amount(value)
        if 0 < amount < _SMALLEST_SHOWN:
            return "<0.0001"
        step = Decimal("0.01") if amount >= 1 else _SMALLEST_SHOWN
        text = f"{amount.quantize(step, ROUND_CEILING if round_up else ROUND_FLOOR):,f}"
    return text.rstrip("0").rstrip(".")


def percent(part: int, whole: int) -> str:
    """A share with at most one decimal, rounded down: `62.5%`."""
    if whole == 0 or part == 0:
        return "0%"
    tenths = part * 1000 // whole
    if tenths == 0:
        return "<0.1%"
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number and its noun: `1 person`, `2 persons`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
