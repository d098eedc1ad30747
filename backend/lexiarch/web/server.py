"""A server for one application."""

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

STOP_SECONDS = 10
"""Patience with requests that are open when the server is told to end."""


class Server(uvicorn.Server):
    """Serves an application, and writes down nobody's address.

    Args:
        on_ready: called once requests are answered.
        most: requests that may be open at once; more are answered 503. None for any number.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None], most: int | None = None) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=STOP_SECONDS,
            server_header=False,
            proxy_headers=False,  # the application reads them, from the proxies that it is told to trust
            ws="none",
            limit_concurrency=most,
        )
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()
