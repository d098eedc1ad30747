"""Breaches of the API's description, made on purpose: a run that does not find them proves nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexiarch.api import roll
from lexiarch.app import create_site
from lexiarch.settings import Settings
from tests.fuzz.world import World

BREACHES = (
    "a number as text",
    "an error that escapes",
    "an answer that says nothing of its form",
    "what cannot be read is taken for the default",
)


@contextmanager
def planted(breach: str, world: World, rpc_url: str) -> Iterator[FastAPI]:
    """The application with one of {BREACHES}."""
    settings = Settings(
        deployment=world.deployment, database_url=world.database_url, rpc_url=rpc_url, rate_per_second=0
    )
    with mock.patch.object(roll, "build_tree", _fail if breach == BREACHES[1] else roll.build_tree):
        app = create_site(settings, with_indexer=False)
        if breach in _CHANGES:
            app.add_middleware(_Changed, change=_CHANGES[breach])
        yield app


def _fail(*_: Any) -> None:
    raise ArithmeticError("planted")


class _Changed:
    """Changes requests and messages on their way."""

    def __init__(self, app: ASGIApp, change: Callable[[Scope, Message], Message]) -> None:
        self._app = app
        self._change = change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_changed(message: Message) -> None:
            await send(self._change(scope, message))

        if scope["path"].endswith("/delegates"):
            self._change(scope, {"type": "request"})
        await self._app(scope, receive, send_changed)


def _number_as_text(scope: Scope, message: Message) -> Message:
    if scope["path"] == "/api/v1/status" and message["type"] == "http.response.body":
        return {**message, "body": message["body"].replace(b'"chain_id":31337', b'"chain_id":"337"')}
    return message


def _no_media_type(scope: Scope, message: Message) -> Message:
    if scope["path"] == "/api/v1/issuers" and message["type"] == "http.response.start":
        headers = [
            (name, b"text/plain" if name == b"content-type" else value) for name, value in message["headers"]
        ]
        return {**message, "headers": headers}
    return message


def _anything_goes(scope: Scope, message: Message) -> Message:
    if message["type"] == "request":
        scope["query_string"] = b""
    return message


_CHANGES = {BREACHES[0]: _number_as_text, BREACHES[2]: _no_media_type, BREACHES[3]: _anything_goes}
