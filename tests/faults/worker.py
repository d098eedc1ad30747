"""An indexer in a process of its own, to be killed. A fork server has all it imports loaded."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any, NamedTuple

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import CheckpointMoved, LexiarchError
from lexiarch.indexer.converge import Indexer
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import NothingNew
from lexiarch.store.database import open_database
from lexiarch.store.schema import prepare_schema
from tests.faults import planted
from tests.helpers.fake_chain import Block, FakeChain
from tests.helpers.index import WINDOW

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.worker"])
_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_JOIN_SECONDS = 60


class Task(NamedTuple):
    """What to follow: the chain as it is in one stage after the other."""

    deployment: Deployment
    stages: list[list[Block]]
    """Blocks without the contracts' state."""
    url: str
    planted: str = ""
    """A fault to plant first."""
    moved: Any = None
    """Shared number: how often another had moved the checkpoint."""


class Worker:
    """A process that follows a task's chain from a stage on; it begins when it is let.

    Args:
        stage: shared with the process: where it is, and where the next one has to go on.
    """

    def __init__(self, task: Task, stage: Any) -> None:
        self._gate, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(task, stage, theirs), daemon=True)
        with _no_main_module():
            self.process.start()
        theirs.close()
        self._gate.recv()  # it is there

    def let_go(self) -> None:
        """Lets it begin."""
        with suppress(OSError):
            self._gate.send(None)

    def join(self) -> int:
        """Waits for its end, and gives its exit code; negative, a signal's number."""
        self.process.join(_JOIN_SECONDS)
        if self.process.exitcode is None:
            self.process.kill()
            raise TimeoutError("the indexer's process has not ended")
        self._gate.close()
        return int(self.process.exitcode)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Spares a new process the import of the program that is running, which may be pytest."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def new_stage() -> Any:
    """A shared number, zero."""
    return _CONTEXT.Value("i", 0)


def without_state(blocks: list[Block]) -> list[Block]:
    """What a process of its own needs of blocks."""
    return [Block(block.header, block.logs, None) for block in blocks]


def finish(task: Task, stage: Any) -> None:
    """Has a new process do what is left."""
    worker = Worker(task, stage)
    worker.let_go()
    if code := worker.join():
        raise RuntimeError(f"the indexer's process ended with {code}")


def _work(task: Task, stage: Any, gate: Connection) -> None:
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)  # strace is no parent of ours
    with planted.planted(task.planted):
        gate.send(None)
        gate.recv()
        with closing(open_database(task.url)) as database:
            prepare_schema(database, task.deployment)
            for number in range(stage.value, len(task.stages)):
                stage.value = number
                chain = FakeChain(blocks=task.stages[number])
                indexer = Indexer(chain, database, task.deployment, Limits(5, WINDOW))
                _follow(indexer, task.moved, is_last=number == len(task.stages) - 1)


def _follow(indexer: Indexer, moved: Any, *, is_last: bool) -> None:
    """Until there is nothing new. What a rival has done may be too far away from a stage that is over."""
    while True:
        try:
            if isinstance(indexer.converge(), NothingNew):
                return
        except CheckpointMoved:
            if moved is not None:
                moved.value += 1
        except LexiarchError:
            if is_last:
                raise
            return
