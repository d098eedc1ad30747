"""How near the page is to the chain, for the foot of every page."""

from dataclasses import dataclass

from lexiarch.dashboard.words.amounts import counted
from lexiarch.dashboard.words.times import duration
from lexiarch.views.models import Status

_USUAL_LAG = 2
"""Blocks that arrive while one is being indexed."""


@dataclass(frozen=True, slots=True)
class Freshness:
    tone: str
    """good, waiting or bad."""
    headline: str
    detail: str
    block: int | None
    now: int | None
    """Chain time, in seconds since 1970."""


def _verdict(status: Status) -> tuple[str, str]:
    if status.indexed is None:
        return "waiting", "nothing is indexed yet"
    if status.differences:
        return "bad", f"the index differs from the chain: {'; '.join(status.differences[:3])}"
    if status.lag_blocks is not None and status.lag_blocks > _USUAL_LAG:
        behind = f"index is {counted(status.lag_blocks, 'block')} behind"
        return "waiting", f"{behind} ({duration(status.lag_seconds or 0)})"
    if status.verified_block is None:
        return "waiting", "not yet compared with the contracts"
    if status.verified_block == status.indexed.number:
        return "good", "verified"
    return "good", f"verified at block {status.verified_block:,}"


def freshness(status: Status) -> Freshness:
    """What the foot of the page says."""
    tone, detail = _verdict(status)
    number = status.indexed.number if status.indexed else None
    return Freshness(
        tone=tone,
        headline="No block" if number is None else f"Block {number:,}",
        detail=detail,
        block=number,
        now=status.indexed.timestamp if status.indexed else None,
    )
