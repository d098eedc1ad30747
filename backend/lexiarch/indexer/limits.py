"""How much to ask of a node at once."""

ENOUGH_LOGS = 8_000
"""In one answer: more do not make the index faster, and take memory."""
_FIRST_RANGE = 16
_GROWTH = 4
"""A range without a refusal yet grows so many times; after one, by an eighth."""


class Limits:
    """Block ranges that a node accepts: halved when it refuses, and slowly longer again.

    Args:
        block_range: most blocks in one range.
        reorg_window: blocks behind the head that may still change.
        ahead: ranges that are read at the same time while another is written.
    """

    def __init__(self, block_range: int, reorg_window: int, ahead: int = 0) -> None:
        self.reorg_window = reorg_window
        self.ahead = ahead
        self.block_range = min(block_range, _FIRST_RANGE)
        self._most = block_range
        self._refused = False

    def shrink(self, blocks: int) -> None:
        """A range of so many blocks was too long."""
        self._refused = True
        self.block_range = max(1, blocks // 2)

    def learn(self, blocks: int, logs: int) -> None:
        """A range of so many blocks held so many logs."""
        wanted = blocks * ENOUGH_LOGS // max(1, logs)
        growth = max(1, self.block_range // 8) if self._refused else self.block_range * (_GROWTH - 1)
        self.block_range = max(1, min(self._most, self.block_range + growth, wanted))
