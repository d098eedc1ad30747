"""Finds the first block of each day, from whose hash the order of delegates is drawn; see decision 26."""

from collections.abc import Iterable
from typing import Final

from lexiarch.chain.source import Source
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.tree import DAY
from lexiarch.indexer.stretch import Stretch
from lexiarch.store.blocks import load_block_hash
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, load_draws

_AT_ONCE: Final = 16
"""Headers in one question: a day of 7,200 blocks takes four."""
_NO_BLOCK: Final = -1
_BACK: Final = [16**power for power in range(1, 6)]
"""How far back the day before is looked for first: nodes may have forgotten what is much older."""


class Draws:
    """Looks for it once a day: in what was read anyway, and else on the node, where no log of ours leads."""

    def __init__(self, source: Source, database: Database) -> None:
        self._source = source
        self._database = database

    def fetch(self, checkpoint: BlockId | None, stretch: Stretch, head: BlockHeader) -> BlockId | None:
        """The first block of the day of a stretch that reaches the head; None when the index has it already.

        Raises:
            ChainError: the node cannot be used.
        """
        if stretch.last.number != head.number:
            return None
        begin = stretch.last.timestamp // DAY * DAY
        with self._database.read() as reader:
            last_draw = next(iter(load_draws(reader)), None)
        if last_draw and last_draw.timestamp >= begin:
            return None
        known = [block.number for block in (last_draw, checkpoint) if block and block.timestamp < begin]
        low, high = _narrow(max(known, default=_NO_BLOCK), stretch.last, stretch.headers, begin)
        if low == _NO_BLOCK:
            steps = (max(0, high.number - distance) for distance in _BACK)
            low, high = _narrow(low, high, self._source.fetch_headers(sorted(set(steps))), begin)
        found = self._search(low, high, begin)
        self._check(found)
        return BlockId(found.number, found.hash, found.timestamp)

    def _search(self, low: int, high: BlockHeader, begin: int) -> BlockHeader:
        while high.number - low > 1:
            step = -(-(high.number - low) // (_AT_ONCE + 1))
            numbers = range(low + step, high.number, step)
            low, high = _narrow(low, high, self._source.fetch_headers(numbers), begin)
        return high

    def _check(self, found: BlockHeader) -> None:
        with self._database.read() as reader:
            known_hash = load_block_hash(reader, found.number)
        if known_hash not in (None, found.hash):
            raise NodeAnswerInvalid("eth_getBlockByNumber", f"block {found.number} is of another fork")


def _narrow(
    low: int, high: BlockHeader, headers: Iterable[BlockHeader], begin: int
) -> tuple[int, BlockHeader]:
    """The last block known to be before a moment, and the first known not to be."""
    for header in headers:
        if header.timestamp < begin:
            low = max(low, header.number)
        elif header.number < high.number:
            high = header
    return low, high
