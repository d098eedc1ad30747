"""Where a case about an iD stands: the rules of HolderCases, restated so that the index needs no node.

Tests compare them with the contract.
"""

from dataclasses import dataclass
from enum import StrEnum

from lexiarch.domain.words import CaseStep

APPEAL_WINDOW = 14 * 86_400
"""Seconds from the notice in which the holder may appeal."""
DECISION_TIME = 60 * 86_400
"""Seconds after that in which the members may decide; then the case has lapsed."""
SUSPENSION = 14 * 86_400
"""Seconds for which a case may suspend an iD, at most."""


class CasePhase(StrEnum):
    """Phases of IHolderCases, in its order: `list(CasePhase)[n]` is the contract's phase n."""

    NONE = "None"  # there never was a case
    OPEN = "Open"  # the holder may appeal for some days; then anybody may conclude
    APPEALED = "Appealed"  # the DAO decides
    CLOSED = "Closed"  # terminal


class CaseOutcome(StrEnum):
    """How a case was closed."""

    UPHELD = "upheld"  # the iD was ended
    DISMISSED = "dismissed"  # the DAO decided for the holder
    WITHDRAWN = "withdrawn"  # its issuer took it back
    LAPSED = "lapsed"  # nobody decided in time
    MOOT = "moot"  # the iD was left, or expired, before


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that decides where a case stands beside the time. Times in seconds since 1970."""

    decide_until: int
    """First moment at which the case has lapsed."""
    stands_until: int
    """First moment at which the iD, as it was when the case was opened, does not stand."""
    appealed: bool = False
    closed_by: CaseStep | None = None
    """Of the acts, the one that closed it: dismissed, withdrawn or upheld."""
    closed: int | None = None
    """When that was."""


def case_phase(facts: CaseFacts, now: int) -> CasePhase:
    """Phase at the block time `now`."""
    if case_end(facts, now):
        return CasePhase.CLOSED
    return CasePhase.APPEALED if facts.appealed else CasePhase.OPEN


def case_end(facts: CaseFacts, now: int) -> tuple[CaseOutcome, int] | None:
    """How and when a case was closed; None while it is pending. Time alone closes one, too."""
    if facts.closed_by is not None and facts.closed is not None:
        return CaseOutcome(facts.closed_by.value), facts.closed
    if now < min(facts.decide_until, facts.stands_until):
        return None
    if facts.stands_until < facts.decide_until:
        return CaseOutcome.MOOT, facts.stands_until
    return CaseOutcome.LAPSED, facts.decide_until
