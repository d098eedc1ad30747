"""The lists that membership rests on: schemas, grounds, and the issuers accredited for each schema."""

from lexiarch.decode.events import issuer_registry
from lexiarch.domain.chain import Position
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.words import AccreditationStep, Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.running import load_accreditation
from lexiarch.store.tables import AccreditationRow, GroundRow, GuardianRow, IdSchemaRow


class Issuers:
    """Carries all that is set of each accreditation: an event says only what it changes."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._accreditations: dict[int, AccreditationRow] = {}

    def accreditation(self, number: int) -> AccreditationRow | None:
        """All that is set of an accreditation by now; None when it was never given."""
        if number not in self._accreditations:
            found = load_accreditation(self._batch.reader, number)
            if found is None:
                return None
            self._accreditations[number] = found
        return self._accreditations[number]

    def apply_schema(self, at: Position, event: issuer_registry.SchemaRegistered) -> None:
        """A schema entered the list."""
        self._batch.add(IdSchemaRow(*at, event.uid, event.kind, event.definition))
        self._batch.tell(at, Change.REGISTER, "")

    def apply_ground(self, at: Position, event: issuer_registry.GroundRegistered) -> None:
        """A ground entered the list."""
        self._batch.add(GroundRow(*at, event.uid, event.definition, retired=0))
        self._batch.tell(at, Change.REGISTER, "")

    def apply_ground_retired(self, at: Position, event: issuer_registry.GroundRetired) -> None:
        """A ground was taken off the list."""
        self._batch.add(GroundRow(*at, event.uid, "", retired=1))
        self._batch.tell(at, Change.REGISTER, "")

    def apply_guardian(self, at: Position, event: issuer_registry.GuardianSet) -> None:
        """Somebody else, or nobody, may stop new attestations."""
        self._batch.add(GuardianRow(*at, event.new_guardian))
        self._batch.tell(at, Change.REGISTER, "")

    def apply_accredited(self, at: Position, event: issuer_registry.IssuerAccredited) -> None:
        """An issuer may attest, or for another term or cap. After an end its own account signs again."""
        before = self.accreditation(event.number)
        goes_on = before is not None and at.block_time < before.valid_until
        row = AccreditationRow(
            *at,
            number=event.number,
            issuer=event.issuer,
            schema=event.schema,
            valid_from=event.valid_from,
            valid_until=event.valid_until,
            daily_cap=event.daily_cap,
            signer=before.signer if before is not None and goes_on else b"",
            suspended_until=0,
            step=AccreditationStep.ACCREDITED.value,
        )
        self._set(at, row)

    def apply_withdrawn(self, at: Position, event: issuer_registry.AccreditationWithdrawn) -> None:
        """An issuer may attest no more."""
        row = self._changed(at, event.number, AccreditationStep.WITHDRAWN)
        self._set(at, row._replace(valid_until=event.valid_until))

    def apply_signer(self, at: Position, event: issuer_registry.IssuerSignerSet) -> None:
        """Another key signs an issuer's offers."""
        row = self._changed(at, event.number, AccreditationStep.SIGNER_SET)
        self._set(at, row._replace(signer=event.signer))

    def apply_suspended(self, at: Position, event: issuer_registry.IssuanceSuspended) -> None:
        """The guardian stopped new attestations for some days."""
        row = self._changed(at, event.number, AccreditationStep.SUSPENDED)
        self._set(at, row._replace(suspended_until=event.suspended_until))

    def _changed(self, at: Position, number: int, step: AccreditationStep) -> AccreditationRow:
        """The last row of an accreditation, at another place."""
        before = self.accreditation(number)
        if before is None:
            raise NodeAnswerInvalid("eth_getLogs", f"accreditation {number} was never given")
        return before._replace(**at._asdict(), step=step.value)

    def _set(self, at: Position, row: AccreditationRow) -> None:
        self._accreditations[row.number] = row
        self._batch.add(row)
        self._batch.tell(at, Change.ISSUER, hex_text(row.issuer), {"event": row.step})
