"""Whether a request to move an iD is pending: the rules of HolderRecovery, restated for the index."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """All that decides whether a request is pending, beside the time. Times in seconds since 1970."""

    started: int
    """When it was made."""
    expiration_time: int
    """Of the attestation that it will be."""
    since: int
    """From when on the present account holds the iD."""
    stands_until: int
    """First moment at which the iD does not stand."""


def is_pending(facts: RequestFacts, now: int) -> bool:
    """Whether the old account may refuse it, or anybody complete it.

    A request is about the standing in which it was made, and worthless when that, or its own term, is over.
    """
    return facts.since <= facts.started and now < min(facts.stands_until, facts.expiration_time)
