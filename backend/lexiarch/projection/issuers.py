"""Schemas and the issuers accredited for them."""

from lexiarch.decode.events import issuer_registry
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.running import load_valid_from
from lexiarch.store.tables import AccreditationRow, IdSchemaRow


class Issuers:
    """Carries when each accreditation began, which its withdrawal does not say."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._valid_from: dict[int, int] = {}

    def apply_schema(self, at: Position, event: issuer_registry.SchemaRegistered) -> None:
        """A schema entered the list."""
        self._batch.add(IdSchemaRow(*at, event.uid, event.kind, event.definition))

    def apply_accredited(self, at: Position, event: issuer_registry.IssuerAccredited) -> None:
        """An issuer may attest, or for another term than before."""
        self._valid_from[event.number] = event.valid_from
        term = (event.valid_from, event.valid_until)
        self._batch.add(AccreditationRow(*at, event.number, event.issuer, event.schema, *term, withdrawn=0))
        self._batch.tell(at, Change.ISSUER, hex_text(event.issuer), {"event": "accredited"})

    def apply_withdrawn(self, at: Position, event: issuer_registry.AccreditationWithdrawn) -> None:
        """An issuer may attest no more."""
        valid_from = self._valid_from.get(event.number)
        if valid_from is None:
            valid_from = load_valid_from(self._batch.reader, event.number)
        term = (valid_from, event.valid_until)
        self._batch.add(AccreditationRow(*at, event.number, event.issuer, event.schema, *term, withdrawn=1))
        self._batch.tell(at, Change.ISSUER, hex_text(event.issuer), {"event": "withdrawn"})
