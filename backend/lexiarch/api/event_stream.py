"""One listener's stream of server-sent events: what it missed, then what comes."""

import asyncio
import contextlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lexiarch.api.hub import Frame, Hub, frame_text
from lexiarch.domain.errors import LexiarchError
from lexiarch.domain.words import Change
from lexiarch.views.models import StreamEvent
from lexiarch.web.shield import HEAD_ONLY

HEARTBEAT_SECONDS: Final = 15.0
_SEND_SECONDS: Final = 60.0
"""How long a listener may take to read what it was sent."""
_RECONNECT_MILLISECONDS: Final = 2000
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes a listener asks for; empty means all."""

    kinds: Collection[Change] = ()
    subject: str = ""

    def admits(self, frame: Frame) -> bool:
        """Whether the change is one of them."""
        return (not self.kinds or frame.kind in self.kinds) and self.subject in ("", frame.subject)


class EventStream(Response):
    """Sends changes after `last_event_id`, or from now on, until the listener goes or the server closes.

    What it sends names the last change it looked at, sent or not: a listener who comes back goes on there.
    """

    media_type = "text/event-stream"

    def __init__(self, hub: Hub, wanted: Wanted, last_event_id: int | None) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._hub = hub
        self._wanted = wanted
        self._cursor = last_event_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._hub.listen():
            newest = await self._hub.refresh()
            cursor = newest if self._cursor is None else self._cursor
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if not scope.get(HEAD_ONLY):
                await _Listener(self._hub, self._wanted, receive, send).serve(cursor)
            await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Listener:
    def __init__(self, hub: Hub, wanted: Wanted, receive: Receive, send: Send) -> None:
        self._hub = hub
        self._wanted = wanted
        self._receive = receive
        self._send = send

    async def serve(self, cursor: int) -> None:
        """Until the listener goes, does not read, the server closes, or the database fails."""
        gone = asyncio.ensure_future(self._wait_until_gone())
        try:
            with contextlib.suppress(TimeoutError, LexiarchError):
                await self._write(f"retry: {_RECONNECT_MILLISECONDS}\nid: {cursor}\n\n".encode())
                while not self._hub.closed and not gone.done():
                    cursor = await self._step(cursor, gone)
        finally:
            gone.cancel()

    async def _step(self, cursor: int, gone: asyncio.Future[None]) -> int:
        """Sends what there is, or waits. Returns the id of the last change looked at."""
        news = self._hub.news()  # before looking: what comes meanwhile ends the wait
        try:
            if self._hub.is_ahead(cursor):
                return await self._wait_or_start_anew(cursor, gone)
            frames = await self._hub.frames_after(cursor)
            if frames:
                await self._send_frames(frames)
                return frames[-1].id
            done, _ = await asyncio.wait(
                {news, gone}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                await self._write(f": still here\nid: {cursor}\n\n".encode())
            return cursor
        finally:
            self._hub.forget(news)

    async def _send_frames(self, frames: list[Frame]) -> None:
        text = b"".join(frame.text for frame in frames if self._wanted.admits(frame))
        if text:
            await self._write(text)

    async def _wait_or_start_anew(self, cursor: int, gone: asyncio.Future[None]) -> int:
        """The listener knows more than the index, which may be a replica that is still behind."""
        clock = asyncio.get_running_loop().time
        until = clock() + self._hub.patience
        while self._hub.is_ahead(cursor) and not self._hub.closed and not gone.done():
            if clock() >= until:
                return await self._start_anew()
            await asyncio.sleep(_LOOK_SECONDS)
        return cursor

    async def _start_anew(self) -> int:
        """The index was built again and its ids began anew: all that the listener knows may be wrong."""
        newest = await self._hub.refresh()
        event = StreamEvent(id=newest, kind=Change.REORG, block=0, subject="", data={"ancestor": 0})
        await self._write(frame_text(event))
        return newest

    async def _write(self, text: bytes) -> None:
        async with asyncio.timeout(_SEND_SECONDS):
            await self._send({"type": "http.response.body", "body": text, "more_body": True})

    async def _wait_until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
