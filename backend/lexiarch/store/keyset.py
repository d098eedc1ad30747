"""Positions in the chain as keys of lists: a list goes on after the last row that it has shown."""

from typing import NamedTuple

MAX_BIGINT = 2**63 - 1


class Place(NamedTuple):
    """A row's place in the chain; no two rows of one list share it."""

    block_number: int
    log_index: int


NEWEST = Place(MAX_BIGINT, MAX_BIGINT)
"""After every row: where a list begins that goes from new to old."""

OLDEST = Place(-1, -1)
"""Before every row: where a list begins that goes from old to new."""


def marks(count: int) -> str:
    """Placeholders for `IN (…)`; of nothing, what nothing is in."""
    return ", ".join("?" * count) or "NULL"
