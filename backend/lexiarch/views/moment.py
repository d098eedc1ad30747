"""Now: the time of the last indexed block. No clock but the chain's decides anything."""

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.governor import Clock
from lexiarch.domain.proposals import Present
from lexiarch.store.blocks import load_checkpoint, load_last_before, load_time_of
from lexiarch.store.database import Reader
from lexiarch.store.meta import BlockId


def load_present(reader: Reader) -> BlockId:
    """The last indexed block, whose time is now.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    checkpoint = load_checkpoint(reader)
    if checkpoint is None:
        raise IndexEmpty()
    return checkpoint


class GovernorClock:
    """What a governor's clock says, in time.

    Attributes:
        kind: what it counts.
        now: at the last indexed block.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """

    def __init__(self, reader: Reader, deployment: Deployment) -> None:
        self._reader = reader
        self.kind = deployment.governor.clock
        block = load_present(reader)
        self.now = Present(block.timestamp, self.point_at(block.number, block.timestamp))

    def point_at(self, block_number: int, block_time: int) -> int:
        """What the clock says in a block."""
        return block_time if self.kind is Clock.TIMESTAMP else block_number

    def at(self, time: int) -> Present:
        """A time that is past, as the governor saw it."""
        is_now = self.kind is Clock.TIMESTAMP or time >= self.now.time
        point = self.point_at(self.now.point, time) if is_now else load_last_before(self._reader, time)
        return Present(time, point)

    def time_of(self, point: int) -> int:
        """Seconds since 1970; of a block, as exactly as the headers kept say it."""
        return point if self.kind is Clock.TIMESTAMP else load_time_of(self._reader, point)[0]
