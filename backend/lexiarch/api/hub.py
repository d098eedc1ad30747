"""Reads new changes once per process, and keeps the latest in memory for all who listen."""

import asyncio
import contextlib
import logging
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from lexiarch.domain.errors import IndexUnavailable, LexiarchError
from lexiarch.store.database import Database
from lexiarch.views.changes import build_changes, build_last_change_id
from lexiarch.views.models import StreamEvent

KEPT: Final = 2000
"""Changes in memory: who was away for a moment needs no database."""
AT_ONCE: Final = 500
_POLL_SECONDS: Final = 0.1
_RETRY_SECONDS: Final = 2

logger = logging.getLogger(__name__)


class Frame(NamedTuple):
    """A change, ready to be sent."""

    id: int
    kind: str
    subject: str
    text: bytes


class TooManyStreams(IndexUnavailable):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"All {limit} event streams of this server are taken.",
            "Try again later, or poll /api/v1/status; an operator can raise LEXIARCH_STREAM_CLIENTS.",
        )


class Hub:
    """One poller for all listeners. Belongs to one event loop; only reading happens elsewhere.

    Args:
        limit: most listeners at once.
        patience: seconds that a listener may be ahead before the index counts as built anew: what it heard
            from another replica, this one may not have yet.
    """

    def __init__(self, database: Database, limit: int, patience: float = 0) -> None:
        self.patience = patience
        self._database = database
        self._limit = limit
        self._listeners = 0
        self._last_id: int | None = None
        self._kept: list[Frame] = []
        self._kept_after = 0
        self._waiters: set[asyncio.Future[None]] = set()
        self._poller: asyncio.Task[None] | None = None
        self.closed = False

    # ---- life

    def start(self) -> None:
        """Begins to poll."""
        self.closed, self._last_id = False, None
        self._poller = asyncio.get_running_loop().create_task(self._poll())

    def close(self) -> None:
        """Ends all streams."""
        self.closed = True
        self._wake()

    async def stop(self) -> None:
        """Ends all streams and the poller."""
        self.close()
        if self._poller:
            self._poller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._poller

    # ---- listening

    @property
    def listeners(self) -> int:
        """Open event streams."""
        return self._listeners

    @contextlib.contextmanager
    def listen(self) -> Iterator[None]:
        """Takes a place among the listeners.

        Raises:
            TooManyStreams: none is free.
        """
        if self._listeners >= self._limit:
            raise TooManyStreams(self._limit)
        self._listeners += 1
        try:
            yield
        finally:
            self._listeners -= 1

    async def refresh(self) -> int:
        """Asks the database now.

        Returns:
            Id of the newest change.

        Raises:
            DatabaseUnavailable: the database does not answer.
        """
        before = self._last_id
        last_id, frames = await asyncio.to_thread(self._read_news, before)
        if self._last_id == before:
            self._accept(last_id, frames)
        return last_id if self._last_id is None else self._last_id

    async def frames_after(self, cursor: int) -> list[Frame]:
        """Changes after an id, oldest first, as many as fit at once; none when there are none yet."""
        if cursor >= self._kept_after:
            start = bisect_right(self._kept, cursor, key=lambda frame: frame.id)
            return self._kept[start : start + AT_ONCE]
        return await asyncio.to_thread(self._read, cursor, AT_ONCE)

    def is_ahead(self, cursor: int) -> bool:
        """Whether an id is newer than the newest change: it is of an index that was built anew since."""
        return self._last_id is not None and cursor > self._last_id

    def news(self) -> asyncio.Future[None]:
        """Done with the next change, or when the streams end. Give it back to {forget}."""
        future = asyncio.get_running_loop().create_future()
        self._waiters.add(future)
        return future

    def forget(self, future: asyncio.Future[None]) -> None:
        """Nobody waits for this any more."""
        self._waiters.discard(future)

    # ---- polling

    async def _poll(self) -> None:
        while True:
            pause = _POLL_SECONDS
            try:
                await self.refresh()
            except Exception as error:  # whatever it is, listeners wait for the poller to come back
                known = isinstance(error, LexiarchError)
                logger.warning("The event stream waits for the database: %s", error, exc_info=not known)
                pause = _RETRY_SECONDS
            await asyncio.sleep(pause)

    def _read_news(self, after: int | None) -> tuple[int, list[Frame]]:
        with self._database.read() as reader:
            last_id = build_last_change_id(reader)
            start = max(0, last_id - KEPT) if after is None or after > last_id else after
            return last_id, [_frame(change) for change in build_changes(reader, start, KEPT)]

    def _read(self, after: int, limit: int) -> list[Frame]:
        with self._database.read() as reader:
            return [_frame(change) for change in build_changes(reader, after, limit)]

    def _accept(self, last_id: int, frames: list[Frame]) -> None:
        anew = self._last_id is None or last_id < self._last_id
        if anew:
            self._kept, self._kept_after = [], max(0, last_id - KEPT)
        self._kept += frames
        self._last_id = self._kept[-1].id if self._kept else last_id
        if len(self._kept) > 2 * KEPT:
            self._kept_after = self._kept[-KEPT - 1].id
            del self._kept[:-KEPT]
        if anew or frames:
            self._wake()

    def _wake(self) -> None:
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)


def frame_text(change: StreamEvent) -> bytes:
    """A change as it is sent."""
    return f"id: {change.id}\nevent: {change.kind}\ndata: {change.model_dump_json()}\n\n".encode()


def _frame(change: StreamEvent) -> Frame:
    return Frame(change.id, change.kind, change.subject.lower(), frame_text(change))
