"""What one range of blocks says."""

from typing import NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode.logs import Decoded, decode_logs
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.stretch import Stretch, fetch_far, fetch_near
from lexiarch.store.blocks import PackedLogs, pack_logs


class Read(NamedTuple):
    """A stretch of the chain, and what its logs say."""

    stretch: Stretch
    logs: list[PackedLogs]
    events: list[Decoded]


class Reading:
    """Reads the logs of one deployment.

    Its methods raise ChainError: see `fetch_far`, `fetch_near` and `decode_logs`.
    """

    def __init__(self, source: Source, deployment: Deployment) -> None:
        self._source = source
        self._contracts = deployment.names
        self._addresses = tuple(self._contracts)
        self._nft = deployment.governor.nft

    def near(self, first: int, head: BlockHeader) -> Read:
        """Blocks from `first` on, one by one."""
        return self._decode(fetch_near(self._source, first, head, self._addresses))

    def read(self, first: int, last: int, head: BlockHeader | None, limits: Limits) -> Read:
        """`near` the given head, or `far` from any."""
        return self.near(first, head) if head else self.far(first, last, limits)

    def far(self, first: int, last: int, limits: Limits) -> Read:
        """Blocks from `first` up to `last`, or as many of them as the node gives at once."""
        return self._decode(fetch_far(self._source, first, last, self._addresses, limits))

    def _decode(self, stretch: Stretch) -> Read:
        times = {header.number: header.timestamp for header in stretch.headers}
        events = list(decode_logs(stretch.logs, self._contracts, times, nft=self._nft))
        return Read(stretch, pack_logs(stretch.logs), events)
