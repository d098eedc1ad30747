"""Proposals, what they would do, and whom they ask."""

from eth_hash.auto import keccak

from lexiarch.decode.events import ballot_box, governor
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch
from lexiarch.store.tables import (
    FrozenBallotsRow,
    ProposalActionRow,
    ProposalRow,
    ProposalTermsRow,
    encode_amount,
)


def apply_created(batch: Batch, at: Position, event: governor.ProposalCreated) -> None:
    """A proposal and its actions.

    GovernorBravo keeps a function's signature apart from its arguments; the timelock calls with both.
    """
    proposal_id = encode_amount(event.proposal_id)
    batch.add(
        ProposalRow(*at, proposal_id, event.proposer, event.vote_start, event.vote_end, event.description)
    )
    actions = zip(event.targets, event.values, event.signatures, event.calldatas, strict=True)
    for ordinal, (target, value, signature, arguments) in enumerate(actions):
        place = (at.block_number, at.log_index, ordinal)
        calldata = keccak(signature.encode())[:4] + arguments if signature else arguments
        row = ProposalActionRow(*place, proposal_id, target, encode_amount(value), calldata, signature)
        batch.add(row)
    _tell(batch, at, event.proposal_id, "created")


def apply_token_house_alone(batch: Batch, at: Position, proposal_id: int) -> None:
    """A governor without a holder house asks the token house."""
    key = encode_amount(proposal_id)
    batch.add(ProposalTermsRow(at.block_number, at.log_index, key, 1, 0, 0, 0, secret=0))


def apply_terms(batch: Batch, at: Position, event: governor.ProposalTerms) -> None:
    """Which houses a new proposal asks."""
    batch.add(
        ProposalTermsRow(
            at.block_number,
            at.log_index,
            encode_amount(event.proposal_id),
            int(event.token_house),
            int(event.holder_house),
            event.token_quorum,
            event.holder_quorum,
            int(event.secret),
        )
    )


def apply_frozen(batch: Batch, at: Position, event: ballot_box.BallotsFrozen) -> None:
    """The persons in the tree, as it is now, may vote in secret."""
    key, root = encode_amount(event.proposal_id), encode_amount(event.root)
    batch.add(FrozenBallotsRow(*at, key, root, event.member_count))
    _tell(batch, at, event.proposal_id, "ballots_frozen")


def _tell(batch: Batch, at: Position, proposal_id: int, event: str) -> None:
    batch.tell(at, Change.PROPOSAL, str(proposal_id), {"event": event})
