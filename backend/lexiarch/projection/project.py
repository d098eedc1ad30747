"""Sends every event to its noun. An event that the contracts may emit and nobody handles is a type error."""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from lexiarch.decode.events import (
    ballot_batch,
    governor,
    holder_registry,
    issuer_registry,
    timelock,
    token,
    tracks,
)
from lexiarch.decode.logs import Decoded
from lexiarch.domain.chain import Position
from lexiarch.domain.words import End
from lexiarch.projection import delegations, proposals
from lexiarch.projection import tracks as track_rows
from lexiarch.projection.balances import Balances
from lexiarch.projection.batch import Batch
from lexiarch.projection.holders import Holders
from lexiarch.projection.issuers import Issuers
from lexiarch.projection.rules import apply_rule
from lexiarch.projection.votes import Votes
from lexiarch.store.database import Reader
from lexiarch.store.outbox import NewChange
from lexiarch.store.tables import Row

_Event = (
    token.Event
    | governor.Event
    | holder_registry.Event
    | issuer_registry.Event
    | timelock.Event
    | tracks.Event
    | ballot_batch.Event
)


class Projection(NamedTuple):
    """What a run of events does to the index."""

    rows: list[Row]
    changes: list[NewChange]


def project(decoded: Iterable[Decoded], reader: Reader) -> Projection:
    """Works out the rows of whole blocks of events, in the order of the chain.

    Args:
        reader: sees the rows of all events before these.

    Raises:
        NodeAnswerInvalid: the events cannot be all; a part of a ballot is missing.
    """
    projector = _Projector(reader)
    for item in decoded:
        projector.apply(item.position, item.event)
    return projector.finish()


class _Projector:
    def __init__(self, reader: Reader) -> None:
        self._batch = Batch(reader)
        self._balances = Balances(self._batch)
        self._votes = Votes(self._batch)
        self._holders = Holders(self._batch)
        self._issuers = Issuers(self._batch)

    def finish(self) -> Projection:
        self._votes.finish()
        return Projection(self._batch.rows, self._batch.changes)

    def apply(self, at: Position, event: _Event) -> None:
        if isinstance(event, governor.Event):
            self._apply_governor(at, event)
        elif isinstance(event, token.Event):
            self._apply_token(at, event)
        elif isinstance(event, holder_registry.Event):
            self._apply_holder_registry(at, event)
        elif isinstance(event, issuer_registry.Event):
            self._apply_issuer_registry(at, event)
        elif isinstance(event, timelock.Event):
            self._apply_timelock(at, event)
        elif isinstance(event, tracks.Event):
            self._apply_tracks(at, event)
        elif isinstance(event, ballot_batch.Event):
            pass  # a ballot that the governor did not count changed nothing
        else:
            assert_never(event)

    def _apply_token(self, at: Position, event: token.Event) -> None:
        match event:
            case token.Transfer():
                self._balances.apply_transfer(at, event)
            case token.DelegateChanged():
                delegations.apply_delegate_changed(self._batch, at, event)
            case token.DelegateVotesChanged():
                delegations.apply_votes_changed(self._batch, at, event)
            case token.Approval() | token.EIP712DomainChanged():
                pass
            case _:
                assert_never(event)

    def _apply_governor(self, at: Position, event: governor.Event) -> None:
        match event:
            case governor.VoteCast() | governor.VoteCastWithParams():
                self._votes.apply_vote(at, event)
            case governor.HolderVoteCast():
                self._votes.apply_holder_vote(at, event)
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

    def _apply_holder_registry(self, at: Position, event: holder_registry.Event) -> None:
        match event:
            case holder_registry.Attested():
                self._holders.apply_attested(at, event)
            case holder_registry.Revoked():
                self._holders.apply_ended(at, event, End.REVOKED, event.reason_commitment)
            case holder_registry.Exited():
                self._holders.apply_ended(at, event, End.EXITED)
            case holder_registry.Swept():
                self._holders.apply_ended(at, event, End.SWEPT)
            case (
                holder_registry.Locked()
                | holder_registry.Unlocked()
                | holder_registry.OwnershipTransferred()
                | holder_registry.EIP712DomainChanged()
            ):
                pass
            case _:
                assert_never(event)

    def _apply_issuer_registry(self, at: Position, event: issuer_registry.Event) -> None:
        match event:
            case issuer_registry.SchemaRegistered():
                self._issuers.apply_schema(at, event)
            case issuer_registry.IssuerAccredited():
                self._issuers.apply_accredited(at, event)
            case issuer_registry.AccreditationWithdrawn():
                self._issuers.apply_withdrawn(at, event)
            case issuer_registry.OwnershipTransferred():
                pass
            case _:
                assert_never(event)

    def _apply_tracks(self, at: Position, event: tracks.Event) -> None:
        match event:
            case tracks.TrackSet():
                track_rows.apply_set(self._batch, at, event)
            case tracks.TrackAssigned():
                track_rows.apply_assigned(self._batch, at, event)
            case tracks.OwnershipTransferred():
                pass
            case _:
                assert_never(event)

    def _apply_timelock(self, at: Position, event: timelock.Event) -> None:
        match event:
            case timelock.MinDelayChange():
                apply_rule(self._batch, at, event)
            case (
                timelock.CallScheduled()
                | timelock.CallExecuted()
                | timelock.CallSalt()
                | timelock.Cancelled()
                | timelock.RoleAdminChanged()
                | timelock.RoleGranted()
                | timelock.RoleRevoked()
            ):
                pass  # the governor is the timelock's only proposer, executor and canceller, and says it too
            case _:
                assert_never(event)
