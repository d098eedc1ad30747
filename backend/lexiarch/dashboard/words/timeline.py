"""The life of a proposal, in words."""

from lexiarch.dashboard.language import gettext
from lexiarch.domain.texts import mark
from lexiarch.views.models import Proposal, TimelineEntry

_WORDS = {
    "created": (mark("Proposed"), mark("Proposed")),
    "voting_starts": (mark("Vote opened"), mark("Vote opens")),
    "extended": (mark("Quorum reached late: the vote goes on"), mark("Vote goes on")),
    "voting_ends": (mark("Vote closed"), mark("Vote closes")),
    "queued": (mark("Queued in the timelock"), mark("Queued in the timelock")),
    "executable": (mark("Could be executed"), mark("Can be executed")),
    "executed": (mark("Executed"), mark("Executed")),
    "canceled": (mark("Canceled by its proposer"), mark("Canceled by its proposer")),
    "expires": (mark("Expired"), mark("Expires")),
}
_CHANGING = {"voting_starts": 1, "voting_ends": 1, "executable": 0, "expires": 1}
"""Seconds after the moment: all but the eta are the last second of what was before."""


def timeline_words(entry: TimelineEntry) -> str:
    """What happened, or will."""
    if entry.event not in _WORDS:
        return entry.event
    past, future = _WORDS[entry.event]
    return gettext(past if entry.happened else future)


def next_change(proposal: Proposal) -> int | None:
    """When time alone will next change what can be done with the proposal."""
    ahead = [
        entry.time + _CHANGING[entry.event]
        for entry in proposal.timeline
        if not entry.happened and entry.event in _CHANGING
    ]
    return min(ahead, default=None)
