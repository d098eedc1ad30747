"""Reads ranges far behind the head before they are asked for: a node answers while the database writes."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from lexiarch.chain.source import Source
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.reader.process import Endpoints, ReaderGone, ReaderProcess
from lexiarch.indexer.reader.read import Read, Reading
from lexiarch.indexer.stretch import NEAR_BLOCKS

_WORTH_A_PROCESS = 300
"""Blocks behind the head from which reading is left to a process of its own."""


class _Planned(NamedTuple):
    """A range that is being read: by a thread, or as a question to the process."""

    last: int
    future: Future[Read] | None
    question: int = 0
    head: BlockHeader | None = None
    """When the range is near it."""


class Ahead:
    """Gives stretches of the chain, one after the other, and reads some of those that will be asked for next.

    Args:
        deployment: whose logs to read.
        limits: `ahead` of it is how many are read at a time; with 0, none before it is asked for.
        endpoints: where a process of its own finds the same chain; without them, threads of this one read.
    """

    def __init__(
        self, source: Source, deployment: Deployment, limits: Limits, endpoints: Endpoints | None = None
    ) -> None:
        self._reading = Reading(source, deployment)
        self._deployment = deployment
        self._limits = limits
        self._endpoints = endpoints if _has_cores() else None
        self._process: ReaderProcess | None = None
        self._threads = ThreadPoolExecutor(limits.ahead, "ahead") if limits.ahead else None
        self._pending: dict[int, _Planned] = {}  # by first block
        self._planned = 0  # the last block that is asked for

    def close(self) -> None:
        """Lets go of what was asked for."""
        self._forget()
        self._end_process()
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def take(self, first: int, head: BlockHeader) -> Read:
        """Blocks from `first` on: a range far behind the head, single blocks near it.

        Raises:
            ChainError: see `Reading`. What was read ahead is forgotten.
        """
        settled = head.number - self._limits.reorg_window - 1
        try:
            if first > settled and first not in self._pending:
                self._forget()
                self._end_process()
                return self._reading.near(first, head)
            return self._take_far(first, settled, head)
        except BaseException:
            self._forget()
            raise

    def _take_far(self, first: int, settled: int, head: BlockHeader) -> Read:
        if self._threads is None:
            return self._fetch(first, settled)
        if first not in self._pending:
            before = min((start for start in self._pending if start > first), default=None)
            if before is None:
                self._planned = first - 1
                self._start_process(settled - first)
            elif first > settled:
                self._forget()
                return self._reading.near(first, head)
            else:  # a range came out shorter than planned: what is missing of it
                return self._fetch(first, before - 1)
        while len(self._pending) <= self._limits.ahead and self._plan(self._threads, settled, head):
            pass
        planned = self._pending.pop(first)
        return planned.future.result() if planned.future else self._answer(first, planned)

    def _plan(self, threads: ThreadPoolExecutor, settled: int, head: BlockHeader) -> bool:
        """Has the next range read by somebody, if there is one that need not wait."""
        start = self._planned + 1
        near = start > settled
        process = self._process if self._process and self._process.ready else None
        if start > head.number or (near and not process):
            return False
        if near:
            blocks = min(NEAR_BLOCKS, self._limits.block_range)  # not more than comes in one answer
            self._planned = min(head.number, start + blocks - 1)
        else:
            self._planned = min(settled, start + self._limits.block_range - 1)
        if process:
            question = process.ask(start, self._planned, head if near else None)
            self._pending[start] = _Planned(self._planned, None, question, head if near else None)
        else:
            future = threads.submit(self._fetch, start, self._planned)
            self._pending[start] = _Planned(self._planned, future)
        return True

    def _fetch(self, first: int, last: int) -> Read:
        return self._reading.far(first, last, self._limits)

    def _answer(self, first: int, planned: _Planned) -> Read:
        """The process's answer; what it could not read is read here, where errors are told."""
        assert self._process is not None
        try:
            read = self._process.answer(planned.question)
        except ReaderGone:
            self._forget()
            self._end_process()
            self._endpoints = None
            self._planned = planned.last
            read = None
        if read is None:
            return self._reading.read(first, planned.last, planned.head, self._limits)
        if planned.head:
            return read
        blocks = read.stretch.last.number - first + 1
        if read.stretch.last.number < planned.last:
            self._limits.shrink(2 * blocks)
        else:
            self._limits.learn(blocks, sum(count for _, count, _ in read.logs))
        return read

    def _start_process(self, blocks: int) -> None:
        if self._endpoints and self._process is None and blocks >= _WORTH_A_PROCESS:
            self._process = ReaderProcess(self._endpoints, self._deployment, self._limits.ahead)

    def _end_process(self) -> None:
        if self._process:
            self._process.close()
        self._process = None

    def _forget(self) -> None:
        for planned in self._pending.values():
            if planned.future:
                planned.future.cancel()
        self._pending.clear()


def _has_cores() -> bool:
    """Whether two processes can work at the same time."""
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else True
