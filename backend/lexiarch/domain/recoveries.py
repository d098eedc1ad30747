"""Whether a request to move an iD is pending: the rules of HolderRecovery, restated for the index."""

from dataclasses import dataclass

RECOVERY_DELAY = 14 * 86_400
"""Seconds in which the present account may refuse a request."""
VETO_REST = 90 * 86_400
"""Seconds after a refusal in which nobody can ask again."""


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
    accredited_from: int
    """Beginning of the issuer's accreditation, since its last end if it had one."""
    accredited_until: int
    """First moment at which it is over."""


def is_pending(facts: RequestFacts, now: int) -> bool:
    """Whether the old account may refuse it, or anybody complete it.

    A request is about the standing in which it was made and rests on the accreditation of that time: it is
    worthless when either, or its own term, is over.
    """
    until = min(facts.stands_until, facts.expiration_time, facts.accredited_until)
    return max(facts.since, facts.accredited_from) <= facts.started and now < until
