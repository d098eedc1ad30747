"""Times in words. Absolute times are UTC here; the browser turns them into the reader's zone."""

from datetime import UTC, datetime

from lexiarch.dashboard.words.amounts import counted

_STEPS = (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600), ("minute", 60))
_PARTS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_LAST_SHOWN = 253_402_300_799
"""The end of the year 9999: later times (a contract may hold any) are shown as this."""


def _moment(time: int) -> datetime:
    return datetime.fromtimestamp(min(time, _LAST_SHOWN), UTC)


def iso(time: int) -> str:
    """For a machine: `2026-03-12T14:05:00Z`."""
    return _moment(time).strftime("%Y-%m-%dT%H:%M:%SZ")


def absolute(time: int) -> str:
    """`12 Mar 2026, 14:05 UTC`."""
    moment = _moment(time)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def day(time: int) -> str:
    """`12 Mar 2026`: for terms of months, where the hour says nothing."""
    moment = _moment(time)
    return f"{moment.day} {moment:%b %Y}"


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
