"""Amounts as people read them: grouped, short, never more than is there. The title has the exact value."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from babel.numbers import format_percent

from lexiarch.dashboard.language import current, number
from lexiarch.domain.deployment import Deployment

_SMALLEST_SHOWN = Decimal("0.0001")
_ETHER_DECIMALS = 18
_DIGITS = 100
"""More than any amount has: nothing is rounded by accident."""
_decimals: ContextVar[int] = ContextVar("decimals", default=18)


@contextmanager
def decimals_of(deployment: Deployment) -> Iterator[None]:
    """Within it, amounts are of the token of this DAO."""
    before = _decimals.set(deployment.governor.decimals)
    try:
        yield
    finally:
        _decimals.reset(before)


def exact_units(value: int) -> str:
    """A number of the token's smallest units, exact: `1,250.5`."""
    return _exact(value, _decimals.get())


def ether(value: int) -> str:
    """Wei as ether, exact, whatever the token's decimals are: `0.25`."""
    return _exact(value, _ETHER_DECIMALS)


def _exact(value: int, decimals: int) -> str:
    with localcontext() as context:
        context.prec = _DIGITS
        return number(Decimal(value).scaleb(-decimals).normalize())


def short_units(value: int, *, round_up: bool = False) -> str:
    """The same with at most two decimals, or four below 1; rounded down if not told else."""
    with localcontext() as context:
        context.prec = _DIGITS
        amount = Decimal(value).scaleb(-_decimals.get())
        if 0 < amount < _SMALLEST_SHOWN:
            return f"<{number(_SMALLEST_SHOWN)}"
        step = Decimal("0.01") if amount >= 1 else _SMALLEST_SHOWN
        return number(amount.quantize(step, ROUND_CEILING if round_up else ROUND_FLOOR).normalize())


def tokens_text(value: int, symbol: str, *, round_up: bool = False) -> str:
    """The same with the token's symbol."""
    return f"{short_units(value, round_up=round_up)} {symbol}"


def percent(part: int, whole: int) -> str:
    """A share with at most one decimal, rounded down: `62.5%`."""
    tenths = part * 1000 // whole if whole else 0
    if tenths == 0 and part and whole:
        return f"<{_percent(1)}"
    return _percent(tenths)


def whole_percent(value: int) -> str:
    """A number of hundredths: `25%`."""
    return _percent(value * 10)


def _percent(tenths: int) -> str:
    return format_percent(Decimal(tenths) / 1000, locale=current().locale, decimal_quantization=False)
