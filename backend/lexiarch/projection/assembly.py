"""The governor's events: proposals, ballots, rules; and the ballot box's, as far as they are about it."""

from lexiarch.decode.events import ballot_box, governor
from lexiarch.domain.chain import Address, Position
from lexiarch.projection import proposals
from lexiarch.projection.batch import Batch
from lexiarch.projection.rules import apply_rule
from lexiarch.projection.votes import Votes


class Assembly:
    """Sends each event of the governor to its noun.

    Args:
        address: of the governor.
    """

    def __init__(self, batch: Batch, address: Address) -> None:
        self._batch = batch
        self._address = address
        self._votes = Votes(batch)

    def finish(self) -> None:
        """Makes sure that every ballot was seen whole. Raises NodeAnswerInvalid."""
        self._votes.finish()

    def apply_frozen(self, at: Position, event: ballot_box.BallotsFrozen) -> None:
        """The persons in the tree may vote in secret. A box serves other governors, too."""
        if event.governor == self._address:
            proposals.apply_frozen(self._batch, at, event)

    def apply(self, at: Position, event: governor.Event) -> None:
        """What the governor says."""
        match event:
            case (
                governor.VoteCast()
                | governor.VoteCastWithParams()
                | governor.HolderVoteCast()
                | governor.SecretVoteCast()
            ):
                self._votes.apply(at, event)
            case governor.ProposalCreated():
                proposals.apply_created(self._batch, at, event)
            case governor.ProposalTerms():
                proposals.apply_terms(self._batch, at, event)
            case governor.ProposalExtended():
                proposals.apply_extended(self._batch, at, event)
            case governor.ProposalQueued():
                proposals.apply_queued(self._batch, at, event)
            case governor.ProposalExecuted():
                proposals.apply_executed(self._batch, at, event)
            case governor.ProposalCanceled():
                proposals.apply_canceled(self._batch, at, event)
            case governor.TimelockChange() | governor.EIP712DomainChanged():
                pass
            case _:
                apply_rule(self._batch, at, event)
