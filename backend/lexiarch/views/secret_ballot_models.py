"""What is known of secret ballots: in the API and on pages, as in models.py."""

from lexiarch.domain.proposals import Support
from lexiarch.views.models import HashText, Model, ProposalSummary, Time, Uint


class SecretBallot(Model):
    """A ballot that was counted in the holder house. Nobody knows whose it is."""

    proposal_id: Uint
    nullifier: HashText
    """A hash of the proposal and the voter's secret: the same person has no other on this proposal."""
    support: Support
    time: Time
    block: int
    tx_hash: HashText
    """The transaction that handed it in; who sent that need not be the voter."""


class FrozenTree(Model):
    """The tree whose persons vote in secret on a proposal, as it was frozen before its vote."""

    proposal_id: Uint
    root: HashText
    """As on chain (`frozenRoot` of the ballot box)."""
    members: int
    """Leaves that are not zero: the persons among whom a ballot hides."""
    block: int
    """In which it was frozen."""
    leaves: list[HashText]
    """Commitments by their places from 0, zero where one was pruned. Their lean incremental Merkle tree over
    Poseidon, as in Semaphore 4, has this root."""


class TreeLeaves(Model):
    """The tree with all its leaves, as proofs of holding an iD are made against it."""

    root: HashText
    """As on chain (`root` of the tree); zero while it is empty."""
    members: int
    """Leaves that are not zero: the persons among whom a proof hides."""
    block: int
    """In which the tree got this root; 0 while it is empty."""
    leaves: list[HashText]
    """As those of a frozen tree."""


class SecretPoll(Model):
    """A secret vote that is open or to come, as one person's ballot key sees it."""

    proposal: ProposalSummary
    members: int | None
    """Persons in the frozen tree; null while none is frozen."""
    is_in: bool
    """Whether the person is one of them."""
