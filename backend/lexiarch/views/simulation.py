"""What a proposal would do if it were executed now, as a node finds. The view that needs one."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import BoundedSemaphore, Lock
from typing import Final, NamedTuple, Protocol

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import SimulationsBusy
from lexiarch.domain.execution import Call, Trial, Where
from lexiarch.domain.warnings import WarningCode
from lexiarch.store.database import Reader
from lexiarch.store.meta import BlockId
from lexiarch.store.proposal_lists import load_actions
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.views.effects import build_outcome
from lexiarch.views.find import find_proposal
from lexiarch.views.models import ProposalWarning
from lexiarch.views.moment import load_present
from lexiarch.views.simulation_models import SimulatedTarget, Simulation
from lexiarch.views.text import address_text

_AT_ONCE: Final = 2
"""Simulations that one process has a node make at the same time."""
_PATIENCE: Final = 1.0
"""Seconds that one more waits."""
_KEPT: Final = 200
_IMPLEMENTATION: Final = (int.from_bytes(keccak(text="eip1967.proxy.implementation"), "big") - 1).to_bytes(32)
"""Where a proxy keeps the address of its code (ERC-1967)."""


class Trier(Protocol):
    """A node that is asked what would happen; see chain/trial.py."""

    def try_calls(self, sender: Address, calls: Sequence[Call], where: Where) -> Trial: ...
    def fetch_codes(self, accounts: Sequence[Address], block: int | bytes) -> list[bytes] | None: ...
    def fetch_slots(
        self, accounts: Sequence[Address], slot: bytes, block: int | bytes
    ) -> list[bytes] | None: ...


class Execution(NamedTuple):
    """What would be tried."""

    proposal_id: int
    proposed: int
    """Number of the block of the proposal."""
    calls: tuple[Call, ...]
    block: BlockId
    time: int


def build_execution(reader: Reader, deployment: Deployment, proposal_id: int) -> Execution:
    """The calls of a proposal, after the last indexed block, and not before its eta.

    Raises:
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    block = load_present(reader)
    key = encode_amount(proposal_id)
    record = find_proposal(reader, deployment.governor.clock, proposal_id)
    calls = [Call(row.target, decode_amount(row.value), row.calldata) for row in load_actions(reader, key)]
    time = max(block.timestamp + 1, record.eta or 0)
    return Execution(proposal_id, record.block_number, tuple(calls), block, time)


class Simulator:
    """Has a node try executions: each once a block, and only a few at a time.

    Args:
        node: where they are tried.
    """

    def __init__(self, node: Trier, deployment: Deployment) -> None:
        self._node = node
        self._deployment = deployment
        self._free = BoundedSemaphore(_AT_ONCE)
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, Hash32], Simulation] = OrderedDict()

    def simulate(self, execution: Execution) -> Simulation:
        """What would become of it.

        Raises:
            SimulationsBusy: too many others are asked for.
            ChainError: the node cannot be used.
        """
        key = (execution.proposal_id, execution.block.hash)
        if (kept := self._kept.get(key)) is not None:
            return kept
        if not self._free.acquire(timeout=_PATIENCE):
            raise SimulationsBusy
        try:
            found = self._kept.get(key) or self._simulate(execution)
        finally:
            self._free.release()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _simulate(self, execution: Execution) -> Simulation:
        block, calls = execution.block, execution.calls
        executor = self._deployment.executor
        where = Where(block.number, block.hash, execution.time)
        trial = self._node.try_calls(executor, calls, where) if calls else Trial(True, ())
        targets = self._targets(list(dict.fromkeys(call.to for call in calls)), execution)
        return Simulation(
            proposal_id=execution.proposal_id,
            block=block.number,
            time=execution.time,
            executor=address_text(executor),
            together=trial.together,
            success=all(outcome.success for outcome in trial.outcomes),
            actions=[build_outcome(outcome, self._deployment) for outcome in trial.outcomes],
            targets=targets,
            warnings=_warnings(calls, targets),
        )

    def _targets(self, targets: list[Address], execution: Execution) -> list[SimulatedTarget]:
        """What is at each target after the last indexed block, and what was there at the proposal's."""
        unknown = [None] * len(targets)
        blocks = (execution.block.hash, execution.proposed)
        codes = [self._node.fetch_codes(targets, block) or unknown for block in blocks]
        slots = [self._node.fetch_slots(targets, _IMPLEMENTATION, block) or unknown for block in blocks]
        return [_target(*facts) for facts in zip(targets, *codes, *slots, strict=True)]


def _target(
    target: Address, code: bytes | None, code_then: bytes | None, leads: bytes | None, led: bytes | None
) -> SimulatedTarget:
    is_proxy = leads is not None and any(leads)
    return SimulatedTarget(
        address=address_text(target),
        has_code=None if code is None else bool(code),
        code_changed=_differs(code, code_then),
        implementation=address_text(leads[-20:]) if leads and is_proxy else None,
        implementation_changed=_differs(leads, led) if is_proxy else None,
    )


def _differs(now: bytes | None, then: bytes | None) -> bool | None:
    return None if now is None or then is None else now != then


def _warnings(calls: Sequence[Call], targets: Sequence[SimulatedTarget]) -> list[ProposalWarning]:
    """By action: each says what is to be known of the code that it calls."""
    known = {target.address: target for target in targets}
    found = []
    for number, call in enumerate(calls):
        target = known[address_text(call.to)]
        codes = {
            WarningCode.TARGET_WITHOUT_CODE: bool(call.data) and target.has_code is False,
            WarningCode.CODE_CHANGED: target.code_changed,
            WarningCode.TARGET_IS_PROXY: target.implementation is not None,
            WarningCode.IMPLEMENTATION_CHANGED: target.implementation_changed,
        }
        found += [ProposalWarning(code=code, action=number) for code, holds in codes.items() if holds]
    return found
