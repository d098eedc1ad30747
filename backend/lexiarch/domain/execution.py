"""Calls that are tried on a node, and what became of them. Nothing of it is on the chain."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address, Hash32


class Call(NamedTuple):
    """One call of a contract."""

    to: Address
    value: int
    """Wei."""
    data: bytes


class Where(NamedTuple):
    """The block after whose state calls are tried, and when."""

    number: int
    hash: Hash32
    time: int
    """Seconds since 1970, later than the block's."""


class TrialLog(NamedTuple):
    """A log that the call would leave."""

    address: Address
    topics: tuple[Hash32, ...]
    data: bytes


class Outcome(NamedTuple):
    """What became of one call."""

    success: bool
    returned: bytes
    """What it returned; of a call that failed, its error, ABI-encoded."""
    said: str
    """What the node says of a failure; may be empty."""
    gas: int | None
    logs: Sequence[TrialLog]


class Trial(NamedTuple):
    """What became of several calls."""

    together: bool
    """Whether each call saw what those before it did; else each was tried alone, without its logs."""
    outcomes: Sequence[Outcome]


ETHER: Final = Address(b"\xee" * 20)
"""Whose Transfer events stand for ether in a trial (execution-apis, eth_simulateV1 `traceTransfers`)."""
