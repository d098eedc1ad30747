"""A node that answers what a test wants: for the faults that a real one cannot be made to have."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]
"""HTTP status and body."""


@dataclass
class FakeNode:
    """Its URL, and the requests that it was sent."""

    url: str
    requests: list[Any] = field(default_factory=list)


def result(request: dict[str, Any], value: Any) -> dict[str, Any]:
    """The JSON-RPC answer to one call."""
    return {"jsonrpc": "2.0", "id": request["id"], "result": value}


def error(request: dict[str, Any], code: int, message: str, **more: Any) -> dict[str, Any]:
    """The JSON-RPC refusal of one call."""
    return {"jsonrpc": "2.0", "id": request["id"], "error": {"code": code, "message": message, **more}}


@contextmanager
def fake_node(answer: Callable[[Any], Any]) -> Iterator[FakeNode]:
    """Serves `answer(request)`: JSON to send, or an HTTP status and body as they are."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # connections are kept
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            node.requests.append(request)
            given = answer(request)
            status, body = given if isinstance(given, tuple) else (200, json.dumps(given).encode())
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # a client that has given up
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Prints nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    node = FakeNode(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield node
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
