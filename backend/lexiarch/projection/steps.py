"""What becomes of proposals after they were made: extended, queued, executed, canceled.

The governor says it, or its timelock alone: who may cancel or execute there needs no word of the governor.
When the governor leaves its timelock, what was queued in that is canceled without a word (OpenZeppelin
GovernorTimelockControl `state`).
"""

from lexiarch.decode.events import timelock
from lexiarch.domain.chain import Hash32, Position
from lexiarch.domain.words import Change, Step
from lexiarch.projection.batch import Batch
from lexiarch.store.running import load_open_operations, load_proposal_of_operation
from lexiarch.store.tables import OperationRow, ProposalStepRow, decode_amount, encode_amount

_ENDS = (Step.EXECUTED, Step.CANCELED)


class Steps:
    """Carries which operation of the timelock belongs to which proposal, and which of them wait."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._scheduled: tuple[Hash32, Hash32] | None = None  # transaction and operation
        self._proposals: dict[Hash32, int | None] = {}
        self._waiting: set[int] | None = None
        self._last: tuple[Hash32, int, Step] | None = None
        self._left: Position | None = None

    def apply(self, at: Position, proposal_id: int, step: Step, eta: int | None = None) -> None:
        """What the governor says."""
        self._settle(at.tx_hash)
        self._add(at, proposal_id, step, eta)
        if step is Step.QUEUED and self._scheduled and self._scheduled[0] == at.tx_hash:
            operation_id = self._scheduled[1]
            self._proposals[operation_id] = proposal_id
            key = encode_amount(proposal_id)
            self._batch.add(OperationRow(at.block_number, at.log_index, operation_id, key))
            self._load_waiting().add(proposal_id)

    def apply_operation(
        self, at: Position, event: timelock.CallScheduled | timelock.Cancelled | timelock.CallExecuted
    ) -> None:
        """What the timelock says. A proposal is queued by the operation scheduled just before."""
        self._settle(at.tx_hash)
        match event:
            case timelock.CallScheduled():
                self._scheduled = at.tx_hash, event.id
            case timelock.Cancelled():
                self._end(at, event.id, Step.CANCELED)
            case timelock.CallExecuted():  # for each call of the operation, but it is done at once
                self._end(at, event.id, Step.EXECUTED)

    def apply_left(self, at: Position) -> None:
        """The governor has another timelock; what this very transaction executes is not canceled."""
        self._left = at

    def finish(self) -> None:
        """No more events of the last transaction come."""
        self._settle(None)

    def _end(self, at: Position, operation_id: Hash32, step: Step) -> None:
        if operation_id not in self._proposals:
            key = load_proposal_of_operation(self._batch.reader, operation_id)
            self._proposals[operation_id] = None if key is None else decode_amount(key)
        proposal_id = self._proposals[operation_id]
        if proposal_id is not None:
            self._add(at, proposal_id, step)

    def _add(self, at: Position, proposal_id: int, step: Step, eta: int | None = None) -> None:
        """Once, when governor and timelock both say it."""
        if self._last == (at.tx_hash, proposal_id, step):
            return
        self._last = at.tx_hash, proposal_id, step
        self._batch.add(ProposalStepRow(*at, encode_amount(proposal_id), step.value, eta))
        self._batch.tell(at, Change.PROPOSAL, str(proposal_id), {"event": step.value})
        if step in _ENDS:
            self._load_waiting().discard(proposal_id)

    def _settle(self, tx_hash: Hash32 | None) -> None:
        if self._left is None or self._left.tx_hash == tx_hash:
            return
        left, self._left = self._left, None
        for proposal_id in sorted(self._load_waiting()):
            self._add(left, proposal_id, Step.CANCELED)

    def _load_waiting(self) -> set[int]:
        if self._waiting is None:
            self._waiting = {decode_amount(key) for key in load_open_operations(self._batch.reader)}
        return self._waiting
