"""How near the page is to the chain, for the foot of every page."""

import time
from dataclasses import dataclass

from lexiarch.dashboard.language import gettext, ngettext, number
from lexiarch.dashboard.words.differences import difference_words
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
        found = "; ".join(difference_words(each) for each in status.differences[:3])
        return gettext("the index differs from the chain: %(differences)s", differences=found)
    if status.trouble:
        return gettext(
            "the index does not get on (%(trouble)s); what you see may be old", trouble=status.trouble
        )
    if status.contact is not None and (silence := int(time.time()) - status.contact) > _SILENCE:
        return gettext(
            "the indexer has been silent for %(time)s; what you see may be old", time=duration(silence)
        )
    return None


def _verdict(status: Status) -> tuple[str, str]:
    if status.indexed is None:
        return "waiting", gettext("nothing is indexed yet")
    if alarm := _alarm(status):
        return "bad", alarm
    if status.lag_blocks is not None and status.lag_blocks > _USUAL_LAG:
        return "waiting", ngettext(
            "index is %(num)s block behind (%(time)s)",
            "index is %(num)s blocks behind (%(time)s)",
            status.lag_blocks,
            time=duration(status.lag_seconds or 0),
        )
    if status.verified_block is None:
        return "waiting", gettext("not yet compared with the contracts")
    if status.verified_block == status.indexed.number:
        return "good", gettext("verified")
    return "good", gettext("verified at block %(block)s", block=number(status.verified_block))


def freshness(status: Status) -> Freshness:
    """What the foot of the page says."""
    tone, detail = _verdict(status)
    block = status.indexed.number if status.indexed else None
    return Freshness(
        tone=tone,
        headline=gettext("No block") if block is None else gettext("Block %(block)s", block=number(block)),
        detail=detail,
        block=block,
        now=status.indexed.timestamp if status.indexed else None,
    )
