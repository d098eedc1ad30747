"""Requests to an application in this process, without a server. What it raises becomes what a client sees."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from fastapi import FastAPI


class Client:
    """Asks an application. Its lifespan is not run."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def get(self, url: str, **arguments: Any) -> httpx.Response:
        return self.request("GET", url, **arguments)

    def request(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        with ThreadPoolExecutor(1) as elsewhere:  # a browser test may keep a loop running in this thread
            return elsewhere.submit(lambda: asyncio.run(self._ask(method, url, arguments))).result()

    async def _ask(self, method: str, url: str, arguments: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, url, **arguments)
