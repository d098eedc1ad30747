"""Keeps answers by their entity tags: what has the same tag is the same, so it is made once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from starlette.responses import Response

MOST_BYTES: Final = 32 * 2**20
"""Of all bodies together; the longest unused goes first."""


class _Kept(NamedTuple):
    body: bytes
    headers: list[tuple[bytes, bytes]]

    def response(self) -> Response:
        """One of its own for each request: what wraps the application adds headers."""
        response = Response()
        response.body = self.body
        response.raw_headers = list(self.headers)
        return response


class Memo:
    """Answers of one process. Belongs to one event loop.

    Args:
        most_bytes: of all bodies together.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._making: dict[str, asyncio.Future[None]] = {}

    async def answer(self, tag: str, make: Callable[[], Awaitable[Response]]) -> Response:
        """The answer under a tag; who asks while it is being made waits for that one.

        Only whole answers with status 200 are kept.
        """
        while (kept := self._kept.get(tag)) is None:
            making = self._making.get(tag)
            if making is None:
                return await self._make(tag, make)
            await asyncio.wait([making])
            if tag not in self._kept:
                return await make()  # nothing to be kept: an error, or a stream
        self._kept.move_to_end(tag)
        return kept.response()

    async def _make(self, tag: str, make: Callable[[], Awaitable[Response]]) -> Response:
        done = self._making[tag] = asyncio.get_running_loop().create_future()
        try:
            response = await make()
            body = getattr(response, "body", None)
            if response.status_code == 200 and isinstance(body, bytes) and len(body) <= self._most // 8:
                self._keep(tag, _Kept(body, list(response.raw_headers)))
            return response
        finally:
            del self._making[tag]
            done.set_result(None)

    def _keep(self, tag: str, kept: _Kept) -> None:
        self._kept[tag] = kept
        self._bytes += len(kept.body)
        while self._bytes > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)
