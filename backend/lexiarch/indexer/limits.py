"""How much to ask of a node at once."""

_MOST_LOGS = 20_000  # in one answer, so that one transaction stays small enough for memory


class Limits:
    """Block ranges that a node accepts: halved when it refuses, and slowly longer again.

    Args:
        block_range: most blocks in one range.
        reorg_window: blocks behind the head that may still change.
    """

    def __init__(self, block_range: int, reorg_window: int) -> None:
        self.reorg_window = reorg_window
        self.block_range = block_range
        self._most = block_range

    def shrink(self, blocks: int) -> None:
        """A range of so many blocks was too long."""
        self.block_range = max(1, blocks // 2)

    def learn(self, blocks: int, logs: int) -> None:
        """A range of so many blocks held so many logs."""
        if logs > _MOST_LOGS:
            self.shrink(blocks)
        else:
            self.block_range = min(self._most, self.block_range + max(1, self.block_range // 8))
