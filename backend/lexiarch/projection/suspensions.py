"""How long iDs are suspended."""

from lexiarch.domain.chain import Hash32, Position
from lexiarch.projection.batch import Batch
from lexiarch.store.running import load_suspended_until
from lexiarch.store.tables import SuspensionRow


class Suspensions:
    """Carries until when each iD is suspended."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._until: dict[Hash32, int] = {}

    def begin(self, at: Position, person_tag: Hash32, until: int) -> None:
        """An iD is suspended from now on."""
        self._set(at, person_tag, until)

    def lift(self, at: Position, person_tag: Hash32) -> None:
        """A suspension ends before its time, if there is one."""
        until = self._until.get(person_tag)
        if until is None:
            until = load_suspended_until(self._batch.reader, person_tag)
        if at.block_time < until:
            self._set(at, person_tag, at.block_time)

    def _set(self, at: Position, person_tag: Hash32, until: int) -> None:
        self._until[person_tag] = until
        self._batch.add(SuspensionRow(at.block_number, at.log_index, at.block_time, person_tag, until))
