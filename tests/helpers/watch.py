"""A browser that tells what pages tried: scripts that ran, requests elsewhere, what the policy stopped."""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import BrowserType, Page, Request

from tests.helpers.chromium import launch

LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.__stopped(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class Neighbour:
    """Stands for every host below `.test`: whoever connects to it was led away from us."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._thread = Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._listener.accept()[0].close()
                self.connections += 1

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@dataclass
class Watch:
    """A page under watch, and what was seen of it."""

    page: Page
    neighbour: Neighbour
    ran: list[str] = field(default_factory=list)
    """Pages on which a script of a stranger ran, or opened a dialog."""
    stopped: list[str] = field(default_factory=list)
    """What the policy forbade: directive, address, beginning of the text."""
    foreign: list[str] = field(default_factory=list)
    """What came from another host; the neighbour notices what was only asked for."""
    errors: list[str] = field(default_factory=list)
    """Of our own scripts."""
    _own: set[str] = field(default_factory=set)

    def open(self, url: str) -> None:
        """Loads a page, and waits until all that it starts by itself has been started."""
        self._own.add(urlsplit(url).netloc)
        self.page.goto(url)

    def install(self) -> None:
        page = self.page
        page.expose_function("canary", lambda: self.ran.append(page.url))
        page.expose_function("__stopped", self._stopped)
        page.add_init_script(LISTEN)
        page.on("dialog", lambda dialog: (self.ran.append(page.url), dialog.dismiss()))
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("requestfinished", self._left)

    def _stopped(self, what: str) -> None:
        self.stopped.append(what)

    def _left(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc not in self._own:
            self.foreign.append(f"{request.frame.url} asks for {request.url}")


@contextlib.contextmanager
def watching(kind: BrowserType, width: int = 1280) -> Iterator[Watch]:
    """A browser of its own, for which every name below `.test` is the neighbour."""
    neighbour = Neighbour()
    browser = launch(kind, f"--host-resolver-rules=MAP *.test 127.0.0.1:{neighbour.port}")
    try:
        watch = Watch(browser.new_page(viewport={"width": width, "height": 800}), neighbour)
        watch.install()
        yield watch
    finally:
        browser.close()
        neighbour.close()
