"""A process that reads ranges for another one, so that two cores work on one backfill.

The parent writes questions to its standard input; it writes answers to its standard output, in the same
order. It ends when its input does: with its parent, however that one ends.
"""

import gc
import json
import marshal
import os
import select
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from lexiarch.chain.node import Node
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import LexiarchError
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.reader.read import Read, Reading
from lexiarch.indexer.reader.wire import pack_read, unpack_read

_HELLO = b"hello"
_SIZE = struct.Struct(">Q")
_PIECE = 1 << 20
PATIENCE = 120.0
"""Seconds without a byte after which the process is done without: longer than a node is waited for."""


class Endpoints(NamedTuple):
    """Where a process of its own finds the chain.

    Attributes:
        urls: of nodes, as for Node.
        timeout: seconds.
    """

    urls: Sequence[str]
    timeout: float


class ReaderGone(Exception):
    """The process has ended, or stands still."""


class ReaderProcess:
    """The parent's end.

    Args:
        threads: ranges that it reads at the same time.
    """

    def __init__(self, endpoints: Endpoints, deployment: Deployment, threads: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __package__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._asked: deque[int] = deque()
        self._number = 0
        self._ready = False
        with suppress(OSError):  # it has ended: told when an answer is wanted
            self._send(
                json.dumps(
                    {
                        "urls": list(endpoints.urls),  # they may hold keys, so not in the arguments
                        "timeout": endpoints.timeout,
                        "deployment": deployment.model_dump_json(),
                        "threads": threads,
                    }
                ).encode()
            )

    @property
    def ready(self) -> bool:
        """Whether it has started, and answers."""
        if not self._ready and select.select([self._pipe(self._process.stdout)], [], [], 0)[0]:
            self._ready = self._receive() == _HELLO
        return self._ready

    def ask(self, first: int, last: int, head: BlockHeader | None = None) -> int:
        """Asks for a range, near a head or far from any; returns the question's number."""
        self._number += 1
        self._asked.append(self._number)
        with suppress(OSError):
            self._send(marshal.dumps((first, last, head and tuple(head))))
        return self._number

    def answer(self, number: int) -> Read | None:
        """The answer to a question, None when it failed; those to earlier questions are dropped.

        Raises:
            ReaderGone: there is nobody to answer.
        """
        while True:
            packed = self._receive()
            if packed is None:
                raise ReaderGone
            if self._asked.popleft() == number:
                return unpack_read(packed) if packed else None

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        with suppress(OSError):
            self._pipe(self._process.stdin).close()
        self._pipe(self._process.stdout).close()
        self._process.wait()

    def _send(self, message: bytes) -> None:
        _write(self._pipe(self._process.stdin), message)

    def _receive(self) -> bytes | None:
        """The next message; None when there are no more. Raises ReaderGone when none comes in time."""
        size = self._read(_SIZE.size)
        return self._read(*_SIZE.unpack(size)) if size else None

    def _read(self, size: int) -> bytes | None:
        """So many bytes; None when there are fewer."""
        pipe = self._pipe(self._process.stdout).fileno()
        pieces = []
        while size:
            if not select.select([pipe], [], [], PATIENCE)[0]:
                raise ReaderGone
            piece = os.read(pipe, min(size, _PIECE))
            if not piece:
                return None
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


def serve() -> None:
    """The other end: answers until its parent has no more questions."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    gc.disable()  # nothing here makes cycles
    given = json.loads(_receive(sys.stdin.buffer) or b"{}")
    if not given:
        return
    reading = Reading(
        Node(given["urls"], given["timeout"]), Deployment.model_validate_json(given["deployment"])
    )
    threads = ThreadPoolExecutor(given["threads"])
    answers: SimpleQueue[Future[bytes]] = SimpleQueue()

    def listen() -> None:
        while question := _receive(sys.stdin.buffer):
            answers.put(threads.submit(_read, reading, *marshal.loads(question)))
        os._exit(0)  # the parent is gone, and nobody wants the rest

    Thread(target=listen, daemon=True).start()
    _write(sys.stdout.buffer, _HELLO)
    while True:
        _write(sys.stdout.buffer, answers.get().result())


def _read(reading: Reading, first: int, last: int, head: tuple[Any, ...] | None) -> bytes:
    """Empty when it failed: the parent then tries itself, and tells why."""
    limits = Limits(last - first + 1, 0)
    limits.block_range = last - first + 1  # all of it: how much to ask for at once, the parent has decided
    try:
        return pack_read(reading.read(first, last, BlockHeader(*head) if head else None, limits))
    except LexiarchError:
        return b""


def _write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_SIZE.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None when there are no more."""
    size = pipe.read(_SIZE.size)
    if len(size) < _SIZE.size:
        return None
    message = pipe.read(*_SIZE.unpack(size))
    return message if len(message) == _SIZE.unpack(size)[0] else None
