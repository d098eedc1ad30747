"""An answer of any length: made piece by piece, as fast as it is read, and while somebody reads it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lexiarch.domain.errors import LexiarchError
from lexiarch.web.shield import HEAD_ONLY

_SEND_SECONDS: Final = 60.0
"""How long a client may take to read one piece."""
_MAKERS: Final = ThreadPoolExecutor(2, "download")
"""However many download, two pieces are made at a time: what others ask is answered meanwhile."""

logger = logging.getLogger(__name__)


class Download(Response):
    """Sends pieces until there are no more, the client goes, or it does not read.

    An error between two pieces cuts the connection, so that nobody takes what came for the whole.

    Args:
        more: makes the next piece, in a thread; None after the last.
    """

    def __init__(self, first: bytes, more: Callable[[], bytes | None], headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers))
        del self.headers["content-length"]
        self._first = first
        self._more = more

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope.get(HEAD_ONLY) or await self._send_pieces(receive, send):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_pieces(self, receive: Receive, send: Send) -> bool:
        """Whether all were sent. If not, the answer stays without an end, and the server cuts it off."""
        gone = asyncio.ensure_future(_wait_until_gone(receive))
        piece: bytes | None = self._first
        try:
            while piece is not None and not gone.done():
                async with asyncio.timeout(_SEND_SECONDS):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await asyncio.get_running_loop().run_in_executor(_MAKERS, self._more)
        except (TimeoutError, LexiarchError) as error:
            logger.warning(
                "A download was cut off: %s", error if isinstance(error, LexiarchError) else "nobody read it"
            )
        finally:
            gone.cancel()
        return piece is None


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
