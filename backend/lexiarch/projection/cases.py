"""Cases about iDs: notice, appeal, decision."""

from lexiarch.decode.events import holder_registry
from lexiarch.domain.chain import Address, Hash32, Position
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.words import CaseStep, Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.projection.owners import Owners
from lexiarch.projection.suspensions import Suspensions
from lexiarch.store.tables import CaseNoticeRow, CaseStepRow


class Cases:
    """Turns the steps of cases into rows. That an iD ended is told by {Holders}, too."""

    def __init__(self, batch: Batch, owners: Owners, suspensions: Suspensions) -> None:
        self._batch = batch
        self._owners = owners
        self._suspensions = suspensions

    def apply_opened(self, at: Position, event: holder_registry.CaseOpened) -> None:
        """Notice was given. Who owns the roll is the DAO; anybody else who may open a case is an issuer."""
        dao = self._owners.owner_of(ContractName.HOLDER_REGISTRY)
        self._batch.add(
            CaseNoticeRow(
                *at,
                person_tag=event.person_tag,
                number=event.number,
                holder=event.holder,
                opener=event.opener,
                by_issuer=int(event.opener != dao),
                reason_commitment=event.reason_commitment,
                appeal_until=event.appeal_until,
                decide_until=event.decide_until,
                suspended_until=event.suspended_until,
            )
        )
        if event.suspended_until:
            self._suspensions.begin(at, event.person_tag, event.suspended_until)
        self._tell(at, event.holder)

    def apply_appealed(self, at: Position, event: holder_registry.CaseAppealed) -> None:
        """The holder appealed."""
        self._add(at, event.person_tag, event.number, CaseStep.APPEALED)
        self._tell(at, event.holder)

    def apply_dismissed(self, at: Position, event: holder_registry.CaseDismissed) -> None:
        """The iD stays."""
        step = CaseStep.WITHDRAWN if event.withdrawn else CaseStep.DISMISSED
        self._add(at, event.person_tag, event.number, step)
        self._suspensions.lift(at, event.person_tag)
        self._tell(at, event.holder)

    def apply_revoked(self, at: Position, event: holder_registry.Revoked) -> None:
        """The iD ended."""
        self._add(at, event.person_tag, event.number, CaseStep.UPHELD)

    def _add(self, at: Position, person_tag: Hash32, number: int, step: CaseStep) -> None:
        self._batch.add(CaseStepRow(*at, person_tag, number, step.value))

    def _tell(self, at: Position, holder: Address) -> None:
        self._batch.tell(at, Change.HOLDER, hex_text(holder))
