"""Operations of a timelock that carry out proposals: it may end them without the governor's word."""

from lexiarch.decode.events import timelock
from lexiarch.domain.chain import Hash32, Position
from lexiarch.domain.words import Step
from lexiarch.projection import proposals
from lexiarch.projection.batch import Batch
from lexiarch.store.running import load_proposal_of_operation
from lexiarch.store.tables import OperationRow, decode_amount, encode_amount


class Operations:
    """Knows which operation belongs to which proposal: that scheduled in the transaction that queued it."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._scheduled: tuple[Hash32, Hash32] | None = None  # transaction and operation
        self._proposals: dict[Hash32, bytes | None] = {}

    def apply_scheduled(self, at: Position, event: timelock.CallScheduled) -> None:
        """An operation waits."""
        self._scheduled = at.tx_hash, event.id

    def apply_queued(self, at: Position, proposal_id: int) -> None:
        """A proposal was queued, by the operation scheduled just before."""
        if self._scheduled and self._scheduled[0] == at.tx_hash:
            key, operation_id = encode_amount(proposal_id), self._scheduled[1]
            self._proposals[operation_id] = key
            self._batch.add(OperationRow(at.block_number, at.log_index, operation_id, key))

    def apply_cancelled(self, at: Position, event: timelock.Cancelled) -> None:
        """An operation will not be carried out."""
        self._apply_step(at, event.id, Step.CANCELED)

    def apply_executed(self, at: Position, event: timelock.CallExecuted) -> None:
        """A call of an operation was made; all of them are made at once."""
        if event.index == 0:
            self._apply_step(at, event.id, Step.EXECUTED)

    def _apply_step(self, at: Position, operation_id: Hash32, step: Step) -> None:
        if operation_id not in self._proposals:
            self._proposals[operation_id] = load_proposal_of_operation(self._batch.reader, operation_id)
        key = self._proposals[operation_id]
        if key is not None:
            proposals.add_step(self._batch, at, decode_amount(key), step)
