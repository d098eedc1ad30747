"""Hears of new blocks as soon as a node has them: `eth_subscribe` of newHeads over a WebSocket.

Nothing is believed of what is heard: it only ends a wait, after which the node is asked as ever. A node that
does not take subscriptions is polled.
"""

import json
import logging
import time
from collections.abc import Sequence
from threading import Event, Thread
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.sync.connection import Connection

_LOG = logging.getLogger("lexiarch.chain")
_TIMEOUT: Final = 10.0  # seconds to connect, and between two looks whether to go on
_LOOK: Final = 0.1  # seconds between two looks whether to stop
_RETRY: Final = 30.0  # seconds after a node refused or was lost
_SUBSCRIBE: Final = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]})
_SCHEMES: Final = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}


class Heads:
    """Waits for blocks.

    Args:
        urls: addresses of nodes, tried in turn; http(s) is taken as ws(s).
    """

    def __init__(self, urls: Sequence[str]) -> None:
        self._urls = [url for url in map(_socket_url, urls) if url]
        self._news = Event()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begins to listen."""
        if self._urls and self._thread is None:
            self._thread = Thread(target=self._listen, name="heads", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stops listening, within seconds."""
        self._stop.set()

    def wait(self, seconds: float, stop: Event) -> None:
        """Until a block was announced since the last wait, `stop` is set, or so many seconds have passed."""
        until = time.monotonic() + seconds
        while not stop.is_set() and (left := until - time.monotonic()) > 0:
            if self._news.wait(min(left, _LOOK)):
                break
        self._news.clear()

    def _listen(self) -> None:
        turn = 0
        while not self._stop.is_set():
            url = self._urls[turn % len(self._urls)]
            turn += 1
            try:
                with connect(url, open_timeout=_TIMEOUT, close_timeout=1, max_size=2**20) as socket:
                    self._hear(socket)
            except (OSError, WebSocketException, ValueError, TimeoutError) as error:
                _LOG.debug("no subscription from %s: %s", urlsplit(url).hostname, type(error).__name__)
            self._stop.wait(_RETRY)

    def _hear(self, socket: Connection) -> None:
        socket.send(_SUBSCRIBE)
        answer = json.loads(socket.recv(_TIMEOUT))
        if not isinstance(answer, dict) or "result" not in answer:
            raise ValueError("the node does not take subscriptions")
        _LOG.info("new blocks are announced by %s", socket.remote_address[0])
        while not self._stop.is_set():
            try:
                socket.recv(_TIMEOUT)
            except TimeoutError:
                continue
            self._news.set()


def _socket_url(url: str) -> str:
    """The address as a WebSocket's; empty when it cannot be one."""
    parts = urlsplit(url)
    scheme = _SCHEMES.get(parts.scheme, "")
    return urlunsplit(parts._replace(scheme=scheme)) if scheme else ""
