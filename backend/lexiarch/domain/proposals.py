"""When a proposal is in which state: the rules of LexiarchGovernor, restated so that the index needs no node.

Source: OpenZeppelin Governor 5.7 `state`, narrowed by GovernorExpiry. Tests compare it with the contract.
"""

from dataclasses import dataclass
from enum import StrEnum


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
    """What a ballot says, in the order of the contract's `support`."""

    AGAINST = "Against"
    FOR = "For"
    ABSTAIN = "Abstain"

    @classmethod
    def of(cls, support: int) -> "Support":
        """The word for the contract's number 0, 1 or 2."""
        return tuple(cls)[support]


@dataclass(frozen=True, slots=True)
class Tally:
    """Ballots of one house: voting units in the token house, persons in the holder house."""

    against: int = 0
    for_: int = 0
    abstain: int = 0

    @property
    def quorum_votes(self) -> int:
        """What counts towards the quorum: For and Abstain."""
        return self.for_ + self.abstain

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
    deadline: int
    passed: bool
    """By every house that is asked."""
    grace_period: int
    eta: int | None = None
    executed: bool = False
    canceled: bool = False


def proposal_state(facts: ProposalFacts, now: int) -> ProposalState:
    """State at the block time `now`."""
    if facts.executed:
        return ProposalState.EXECUTED
    if facts.canceled:
        return ProposalState.CANCELED
    if now <= facts.snapshot:
        return ProposalState.PENDING
    if now <= facts.deadline:
        return ProposalState.ACTIVE
    return _decided_state(facts, now) if facts.passed else ProposalState.DEFEATED


def _decided_state(facts: ProposalFacts, now: int) -> ProposalState:
    """State of what the houses passed: it waits to be queued or executed, or waited too long."""
    start = facts.deadline if facts.eta is None else facts.eta
    if now > start + facts.grace_period:
        return ProposalState.EXPIRED
    return ProposalState.SUCCEEDED if facts.eta is None else ProposalState.QUEUED
