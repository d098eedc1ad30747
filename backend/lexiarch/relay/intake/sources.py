"""Where requests come from: a keyed hash of the network only, with a key that is forgotten every day."""

import hashlib
import ipaddress
import math
import secrets
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Final

from lexiarch.relay.errors import ProposalBusy, SourceBusy
from lexiarch.web.rate import Buckets

DAY: Final = 86_400
"""Seconds."""
_V4_BITS: Final = 24
_V6_BITS: Final = 48

Source = bytes


class Sources:
    """Counts what comes from whom, and on which proposal, for one day (UTC).

    Nothing of it is ever written. The key is drawn anew every day and after every start: neither yesterday's
    hashes nor anybody else's can be compared with today's.

    Args:
        per_minute: requests of one network, in the long run.
        per_day: requests of one network that are taken.
        per_proposal: ballots on one proposal that are taken.
        clock: seconds since 1970.
    """

    def __init__(
        self, per_minute: float, per_day: int, per_proposal: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._per_minute = per_minute
        self._per_day = per_day
        self._per_proposal = per_proposal
        self._clock = clock
        self._lock = Lock()
        self._day = -1

    def knock(self, host: str) -> Source:
        """Somebody asks.

        Returns:
            Whom to count it to.

        Raises:
            SourceBusy: their network asks more often than this relay allows.
        """
        with self._lock:
            self._begin_day()
            source = hashlib.blake2b(_network(host), key=self._key, digest_size=16).digest()
            if wait := self._buckets.take(source.hex()):
                raise SourceBusy(math.ceil(wait * 60))
            return source

    def count(self, source: Source, proposal_id: int | None) -> None:
        """A request is taken.

        Raises:
            SourceBusy, ProposalBusy: there were as many today as this relay allows; it is not counted then.
        """
        with self._lock:
            self._begin_day()
            if self._taken[source] >= self._per_day:
                raise SourceBusy(self._seconds_left())
            if proposal_id is not None and self._ballots[proposal_id] >= self._per_proposal:
                raise ProposalBusy
            self._taken[source] += 1
            if proposal_id is not None:
                self._ballots[proposal_id] += 1

    def _begin_day(self) -> None:
        day = int(self._clock()) // DAY
        if day != self._day:
            self._day = day
            self._key = secrets.token_bytes(32)
            self._buckets = Buckets(self._per_minute, _minutes)
            self._taken: Counter[Source] = Counter()
            self._ballots: Counter[int] = Counter()

    def _seconds_left(self) -> int:
        return DAY - int(self._clock()) % DAY


def _minutes() -> float:
    """A bucket's unit of time: it holds what fills in four."""
    return time.monotonic() / 60


def _network(host: str) -> bytes:
    """The part of an address that its network shares. What is no address is one source."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return b""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    bits = _V4_BITS if address.version == 4 else _V6_BITS
    return address.packed[: bits // 8]
