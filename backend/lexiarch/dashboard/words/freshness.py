"""How near the page is to the chain, for the foot of every page."""

import time
from dataclasses import dataclass

from lexiarch.dashboard.words.amounts import counted
from lexiarch.dashboard.words.times import duration
from lexiarch.views.models import Status

_SILENCE = 60
"""Seconds after which an indexer that says nothing is gone."""
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


def _alarm(status: Status) -> str | None:
    """Why the page must not be trusted; None when it may."""
    if status.differences:
        return f"the index differs from the chain: {'; '.join(status.differences[:3])}"
    if status.trouble:
        return f"the index does not get on ({status.trouble}); what you see may be old"
    if status.contact is not None and (silence := int(time.time()) - status.contact) > _SILENCE:
        return f"the indexer has been silent for {duration(silence)}; what you see may be old"
    return None


def _verdict(status: Status) -> tuple[str, str]:
    if status.indexed is None:
        return "waiting", "nothing is indexed yet"
    if alarm := _alarm(status):
        return "bad", alarm
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
