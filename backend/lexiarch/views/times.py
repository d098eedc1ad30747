"""Times as text for machines."""

from datetime import UTC, datetime

_LAST = 253_402_300_799
"""The end of the year 9999: later times (a contract may hold any) are shown as this."""


def moment(time: int) -> datetime:
    """A time in UTC."""
    return datetime.fromtimestamp(min(time, _LAST), UTC)


def iso(time: int) -> str:
    """`2026-03-12T14:05:00Z`."""
    return moment(time).strftime("%Y-%m-%dT%H:%M:%SZ")
