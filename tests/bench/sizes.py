"""How much is measured: what the figures are of, and a small edition to try the programs with."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """The keys of the figures name the full sizes, whichever were taken."""

    dense_small: int
    """Events of a chain of full blocks, for the memory of a short backfill."""
    dense: int
    """Events of the same chain, grown."""
    sparse: int
    """Blocks of one event."""
    accounts: int
    """On the chain of full blocks."""
    followed: int
    """Blocks that are waited for."""
    listeners: int
    """Event streams."""
    votes: tuple[int, int, int]
    """On one proposal, in three rounds."""
    load_seconds: int
    """For each measurement of requests."""
    leaves: int
    """Of a frozen tree."""


FULL = Sizes(250_000, 500_000, 20_000, 20_000, 100, 5_000, (10_000, 100_000, 1_000_000), 10, 10_000)
QUICK = Sizes(10_000, 40_000, 400, 2_000, 10, 300, (1_000, 5_000, 20_000), 2, 500)
