"""Reads ranges far behind the head before they are asked for: a node answers while the database writes."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode.logs import Decoded, decode_logs
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.stretch import Stretch, fetch_far, fetch_near


class Read(NamedTuple):
    """A stretch of the chain, and what its logs say."""

    stretch: Stretch
    events: list[Decoded]


class Ahead:
    """Gives stretches of the chain, one after the other, and reads some of those that will be asked for next.

    Args:
        deployment: whose logs to read.
        limits: `ahead` of it is how many are read at a time; with 0, none before it is asked for.
    """

    def __init__(self, source: Source, deployment: Deployment, limits: Limits) -> None:
        self._source = source
        self._contracts = deployment.names
        self._nft = deployment.governor.nft
        self._addresses = tuple(self._contracts)
        self._limits = limits
        self._threads = ThreadPoolExecutor(limits.ahead, "ahead") if limits.ahead else None
        self._pending: dict[int, Future[Read]] = {}  # by first block
        self._planned = 0  # the last block that is asked for

    def close(self) -> None:
        """Lets go of what was asked for."""
        self._forget()
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def take(self, first: int, head: BlockHeader) -> Read:
        """Blocks from `first` on: a range far behind the head, single blocks near it.

        Raises:
            ChainError: see `fetch_far`, `fetch_near` and `decode_logs`. What was read ahead is forgotten.
        """
        settled = head.number - self._limits.reorg_window - 1
        if first > settled:
            self._forget()
            return self._decode(fetch_near(self._source, first, head, self._addresses))
        try:
            return self._take_far(first, settled)
        except BaseException:
            self._forget()
            raise

    def _take_far(self, first: int, settled: int) -> Read:
        if self._threads is None:
            return self._fetch(first, settled)
        if first not in self._pending:
            before = min((start for start in self._pending if start > first), default=None)
            if before is None:
                self._planned = first - 1
            else:  # a range came out shorter than planned: what is missing of it
                return self._fetch(first, before - 1)
        while len(self._pending) <= self._limits.ahead and self._planned < settled:
            self._plan(settled)
        return self._pending.pop(first).result()

    def _plan(self, settled: int) -> None:
        assert self._threads is not None
        start = self._planned + 1
        self._planned = min(settled, start + self._limits.block_range - 1)
        self._pending[start] = self._threads.submit(self._fetch, start, self._planned)

    def _fetch(self, first: int, last: int) -> Read:
        return self._decode(fetch_far(self._source, first, last, self._addresses, self._limits))

    def _decode(self, stretch: Stretch) -> Read:
        times = {header.number: header.timestamp for header in stretch.headers}
        return Read(stretch, list(decode_logs(stretch.logs, self._contracts, times, nft=self._nft)))

    def _forget(self) -> None:
        for future in self._pending.values():
            future.cancel()
        self._pending.clear()
