"""The governor's events: proposals, ballots, rules; and the ballot box's, as far as they are about it."""

from functools import partial
from typing import assert_never

from lexiarch.decode.events import ballot_box, governor, timelock
from lexiarch.domain.chain import Position
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.words import Step
from lexiarch.projection import proposals
from lexiarch.projection.batch import Batch, Handler, ignore
from lexiarch.projection.rules import RuleChanged, apply_rule
from lexiarch.projection.steps import Steps
from lexiarch.projection.votes import Votes


class Assembly:
    """Sends each event of the governor, and what its timelock says of proposals, to its noun."""

    def __init__(self, batch: Batch, deployment: Deployment) -> None:
        self._batch = batch
        self._address = deployment.address(ContractName.GOVERNOR)
        self._has_roll = deployment.governor.has_roll
        # Compound's timelock lets what is queued lapse by itself
        self._cancels_by_leaving = self._has_roll or deployment.grace_period is None
        self._steps = Steps(batch)
        self._votes = Votes(batch, takes_fractions=deployment.governor.fractional)

    def finish(self) -> None:
        """The blocks are over: makes sure that every ballot was seen whole. Raises NodeAnswerInvalid."""
        self._steps.finish()
        self._votes.finish()

    def apply_frozen(self, at: Position, event: ballot_box.BallotsFrozen) -> None:
        """The persons in the tree may vote in secret. A box serves other governors, too."""
        if event.governor == self._address:
            proposals.apply_frozen(self._batch, at, event)

    def apply_timelock(self, at: Position, event: timelock.Event) -> None:
        """What the timelock says."""
        match event:
            case timelock.MinDelayChange():
                apply_rule(self._batch, at, event)
            case timelock.CallScheduled() | timelock.Cancelled() | timelock.CallExecuted():
                self._steps.apply_operation(at, event)
            case (
                timelock.CallSalt()
                | timelock.RoleAdminChanged()
                | timelock.RoleGranted()
                | timelock.RoleRevoked()
            ):
                pass
            case _:
                assert_never(event)

    def handler_of(self, event: governor.Event) -> Handler:
        """What takes events of this type, of those that the governor says."""
        handler: Handler
        match event:
            case governor.VoteCast() | governor.VoteCastWithParams():
                handler = self._votes.apply_open
            case governor.HolderVoteCast():
                handler = self._votes.apply_person
            case governor.SecretVoteCast():
                handler = self._votes.apply_secret
            case governor.ProposalCreated():
                handler = self._apply_created
            case governor.ProposalTerms():
                handler = partial(proposals.apply_terms, self._batch)
            case governor.TimelockChange():
                handler = self._apply_timelock_change
            case governor.EIP712DomainChanged():
                handler = ignore
            case (
                governor.ProposalExtended()
                | governor.ProposalQueued()
                | governor.ProposalExecuted()
                | governor.ProposalCanceled()
            ):
                handler = self._apply_step
            case _:
                _rule: RuleChanged = event
                handler = partial(apply_rule, self._batch)
        return handler

    def _apply_timelock_change(self, at: Position, event: governor.TimelockChange) -> None:
        if self._cancels_by_leaving:
            self._steps.apply_left(at)

    def _apply_created(self, at: Position, event: governor.ProposalCreated) -> None:
        proposals.apply_created(self._batch, at, event)
        if not self._has_roll:
            proposals.apply_token_house_alone(self._batch, at, event.proposal_id)

    def _apply_step(
        self,
        at: Position,
        event: governor.ProposalExtended
        | governor.ProposalQueued
        | governor.ProposalExecuted
        | governor.ProposalCanceled,
    ) -> None:
        match event:
            case governor.ProposalExtended():
                self._steps.apply(at, event.proposal_id, Step.EXTENDED, event.extended_deadline)
            case governor.ProposalQueued():
                self._steps.apply(at, event.proposal_id, Step.QUEUED, event.eta_seconds)
            case governor.ProposalExecuted():
                self._steps.apply(at, event.proposal_id, Step.EXECUTED)
            case governor.ProposalCanceled():
                self._steps.apply(at, event.proposal_id, Step.CANCELED)
            case _:
                assert_never(event)
