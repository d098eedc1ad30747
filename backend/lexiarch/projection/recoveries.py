"""Requests to move iDs to other accounts, and what came of them."""

from lexiarch.decode.events import holder_registry
from lexiarch.domain.chain import Hash32, Position
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.words import Change, RecoveryStep
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.running import load_last_start
from lexiarch.store.tables import RecoveryRow


class Recoveries:
    """Carries the last request for each iD."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._started: dict[Hash32, RecoveryRow] = {}

    def apply_started(self, at: Position, event: holder_registry.RecoveryStarted) -> None:
        """An account asked for an iD of another."""
        row = RecoveryRow(
            *at,
            person_tag=event.person_tag,
            old_holder=event.old_holder,
            new_holder=event.new_holder,
            step=RecoveryStep.STARTED.value,
            until=event.ready_at,
            uid=event.uid,
            expiration_time=event.expiration_time,
            accreditation=event.accreditation,
        )
        self._started[event.person_tag] = row
        self._add(at, row)

    def apply_vetoed(self, at: Position, event: holder_registry.RecoveryVetoed) -> None:
        """The old account refused."""
        accounts = (event.old_holder, event.new_holder)
        step = RecoveryStep.VETOED.value
        self._add(at, RecoveryRow(*at, event.person_tag, *accounts, step, event.rests_until))

    def apply_completed(self, at: Position, event: holder_registry.Recovered) -> RecoveryRow:
        """The iD moved.

        Returns:
            The request that this completes.

        Raises:
            NodeAnswerInvalid: there was none; a log is missing.
        """
        started = self._started.get(event.person_tag) or load_last_start(self._batch.reader, event.person_tag)
        if started is None:
            raise NodeAnswerInvalid("eth_getLogs", f"nobody asked for the iD {hex_text(event.person_tag)}")
        accounts = (event.old_holder, event.new_holder)
        self._batch.add(RecoveryRow(*at, event.person_tag, *accounts, RecoveryStep.COMPLETED.value, 0))
        return started

    def _add(self, at: Position, row: RecoveryRow) -> None:
        self._batch.add(row)
        for account in (row.old_holder, row.new_holder):
            self._batch.tell(at, Change.HOLDER, hex_text(account))
