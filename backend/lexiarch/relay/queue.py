"""Requests that were taken, and what became of them: in memory only, forgotten an hour after their end."""

import math
import secrets
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from threading import RLock
from typing import Final, NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.domain.errors import LexiarchError
from lexiarch.relay.errors import OnItsWay, QueueFull, RequestUnknown, SourceBusy, WaitedTooLong
from lexiarch.relay.intake.acts import Order
from lexiarch.relay.intake.sources import Source

REMEMBERED: Final = 3600.0
"""Seconds for which the end of a request can be asked for."""
LONGEST_WAIT: Final = 3600.0
"""Seconds that a request waits to be sent, beside the time for which its sender wants it held."""
_BUSY_SECONDS: Final = 60
_FORGET_SECONDS: Final = 60.0

_random: Final = secrets.SystemRandom()


class State(StrEnum):
    WAITING = "waiting"  # -> SENT or REFUSED
    SENT = "sent"  # -> MINED, REFUSED, or WAITING if something else took the nonce
    MINED = "mined"  # -> SENT or REFUSED after a reorg, until it is final
    REFUSED = "refused"


class Status(NamedTuple):
    """What became of a request.

    Attributes:
        tx_hash: while it is mined.
        block: number of the block that it is in.
        final: whether nothing of it will change any more.
        refusal: why it is not and will not be counted by this request.
    """

    state: State
    tx_hash: Hash32 | None = None
    block: int | None = None
    final: bool = False
    refusal: LexiarchError | None = None


WAITING: Final = Status(State.WAITING)
SENT: Final = Status(State.SENT)


@dataclass(eq=False, repr=False)
class Job:
    """A request that was taken.

    Attributes:
        order: None once it is final: what was asked for is forgotten first.
        ready_at: when it may be sent.
        place: its turn: whose network has fewer requests before it comes first, then who came first. What
            is held comes in an order that chance draws: else a relay that ends, or has waited for fees, would
            send it all as it came.
        alone: whether it may not go into a batch any more.
    """

    order: Order | None
    source: Source
    ready_at: float
    place: tuple[int, float]
    status: Status = WAITING
    alone: bool = False
    done_at: float | None = None


class Queue:
    """All requests of this process. Any thread may use it.

    Args:
        most: requests that may wait.
        most_of_source: the same, of one network.
        clock: seconds that never go back.
    """

    def __init__(self, most: int, most_of_source: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._most_of_source = most_of_source
        self._clock = clock
        self._lock = RLock()
        self._serial = 0
        self._forget_at = 0.0
        self._names: dict[str, Job] = {}
        self._waiting: list[Job] = []
        self._open: dict[bytes, Job] = {}
        self._subjects: dict[Hashable, Job] = {}
        self.done = {State.MINED: 0, State.REFUSED: 0}
        """Requests by how they ended."""

    def again(self, order: Order) -> str | None:
        """A name for a request that is here already; None for a new one. Each asking gives another name."""
        with self._lock:
            self._forget()
            job = self._open.get(order.digest)
            return self._name(job) if job else None

    def check(self, order: Order, source: Source) -> None:
        """Whether there is room for a new request.

        Raises:
            OnItsWay, QueueFull, SourceBusy.
        """
        with self._lock:
            if order.subject in self._subjects:
                raise OnItsWay
            if len(self._waiting) >= self._most:
                raise QueueFull
            if self._count_of(source) >= self._most_of_source:
                raise SourceBusy(_BUSY_SECONDS)

    def add(self, order: Order, source: Source, hold: float) -> str:
        """Takes a request, to be sent after so many seconds. Returns its name.

        Raises:
            OnItsWay, QueueFull, SourceBusy.
        """
        with self._lock:
            if known := self.again(order):
                return known
            self.check(order, source)
            self._serial += 1
            place = (0, _random.random()) if hold else (self._count_of(source), self._serial)
            job = Job(order, source, self._clock() + hold, place)
            self._waiting.append(job)
            self._open[order.digest] = job
            self._subjects[order.subject] = job
            return self._name(job)

    def status_of(self, name: str) -> Status:
        """What became of a request.

        Raises:
            RequestUnknown: it never was, or is forgotten.
        """
        with self._lock:
            self._forget()
            if name not in self._names:
                raise RequestUnknown
            return self._names[name].status

    def take_ready(self) -> list[Job]:
        """Requests to be sent now, in their turn. Those that waited too long are refused."""
        with self._lock:
            now = self._clock()
            for job in [job for job in self._waiting if now - job.ready_at > LONGEST_WAIT]:
                self.refuse(job, WaitedTooLong())
            return sorted((job for job in self._waiting if job.ready_at <= now), key=lambda job: job.place)

    def release(self) -> None:
        """Holds nothing any longer: the relay is about to end."""
        with self._lock:
            for job in self._waiting:
                job.ready_at = min(job.ready_at, self._clock())

    def count_ready(self) -> int:
        """Requests that may be sent now; held ones are nobody's business."""
        with self._lock:
            return sum(job.ready_at <= self._clock() for job in self._waiting)

    def seconds_to_next(self) -> float:
        """Until the next one that is held may be sent; endless when there is none."""
        with self._lock:
            return max(0.0, min((job.ready_at for job in self._waiting), default=math.inf) - self._clock())

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def set(self, job: Job, status: Status) -> None:
        """Notes what became of a request. What is final is counted, and forgotten but for its end."""
        with self._lock:
            job.status = status
            if status.state is State.WAITING:
                if job not in self._waiting:
                    self._waiting.append(job)
            elif job in self._waiting:
                self._waiting.remove(job)
            if status.final:
                self._end(job)

    def refuse(self, job: Job, refusal: LexiarchError) -> None:
        """Notes that a request will not be sent."""
        self.set(job, Status(State.REFUSED, final=True, refusal=refusal))

    def _end(self, job: Job) -> None:
        assert job.order is not None
        self.done[job.status.state] += 1
        job.done_at = self._clock()
        del self._open[job.order.digest], self._subjects[job.order.subject]
        job.order = None
        job.source = b""

    def _name(self, job: Job) -> str:
        name = secrets.token_urlsafe(16)
        self._names[name] = job
        return name

    def _count_of(self, source: Source) -> int:
        return sum(job.source == source for job in self._waiting)

    def _forget(self) -> None:
        """Forgets what is long done; looks for it now and then."""
        now = self._clock()
        if now < self._forget_at:
            return
        self._forget_at = now + _FORGET_SECONDS
        for name, job in list(self._names.items()):
            if job.done_at is not None and now - job.done_at > REMEMBERED:
                del self._names[name]
