"""The roll's events: iDs, cases, recoveries."""

from typing import assert_never

from lexiarch.decode.events import holder_registry
from lexiarch.domain.chain import Position
from lexiarch.domain.deployment import ContractName
from lexiarch.projection.batch import Batch, Handler
from lexiarch.projection.cases import Cases
from lexiarch.projection.holders import Holders
from lexiarch.projection.issuers import Issuers
from lexiarch.projection.owners import Owners
from lexiarch.projection.recoveries import Recoveries
from lexiarch.projection.suspensions import Suspensions

_DueProcess = (
    holder_registry.CaseOpened
    | holder_registry.CaseAppealed
    | holder_registry.CaseDismissed
    | holder_registry.RecoveryStarted
    | holder_registry.RecoveryVetoed
    | holder_registry.Transfer
    | holder_registry.Approval
    | holder_registry.ApprovalForAll
    | holder_registry.Issued
    | holder_registry.Locked
    | holder_registry.Unlocked
    | holder_registry.TokenExpiryUpdated
    | holder_registry.EIP712DomainChanged
)


_Rare = (
    holder_registry.Revoked
    | holder_registry.Exited
    | holder_registry.Swept
    | holder_registry.Recovered
    | holder_registry.OwnershipTransferred
    | _DueProcess
)


class Roll:
    """Sends each event of the roll to its noun."""

    def __init__(self, batch: Batch, owners: Owners, issuers: Issuers) -> None:
        suspensions = Suspensions(batch)
        self._owners = owners
        self._recoveries = Recoveries(batch)
        self._cases = Cases(batch, owners, suspensions)
        self._holders = Holders(batch, issuers, suspensions, self._recoveries)

    @property
    def size(self) -> int:
        """How many values are carried."""
        return self._holders.size

    def handler_of(self, event: holder_registry.Event) -> Handler:
        """What takes events of this type."""
        return self._holders.apply_attested if isinstance(event, holder_registry.Attested) else self._apply

    def _apply(self, at: Position, event: _Rare) -> None:
        match event:
            case holder_registry.Revoked():
                self._cases.apply_revoked(at, event)
                self._holders.apply_revoked(at, event)
            case holder_registry.Exited():
                self._holders.apply_exited(at, event)
            case holder_registry.Swept():
                self._holders.apply_swept(at, event)
            case holder_registry.Recovered():
                self._holders.apply_recovered(at, event)
            case holder_registry.OwnershipTransferred():
                self._owners.apply_transferred(at, ContractName.HOLDER_REGISTRY, event.new_owner)
            case _:
                self._apply_due_process(at, event)

    def _apply_due_process(self, at: Position, event: _DueProcess) -> None:
        match event:
            case holder_registry.CaseOpened():
                self._cases.apply_opened(at, event)
            case holder_registry.CaseAppealed():
                self._cases.apply_appealed(at, event)
            case holder_registry.CaseDismissed():
                self._cases.apply_dismissed(at, event)
            case holder_registry.RecoveryStarted():
                self._recoveries.apply_started(at, event)
            case holder_registry.RecoveryVetoed():
                self._recoveries.apply_vetoed(at, event)
            case (
                holder_registry.Transfer()
                | holder_registry.Approval()
                | holder_registry.ApprovalForAll()
                | holder_registry.Issued()
                | holder_registry.Locked()
                | holder_registry.Unlocked()
                | holder_registry.TokenExpiryUpdated()
                | holder_registry.EIP712DomainChanged()
            ):
                pass  # the faces of a token say again what the roll's own events say
            case _:
                assert_never(event)
