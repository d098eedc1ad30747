"""One POST to one address: no proxy, no redirect, no second look-up, an end after ten seconds."""

import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer

from lexiarch.web.outbound.failure import DeliveryFailed
from lexiarch.web.outbound.target import Target

SECONDS = 10.0
"""For everything from connecting to the answer."""
_ANSWER_BYTES = 64 * 1024
"""Of the answer's body; the rest is left unread, and none of it matters."""


def post(target: Target, addresses: Sequence[str], headers: Mapping[str, str], body: bytes) -> None:
    """Sends a message to the first of the addresses that takes a connection.

    Raises:
        DeliveryFailed: none does, the certificate is another's, it took too long, or the answer is no 2xx.
    """
    connection = _Connection(target, addresses)
    try:
        connection.request("POST", target.path, body, {"Host": target.authority, **headers})
        answer = connection.getresponse()
        with suppress(OSError, HTTPException):
            answer.read(_ANSWER_BYTES)
    except (OSError, HTTPException) as error:
        raise DeliveryFailed(connection.why or f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        more = "; redirects are not followed" if 300 <= answer.status < 400 else ""
        raise DeliveryFailed(f"it answered {answer.status}{more}")


class _Connection(HTTPConnection):
    """To given addresses, under the target's name, and cut when the time is over."""

    def __init__(self, target: Target, addresses: Sequence[str]) -> None:
        super().__init__(target.host, target.port)
        self.why = ""
        self._target = target
        self._addresses = addresses
        self._until = time.monotonic() + SECONDS
        self._line: socket.socket | None = None
        self._timer: Timer | None = None

    def connect(self) -> None:
        sock = self._connect_to_one()
        self._line = sock.dup()
        self._timer = Timer(self._left(), self._cut)
        self._timer.daemon = True
        self._timer.start()
        if self._target.secure:
            name = self._target.host.removesuffix(".")
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=name)
        self.sock = sock

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
        if self._line:
            self._line.close()
        super().close()

    def _connect_to_one(self) -> socket.socket:
        failure: OSError = TimeoutError("no time left")
        for address in self._addresses:
            try:
                return socket.create_connection((address, self._target.port), self._left())
            except OSError as error:
                failure = error
        raise failure

    def _left(self) -> float:
        return max(0.001, self._until - time.monotonic())

    def _cut(self) -> None:
        """Ends whatever waits on the line: who sends a byte now and then must not keep it for ever."""
        self.why = f"it took longer than {SECONDS:g} s"
        if self._line:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
