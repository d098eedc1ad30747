"""Thousands of listeners: how long until the last has heard of a block, and what they cost in memory."""

import re
import resource
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from tests.bench.book import Book
from tests.bench.chain import Filler, empty_chain, fill_ballots
from tests.bench.process import peak_mib, resident_mib
from tests.bench.served import served
from tests.bench.sizes import Sizes

_REQUEST = b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
_BEGUN = b"retry: "
_AT_ONCE = 100
"""New connections."""
_LONGEST = 60.0
_ROUNDS = 7
_BALLOTS = 5_000


def measure(book: Book, sizes: Sizes) -> None:
    """Everybody listens to everything; then a block is mined, again and again."""
    with book.part("event streams"), empty_chain() as filler:
        chain = fill_ballots(filler, _BALLOTS)
        with served(chain, stream_clients=sizes.listeners) as (service, _):
            before = resident_mib(service.process.pid)
            with Crowd(sizes.listeners, service.url).listening() as crowd:
                seconds = [_tell(crowd, filler) for _ in range(_ROUNDS)]
                book.note("sse_5000_seconds", median(seconds))
                book.note("sse_5000_worst_seconds", max(seconds))
                peak = peak_mib(service.process.pid)
                book.note("sse_5000_mib", peak)
                book.note("sse_kib_each", (peak - before) * 1024 / sizes.listeners)


def _tell(crowd: "Crowd", filler: Filler) -> float:
    time.sleep(1)
    block = filler.live_block()
    mined = time.perf_counter()
    crowd.wait_for(re.compile(rb'event: block\ndata: [^\n]*"block":%d[,}][^\n]*\n\n' % block))
    return time.perf_counter() - mined


class Crowd:
    """Listeners on sockets of their own, in this thread."""

    def __init__(self, size: int, url: str) -> None:
        self._size = size
        self._address = (urlsplit(url).hostname, urlsplit(url).port)
        self._heard: dict[socket.socket, bytes] = {}
        self._selector = selectors.DefaultSelector()

    @contextmanager
    def listening(self) -> Iterator["Crowd"]:
        """Everybody has connected, and the streams have begun."""
        _allow_open_files(self._size + 1000)
        try:
            while len(self._heard) < self._size:
                for _ in range(min(_AT_ONCE, self._size - len(self._heard))):
                    self._join()
                self.wait_for(re.compile(_BEGUN))
            yield self
        finally:
            for listener in self._heard:
                listener.close()
            self._selector.close()

    def wait_for(self, words: re.Pattern[bytes]) -> None:
        """Until everybody has heard this; what they heard before it is forgotten.

        Raises:
            TimeoutError: somebody has not in a minute.
            ConnectionError: somebody's stream has ended.
        """
        waiting = {listener for listener, heard in self._heard.items() if not words.search(heard)}
        until = time.monotonic() + _LONGEST
        while waiting:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(waiting)} listeners have not heard {words.pattern!r}")
            for key, _ in self._selector.select(1):
                listener = key.fileobj
                assert isinstance(listener, socket.socket)
                if not (part := listener.recv(65_536)):
                    raise ConnectionError(f"a stream has ended after {self._heard[listener][-300:]!r}")
                self._heard[listener] += part
                if listener in waiting and words.search(self._heard[listener]):
                    waiting.remove(listener)
        if words.pattern != _BEGUN:
            self._heard = dict.fromkeys(self._heard, b"")

    def _join(self) -> None:
        listener = socket.create_connection(self._address, timeout=_LONGEST)
        listener.sendall(_REQUEST)
        listener.setblocking(False)
        self._heard[listener] = b""
        self._selector.register(listener, selectors.EVENT_READ)


def _allow_open_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise RuntimeError(f"the system allows a process {hard} open files, and this takes {wanted}")
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
