"""A service that is told of changes by webhook: a real HTTP server that notes what it is sent."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Message:
    """One request. `headers` by names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> int:
        return int(self.headers["webhook-id"])

    @property
    def change(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """Its URL, what it was sent, and what it answers.

    Attributes:
        messages: all requests, whatever the answer was.
        taken: ids of those that it answered with 204.
        connections: how many there were.
        answer: gives the status for a message; raises ConnectionError to close without one.
        headers: of every answer.
    """

    url: str = ""
    messages: list[Message] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    connections: int = 0
    answer: Callable[[Message], int] = lambda message: 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: clients that go away are part of the tests."""


@contextmanager
def receiving(certificate: Path | None = None) -> Iterator[Receiver]:
    """Runs a receiver; with a certificate (and its key in one file) it speaks TLS."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            receiver.connections += 1
            super().setup()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            message = Message(self.path, headers, body)
            receiver.messages.append(message)
            status = receiver.answer(message)
            if status == 204:
                receiver.taken.append(message.id)
            with suppress(OSError):
                self.send_response(status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(receiver.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Prints nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
