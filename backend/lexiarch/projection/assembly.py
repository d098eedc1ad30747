"""The governor's events: proposals, ballots, rules; and the ballot box's, as far as they are about it."""

from typing import assert_never

from lexiarch.decode.events import ballot_box, governor, timelock
from lexiarch.domain.chain import Position
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.projection import proposals
from lexiarch.projection.batch import Batch
from lexiarch.projection.operations import Operations
from lexiarch.projection.rules import apply_rule
from lexiarch.projection.votes import Votes


class Assembly:
    """Sends each event of the governor, and what its timelock says of proposals, to its noun."""

    def __init__(self, batch: Batch, deployment: Deployment) -> None:
        self._batch = batch
        self._address = deployment.address(ContractName.GOVERNOR)
        self._has_roll = deployment.governor.has_roll
        self._operations = Operations(batch)
        self._votes = Votes(batch, takes_fractions=deployment.governor.fractional)

    def finish(self) -> None:
        """Makes sure that every ballot was seen whole. Raises NodeAnswerInvalid."""
        self._votes.finish()

    def apply_frozen(self, at: Position, event: ballot_box.BallotsFrozen) -> None:
        """The persons in the tree may vote in secret. A box serves other governors, too."""
        if event.governor == self._address:
            proposals.apply_frozen(self._batch, at, event)

    def apply_timelock(self, at: Position, event: timelock.Event) -> None:
        """What the timelock says. Of ours the governor is the only master, and says it too."""
        match event:
            case timelock.MinDelayChange():
                apply_rule(self._batch, at, event)
            case timelock.CallScheduled() | timelock.Cancelled() | timelock.CallExecuted():
                if not self._has_roll:
                    self._apply_operation(at, event)
            case (
                timelock.CallSalt()
                | timelock.RoleAdminChanged()
                | timelock.RoleGranted()
                | timelock.RoleRevoked()
            ):
                pass
            case _:
                assert_never(event)

    def _apply_operation(
        self, at: Position, event: timelock.CallScheduled | timelock.Cancelled | timelock.CallExecuted
    ) -> None:
        match event:
            case timelock.CallScheduled():
                self._operations.apply_scheduled(at, event)
            case timelock.Cancelled():
                self._operations.apply_cancelled(at, event)
            case timelock.CallExecuted():
                self._operations.apply_executed(at, event)

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
                self._apply_created(at, event)
            case governor.ProposalTerms():
                proposals.apply_terms(self._batch, at, event)
            case governor.ProposalExtended():
                proposals.apply_extended(self._batch, at, event)
            case governor.ProposalQueued():
                self._apply_queued(at, event)
            case governor.ProposalExecuted():
                proposals.apply_executed(self._batch, at, event)
            case governor.ProposalCanceled():
                proposals.apply_canceled(self._batch, at, event)
            case governor.TimelockChange() | governor.EIP712DomainChanged():
                pass
            case _:
                apply_rule(self._batch, at, event)

    def _apply_created(self, at: Position, event: governor.ProposalCreated) -> None:
        proposals.apply_created(self._batch, at, event)
        if not self._has_roll:
            proposals.apply_token_house_alone(self._batch, at, event.proposal_id)

    def _apply_queued(self, at: Position, event: governor.ProposalQueued) -> None:
        proposals.apply_queued(self._batch, at, event)
        if not self._has_roll:
            self._operations.apply_queued(at, event.proposal_id)
