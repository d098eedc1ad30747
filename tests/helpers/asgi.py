"""Requests to an application in this process, without a server."""

import asyncio

import httpx
from fastapi import FastAPI


def get(app: FastAPI, path: str, accept: str = "text/html") -> httpx.Response:
    """The answer to GET; redirects are not followed."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers={"accept": accept})

    return asyncio.run(ask())
