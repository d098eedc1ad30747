"""The life of a proposal, in words."""

from lexiarch.views.models import Proposal, TimelineEntry

_WORDS = {
    "created": ("Proposed", "Proposed"),
    "voting_starts": ("Vote opened", "Vote opens"),
    "extended": ("Quorum reached late: the vote goes on", "Vote goes on"),
    "voting_ends": ("Vote closed", "Vote closes"),
    "queued": ("Queued in the timelock", "Queued in the timelock"),
    "executable": ("Could be executed", "Can be executed"),
    "executed": ("Executed", "Executed"),
    "canceled": ("Canceled by its proposer", "Canceled by its proposer"),
    "expires": ("Expired", "Expires"),
}
_CHANGING = {"voting_starts": 1, "voting_ends": 1, "executable": 0, "expires": 1}
"""Seconds after the moment: all but the eta are the last second of what was before."""


def timeline_words(entry: TimelineEntry) -> str:
    """What happened, or will."""
    past, future = _WORDS.get(entry.event, (entry.event, entry.event))
    return past if entry.happened else future


def next_change(proposal: Proposal) -> int | None:
    """When time alone will next change what can be done with the proposal."""
    ahead = [
        entry.time + _CHANGING[entry.event]
        for entry in proposal.timeline
        if not entry.happened and entry.event in _CHANGING
    ]
    return min(ahead, default=None)
