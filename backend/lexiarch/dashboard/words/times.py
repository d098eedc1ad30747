"""Times in words. Absolute times are UTC here; the browser turns them into the reader's zone."""

from lexiarch.dashboard.words.amounts import counted
from lexiarch.views.times import moment

_STEPS = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600), ("minute", 60))
_PARTS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def absolute(time: int) -> str:
    """`12 Mar 2026, 14:05 UTC`."""
    shown = moment(time)
    return f"{shown.day} {shown:%b %Y, %H:%M} UTC"


def day(time: int) -> str:
    """`12 Mar 2026`: for terms of months, where the hour says nothing."""
    shown = moment(time)
    return f"{shown.day} {shown:%b %Y}"


def relative(time: int, now: int) -> str:
    """`in 3 days`, `2 hours ago`, `just now`."""
    distance = abs(time - now)
    for unit, seconds in _STEPS:
        if distance >= seconds:
            amount = counted(distance // seconds, unit)
            return f"in {amount}" if time > now else f"{amount} ago"
    return "in a moment" if time > now else "just now"


def duration(seconds: int) -> str:
    """A length of time in its two largest units: `1 day 12 hours`."""
    parts: list[str] = []
    rest = seconds
    for unit, length in _PARTS:
        if rest >= length:
            parts.append(counted(rest // length, unit))
            rest %= length
    return " ".join(parts[:2]) or "no time"
