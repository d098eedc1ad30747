"""Times in words. Absolute times are UTC here; the browser turns them into the reader's zone."""

from datetime import timedelta
from math import inf
from typing import Final, Literal

from babel.dates import format_date, format_time, format_timedelta
from babel.units import format_unit

from lexiarch.dashboard.language import current, gettext
from lexiarch.views.times import moment

_Step = Literal["year", "month", "day", "hour", "minute"]
_STEPS: Final[tuple[tuple[_Step, int], ...]] = (
    ("year", 31_536_000),
    ("month", 2_592_000),
    ("day", 86_400),
    ("hour", 3_600),
    ("minute", 60),
)
_PARTS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def absolute(time: int) -> str:
    """`12 Mar 2026, 14:05 UTC`."""
    language = current()
    clock = format_time(moment(time), language.time, locale=language.locale)
    return gettext("%(date)s, %(time)s UTC", date=day(time), time=clock)


def day(time: int) -> str:
    """`12 Mar 2026`: for terms of months, where the hour says nothing."""
    language = current()
    return format_date(moment(time), language.date, locale=language.locale)


def relative(time: int, now: int) -> str:
    """`in 3 days`, `2 hours ago`, `just now`."""
    away = round(moment(time).timestamp()) - now
    for unit, seconds in _STEPS:
        if abs(away) >= seconds:
            whole = timedelta(seconds=abs(away) // seconds * seconds * (1 if away > 0 else -1))
            # a threshold that nothing reaches: no larger unit, and no rounding
            return format_timedelta(whole, unit, inf, add_direction=True, locale=current().locale)
    return gettext("in a moment") if away > 0 else gettext("just now")


def duration(seconds: int) -> str:
    """A length of time in its two largest units: `1 day 12 hours`."""
    parts: list[str] = []
    rest = seconds
    for unit, length in _PARTS:
        if rest >= length:
            parts.append(format_unit(rest // length, f"duration-{unit}", locale=current().locale))
            rest %= length
    return " ".join(parts[:2]) or gettext("no time")
