"""One read for all who wait for one: many requests in the air ask the database once, not each of them."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

T = TypeVar("T")


class Shared(Generic[T]):
    """Whoever asks gets what was read after that, together with all who asked since the last read began.

    Belongs to one event loop.

    Args:
        read: run in a thread, never twice at a time.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._next: asyncio.Future[T] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def get(self) -> T:
        """What is read now. Raises what `read` raises."""
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
            if self._reading is None:
                self._reading = asyncio.create_task(self._read_on())
        return await asyncio.shield(self._next)  # who gives up takes it from nobody else

    async def _read_on(self) -> None:
        while (wanted := self._next) is not None:
            self._next = None
            wanted.add_done_callback(lambda done: done.cancelled() or done.exception())  # all may have gone
            try:
                wanted.set_result(await run_in_threadpool(self._read))
            except Exception as error:
                wanted.set_exception(error)
        self._reading = None
