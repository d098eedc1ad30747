"""When to remind of a vote that is missing."""

from typing import Final

LAST_DAY: Final = 86_400
LAST_HOURS: Final = 7_200
BEFORE_THE_END: Final = (LAST_DAY, LAST_HOURS)
"""Seconds before a vote ends, for calendars, feeds and browsers."""
