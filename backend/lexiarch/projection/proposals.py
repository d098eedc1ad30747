"""Proposals, what they would do, and what became of them."""

from eth_utils import keccak

from lexiarch.decode.events import ballot_box, governor
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change, Step
from lexiarch.projection.batch import Batch
from lexiarch.store.tables import (
    FrozenBallotsRow,
    ProposalActionRow,
    ProposalRow,
    ProposalStepRow,
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
        calldata = keccak(text=signature)[:4] + arguments if signature else arguments
        batch.add(ProposalActionRow(*place, proposal_id, target, encode_amount(value), calldata))
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


def apply_extended(batch: Batch, at: Position, event: governor.ProposalExtended) -> None:
    """The quorum came late, and the vote goes on."""
    add_step(batch, at, event.proposal_id, Step.EXTENDED, event.extended_deadline)


def apply_queued(batch: Batch, at: Position, event: governor.ProposalQueued) -> None:
    """A proposal waits in the timelock."""
    add_step(batch, at, event.proposal_id, Step.QUEUED, event.eta_seconds)


def apply_executed(batch: Batch, at: Position, event: governor.ProposalExecuted) -> None:
    """A proposal's actions were carried out."""
    add_step(batch, at, event.proposal_id, Step.EXECUTED)


def apply_canceled(batch: Batch, at: Position, event: governor.ProposalCanceled) -> None:
    """A proposal was taken back."""
    add_step(batch, at, event.proposal_id, Step.CANCELED)


def add_step(batch: Batch, at: Position, proposal_id: int, step: Step, eta: int | None = None) -> None:
    """Something happened to a proposal. `eta` as in the table."""
    batch.add(ProposalStepRow(*at, encode_amount(proposal_id), step.value, eta))
    _tell(batch, at, proposal_id, step.value)


def _tell(batch: Batch, at: Position, proposal_id: int, event: str) -> None:
    batch.tell(at, Change.PROPOSAL, str(proposal_id), {"event": event})
