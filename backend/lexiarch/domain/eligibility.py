"""Whether an account can vote, and if not, why: GovernorCountingTwoHouses and BallotBox, restated.

Tests compare them with the contracts. Figures are those at the snapshot; until it has passed, those of now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lexiarch.domain.proposals import ProposalState


class Reason(StrEnum):
    """Why a ballot would not count in a house."""

    HOUSE_NOT_ASKED = "HOUSE_NOT_ASKED"
    NOT_ACTIVE_YET = "NOT_ACTIVE_YET"
    VOTE_OVER = "VOTE_OVER"
    PROPOSAL_CANCELED = "PROPOSAL_CANCELED"
    ALREADY_VOTED = "ALREADY_VOTED"
    PERSON_ALREADY_VOTED = "PERSON_ALREADY_VOTED"
    NO_POWER_AT_SNAPSHOT = "NO_POWER_AT_SNAPSHOT"
    NOT_DELEGATED = "NOT_DELEGATED"
    DELEGATED_TO_OTHER = "DELEGATED_TO_OTHER"
    NO_ID = "NO_ID"
    ID_ENDED = "ID_ENDED"
    ID_EXPIRED = "ID_EXPIRED"
    ID_MOVED = "ID_MOVED"
    NOT_A_PERSON = "NOT_A_PERSON"
    NOT_A_HOLDER_AT_SNAPSHOT = "NOT_A_HOLDER_AT_SNAPSHOT"
    SECRET_BALLOT_NEEDS_COMMITMENT = "SECRET_BALLOT_NEEDS_COMMITMENT"
    NO_TREE_FROZEN = "NO_TREE_FROZEN"


REMEDIES = {
    Reason.HOUSE_NOT_ASKED: "Nothing to do: what the proposal calls is not this house's matter.",
    Reason.NOT_ACTIVE_YET: "Vote once the snapshot has passed.",
    Reason.VOTE_OVER: "Nothing to do: look at what is still open at /api/v1/proposals?state=Active.",
    Reason.PROPOSAL_CANCELED: "Nothing to do: a canceled proposal is not voted on.",
    Reason.ALREADY_VOTED: "Nothing to do: a ballot that was cast counts, and cannot be changed.",
    Reason.PERSON_ALREADY_VOTED: "Nothing to do: the person's ballot counts, cast with the account before.",
    Reason.NO_POWER_AT_SNAPSHOT: "Have votes delegated to the account before a proposal's snapshot.",
    Reason.NOT_DELEGATED: "Delegate the account's tokens, if only to itself, before a proposal's snapshot.",
    Reason.DELEGATED_TO_OTHER: "Ask the delegate to vote, or delegate to the account before a snapshot.",
    Reason.NO_ID: "Accept an attestation from an issuer; it counts in proposals whose snapshot is later.",
    Reason.ID_ENDED: "Accept a new attestation before the vote ends; it counts if it stood at the snapshot.",
    Reason.ID_EXPIRED: "Have it renewed before the vote ends; it counts if it stood at the snapshot.",
    Reason.ID_MOVED: "Vote with the account that has the iD now.",
    Reason.NOT_A_PERSON: "Vote with a person's iD: organisations have no vote.",
    Reason.NOT_A_HOLDER_AT_SNAPSHOT: "Nothing to do: the iD counts in proposals whose snapshot is later.",
    Reason.SECRET_BALLOT_NEEDS_COMMITMENT: "Join the tree, and have it frozen (again) before a snapshot.",
    Reason.NO_TREE_FROZEN: "Nothing to do: anybody may prune and freeze the tree, but until the snapshot.",
}
"""What the reader can do about each, in one sentence."""


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """All that decides about an account in the token house."""

    asked: bool
    voted: bool
    power: int
    balance: int
    delegated: bool
    """Whether the account's tokens have a delegate."""


@dataclass(frozen=True, slots=True)
class HolderFacts:
    """All that decides about an account in the holder house, where it votes openly."""

    asked: bool
    voted: bool
    person_voted: bool
    """Whether the account's person has voted with another account."""
    standing: Reason | None
    """Why the account has no iD that stands; None when it has one."""
    person: bool
    """Whether its iD is a person's."""
    at_snapshot: bool
    """Whether its iD stood at the snapshot, with whatever account; True until the snapshot has passed."""


@dataclass(frozen=True, slots=True)
class SecretFacts:
    """All that can be known of an account in the holder house, where it votes in secret."""

    standing: Reason | None
    """As in {HolderFacts}; an iD in the frozen tree votes whatever becomes of it."""
    frozen: bool
    """Whether a tree is frozen for the proposal."""
    in_tree: bool
    """Whether the person is in the frozen tree; till one is frozen, in the tree as it is now."""


def token_reasons(facts: TokenFacts, state: ProposalState) -> list[Reason]:
    """Why a ballot would not count in the token house; nothing when it would."""
    return list(_token_reasons(facts, state)) if facts.asked else [Reason.HOUSE_NOT_ASKED]


def holder_reasons(facts: HolderFacts, state: ProposalState) -> list[Reason]:
    """Why an open ballot would not count in the holder house; nothing when it would."""
    return list(_holder_reasons(facts, state)) if facts.asked else [Reason.HOUSE_NOT_ASKED]


def secret_reasons(facts: SecretFacts, state: ProposalState) -> list[Reason]:
    """Why the account's person has no secret ballot; nothing when they have one, cast or not."""
    reasons = list(_timing(state))
    if not facts.in_tree:
        reasons += [facts.standing] if facts.standing else []
        reasons.append(Reason.SECRET_BALLOT_NEEDS_COMMITMENT)
    if not facts.frozen and state is not ProposalState.PENDING:
        reasons.append(Reason.NO_TREE_FROZEN)
    return reasons


def _token_reasons(facts: TokenFacts, state: ProposalState) -> Iterator[Reason]:
    yield from _timing(state)
    if facts.voted:
        yield Reason.ALREADY_VOTED
    if facts.power:
        return
    yield Reason.NO_POWER_AT_SNAPSHOT
    if facts.balance:
        yield Reason.DELEGATED_TO_OTHER if facts.delegated else Reason.NOT_DELEGATED


def _holder_reasons(facts: HolderFacts, state: ProposalState) -> Iterator[Reason]:
    yield from _timing(state)
    if facts.voted:
        yield Reason.ALREADY_VOTED
    if facts.standing:
        yield facts.standing
    elif not facts.person:
        yield Reason.NOT_A_PERSON
    elif not facts.at_snapshot:
        yield Reason.NOT_A_HOLDER_AT_SNAPSHOT
    elif facts.person_voted:
        yield Reason.PERSON_ALREADY_VOTED


def _timing(state: ProposalState) -> Iterator[Reason]:
    if state is ProposalState.PENDING:
        yield Reason.NOT_ACTIVE_YET
    elif state is ProposalState.CANCELED:
        yield Reason.PROPOSAL_CANCELED
    elif state is not ProposalState.ACTIVE:
        yield Reason.VOTE_OVER
