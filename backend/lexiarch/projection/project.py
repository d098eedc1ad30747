"""Sends every event to its noun. An event that the contracts may emit and nobody handles is a type error."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple, assert_never

from lexiarch.decode.events import (
    ballot_batch,
    ballot_box,
    governor,
    holder_registry,
    holder_tree,
    issuer_registry,
    timelock,
    token,
    tracks,
)
from lexiarch.decode.logs import Decoded
from lexiarch.domain.chain import Position
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.projection import delegations, tree
from lexiarch.projection import tracks as track_rows
from lexiarch.projection.assembly import Assembly
from lexiarch.projection.balances import Balances
from lexiarch.projection.batch import Batch, Handler, ignore
from lexiarch.projection.issuers import Issuers
from lexiarch.projection.owners import Owners
from lexiarch.projection.roll import Roll
from lexiarch.store.database import NoRows, Reader
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
    | ballot_box.Event
    | holder_tree.Event
)


class Projection(NamedTuple):
    """What a run of events does to the index."""

    rows: list[Row]
    changes: list[NewChange]


class Projector:
    """Works out the rows of events, and remembers the last values for those that follow.

    What it remembers is of one line of blocks. Whoever leaves that line (a reorg, a step that failed, another
    indexer's step) goes on with a new projector, which reads the last values again.

    Args:
        deployment: whose events they are.
        from_nothing: whether it will see every event since the first. Then it knows all that the index holds
            and never reads it.
    """

    def __init__(self, deployment: Deployment, *, from_nothing: bool = False) -> None:
        self.knows_all = from_nothing
        self._handlers: dict[type, Handler] = {}
        self._batch = Batch()
        self._balances = Balances(self._batch)
        self._assembly = Assembly(self._batch, deployment)
        self._owners = Owners(self._batch)
        self._issuers = Issuers(self._batch)
        self._roll = Roll(self._batch, self._owners, self._issuers)

    @property
    def size(self) -> int:
        """How many values it remembers, about."""
        return self._balances.size + self._roll.size

    def project(self, decoded: Iterable[Decoded], reader: Reader, *, quiet: bool = False) -> Projection:
        """Works out the rows of whole blocks of events, in the order of the chain.

        Args:
            reader: sees the rows of all events before these.
            quiet: whether nobody has to be told of changes.

        Raises:
            NodeAnswerInvalid: the events cannot be all; a part of a ballot is missing.
        """
        self._batch.begin(NoRows() if self.knows_all else reader, quiet=quiet)
        handlers = self._handlers
        for at, event in decoded:
            handle = handlers.get(type(event))
            if handle is None:
                handle = handlers[type(event)] = self._handler_of(event)
            handle(at, event)
        self._assembly.finish()
        return Projection(self._batch.rows, self._batch.changes)

    def _handler_of(self, event: _Event) -> Handler:
        """What takes events of this type; asked once for each type, because there are many events."""
        handler: Handler
        if isinstance(event, token.Event):
            handler = self._handler_of_token(event)
        elif isinstance(event, governor.Event):
            handler = self._assembly.handler_of(event)
        elif isinstance(event, holder_registry.Event):
            handler = self._roll.handler_of(event)
        elif isinstance(event, issuer_registry.Event):
            handler = self._apply_issuer_registry
        elif isinstance(event, timelock.Event):
            handler = self._assembly.apply_timelock
        elif isinstance(event, tracks.Event):
            handler = self._apply_tracks
        elif isinstance(event, ballot_batch.Event):
            handler = ignore  # a ballot that the governor did not count changed nothing
        elif isinstance(event, ballot_box.Event):
            handler = self._assembly.apply_frozen
        elif isinstance(event, holder_tree.Event):
            handler = self._apply_holder_tree
        else:
            assert_never(event)
        return handler

    def _handler_of_token(self, event: token.Event) -> Handler:
        handler: Handler
        match event:
            case token.Transfer():
                handler = self._balances.apply_transfer
            case token.DelegateChanged():
                handler = partial(delegations.apply_delegate_changed, self._batch)
            case token.DelegateVotesChanged():
                handler = partial(delegations.apply_votes_changed, self._batch)
            case token.Approval() | token.EIP712DomainChanged():
                handler = ignore
            case _:
                assert_never(event)
        return handler

    def _apply_holder_tree(self, at: Position, event: holder_tree.Event) -> None:
        match event:
            case holder_tree.LeafAdded() | holder_tree.LeafReplaced():
                tree.apply_leaf(self._batch, at, event)
            case holder_tree.LeafPruned():
                tree.apply_pruned(self._batch, at, event)
            case holder_tree.LeafDue():
                tree.apply_due(self._batch, at, event)
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
            case issuer_registry.IssuerSignerSet():
                self._issuers.apply_signer(at, event)
            case issuer_registry.IssuanceSuspended():
                self._issuers.apply_suspended(at, event)
            case issuer_registry.GuardianSet():
                self._issuers.apply_guardian(at, event)
            case issuer_registry.GroundRegistered():
                self._issuers.apply_ground(at, event)
            case issuer_registry.GroundRetired():
                self._issuers.apply_ground_retired(at, event)
            case issuer_registry.OwnershipTransferred():
                self._owners.apply_transferred(at, ContractName.ISSUER_REGISTRY, event.new_owner)
            case _:
                assert_never(event)

    def _apply_tracks(self, at: Position, event: tracks.Event) -> None:
        match event:
            case tracks.TrackSet():
                track_rows.apply_set(self._batch, at, event)
            case tracks.TrackAssigned():
                track_rows.apply_assigned(self._batch, at, event)
            case tracks.OwnershipTransferred():
                self._owners.apply_transferred(at, ContractName.TRACKS, event.new_owner)
            case _:
                assert_never(event)
