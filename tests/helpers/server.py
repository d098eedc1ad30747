"""A real server in this process, and a reader of its event stream."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, NamedTuple

import httpx
from fastapi import FastAPI

from lexiarch.app import SiteServer


class Told(NamedTuple):
    """One block of an event stream; fields that it lacks are empty."""

    id: str
    event: str
    data: Any


class LiveServer:
    """An application on a port of its own."""

    def __init__(self, app: FastAPI, port: int = 0) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._ready = Event()
        self._server = SiteServer(app, self._ready.set)
        self._thread = Thread(target=self._server.run, args=([self._listener],))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(20)

    def stop(self, within: float = 5) -> None:
        """As SIGTERM does; fails when the server does not end in time."""
        self._server.should_exit = True
        self._thread.join(within)
        assert not self._thread.is_alive(), f"the server did not end within {within} s"
        self._listener.close()

    @contextmanager
    def listen(self, path: str = "", last_event_id: str | None = None) -> Iterator[Iterator[Told]]:
        """An open event stream, block by block. Fails when nothing is said for 10 seconds."""
        headers = {} if last_event_id is None else {"Last-Event-ID": last_event_id}
        url = f"{self.url}/api/v1/events{path}"
        with httpx.stream("GET", url, headers=headers, timeout=10) as answer:
            assert answer.status_code == 200, answer.read()
            assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
            yield _blocks(answer.iter_lines())


@contextmanager
def live(app: FastAPI, port: int = 0) -> Iterator[LiveServer]:
    """Runs a server, and ends it."""
    server = LiveServer(app, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _blocks(lines: Iterator[str]) -> Iterator[Told]:
    fields: dict[str, str] = {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            continue
        data = json.loads(fields["data"]) if "data" in fields else None
        yield Told(fields.get("id", ""), fields.get("event", ""), data)
        fields = {}
