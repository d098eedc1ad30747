"""Amounts as people read them: grouped, short, never more than is there. The title has the exact value."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

_UNIT = Decimal(10) ** 18
_SMALLEST_SHOWN = Decimal("0.0001")


def exact_units(value: int) -> str:
    """A number of 10^-18 units, exact: `1,250.5`."""
    with localcontext() as context:
        context.prec = 100
        text = f"{Decimal(value) / _UNIT:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_units(value: int, *, round_up: bool = False) -> str:
    """A number of 10^-18 units with at most two decimals, or four below 1; rounded down if not told else."""
    with localcontext() as context:
        context.prec = 100
        amount = Decimal(value) / _UNIT
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
