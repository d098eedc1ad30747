"""When a proposal is in which state: the rules of governors, restated so that the index needs no node.

Source: OpenZeppelin Governor 5.7 `state`, narrowed by GovernorExpiry for ours. GovernorBravo's differs in
what makes a quorum. Tests compare it with the contracts.
"""

from dataclasses import dataclass
from enum import StrEnum

from lexiarch.domain.governor import QuorumOf


class ProposalState(StrEnum):
    """States of IGovernor, in its order: `list(ProposalState)[n]` is the contract's state n."""

    PENDING = "Pending"  # until the snapshot has passed -> Active
    ACTIVE = "Active"  # until the deadline has passed -> Defeated | Succeeded
    CANCELED = "Canceled"  # terminal; by the proposer while Pending
    DEFEATED = "Defeated"  # terminal
    SUCCEEDED = "Succeeded"  # -> Queued, or Expired after the grace period
    QUEUED = "Queued"  # -> Executed, or Expired after the grace period
    EXPIRED = "Expired"  # terminal
    EXECUTED = "Executed"  # terminal


class Support(StrEnum):
    """What a ballot says; the first three in the order of the contract's `support`."""

    AGAINST = "Against"
    FOR = "For"
    ABSTAIN = "Abstain"
    SPLIT = "Split"  # some of the weight each; only governors that count fractions take it
    OTHER = "Other"  # something that no governor known here counts; it is in no sum

    @classmethod
    def of(cls, support: int) -> "Support":
        """The word for the number of a row: the contract's 0, 1, 2, or {SPLIT} or {OTHER}."""
        return _BEYOND.get(support) or tuple(cls)[support]

    @property
    def number(self) -> int:
        """The number in a row."""
        beyond = {word: number for number, word in _BEYOND.items()}
        return beyond[self] if self in beyond else list(Support).index(self)


SPLIT = 255
"""`support` of a ballot with fractions (OpenZeppelin GovernorCountingFractional)."""
OTHER = 254
"""Stands for any other number above 2, and for 255 without fractions."""
_BEYOND = {SPLIT: Support.SPLIT, OTHER: Support.OTHER}


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots of one house: voting units in the token house, persons in the holder house."""

    against: int = 0
    for_: int = 0
    abstain: int = 0

    def quorum_votes(self, quorum_of: QuorumOf = QuorumOf.FOR_ABSTAIN) -> int:
        """What counts towards a quorum."""
        match quorum_of:
            case QuorumOf.FOR:
                return self.for_
            case QuorumOf.FOR_ABSTAIN:
                return self.for_ + self.abstain
            case QuorumOf.ALL:
                return self.total

    @property
    def total(self) -> int:
        return self.against + self.for_ + self.abstain


def token_quorum(supply: int, numerator: int) -> int:
    """Voting units that make a quorum; `numerator` in percent."""
    return supply * numerator // 100


def holder_quorum(holders: int, numerator: int) -> int:
    """Persons that make a quorum, at least 1; `numerator` in percent."""
    return max(1, holders * numerator // 100)


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """All that decides a proposal's state beside the time. Times in seconds since 1970."""

    snapshot: int
    """This and the deadline: by the governor's clock."""
    deadline: int
    passed: bool
    """By every house that is asked."""
    grace_period: int | None
    """Seconds in which what was queued can be executed; None for ever."""
    eta: int | None = None
    executed: bool = False
    canceled: bool = False
    success_expires: bool = True
    """Whether the grace period runs from the deadline on while nobody queues it."""


@dataclass(frozen=True, slots=True)
class Present:
    """Now, as a governor sees it."""

    time: int
    """Seconds since 1970."""
    point: int
    """By the governor's clock: the same, or a block number."""


def proposal_state(facts: ProposalFacts, now: Present) -> ProposalState:
    """State of a proposal now."""
    if facts.executed:
        return ProposalState.EXECUTED
    if facts.canceled:
        return ProposalState.CANCELED
    if now.point <= facts.snapshot:
        return ProposalState.PENDING
    if now.point <= facts.deadline:
        return ProposalState.ACTIVE
    return _decided_state(facts, now) if facts.passed else ProposalState.DEFEATED


def _decided_state(facts: ProposalFacts, now: Present) -> ProposalState:
    """State of what the houses passed: it waits to be queued or executed, or waited too long."""
    expiry = expiry_of(facts)
    if expiry is not None and now.time > expiry:
        return ProposalState.EXPIRED
    return ProposalState.SUCCEEDED if facts.eta is None else ProposalState.QUEUED


def expiry_of(facts: ProposalFacts) -> int | None:
    """Last second in which what has passed can go on; None when there is none."""
    start = facts.eta if facts.eta is not None else facts.deadline if facts.success_expires else None
    return None if start is None or facts.grace_period is None else start + facts.grace_period
