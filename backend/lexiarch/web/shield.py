"""What every request passes through, and every answer: limits, headers, and no error that escapes."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexiarch.web.errors import API_PREFIX, BodyTooLarge, ErrorAnswers

MAX_BODY: Final = 64 * 1024
"""Bytes."""

HEAD_ONLY: Final = "lexiarch.head_only"
"""Key in the scope of a request whose answer's body nobody reads."""

_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Last-Event-ID, If-None-Match, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class HeadAsGet:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_bare(message: Message) -> None:
            is_body = message["type"] == "http.response.body"
            await send({**message, "body": b""} if is_body else message)

        await self._app({**scope, "method": "GET", HEAD_ONLY: True}, receive, send_bare)


class SecureHeaders:
    """Gives every answer the headers that keep browsers safe, where it has none of its own.

    What the API says, any website may read. An answer without content (304) leaves a page's own headers as
    the browser has kept them: what it carried would replace them.

    Args:
        policy: Content Security Policy; the pages with the demo's wallet have one of their own.
        shared: whether any website may; if not, the service says itself which.
    """

    def __init__(self, app: ASGIApp, policy: str, *, shared: bool = True) -> None:
        self._app = app
        self._shared = shared
        self._headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        in_api = self._shared and scope["path"].startswith(API_PREFIX)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                safe = {} if message["status"] == 304 else self._headers
                for name, value in (safe | (_CORS if in_api else {})).items():
                    headers.setdefault(name, value)
            await send(message)

        if in_api and _is_preflight(scope):
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)


def _is_preflight(scope: Scope) -> bool:
    return scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)


class BodyLimit:
    """Refuses long bodies, by their announced length or when they have grown too long."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        announced = headers.get("content-length", "0")
        if len(announced) > 10 or int(announced) > self._limit:
            raise BodyTooLarge(self._limit)
        if "transfer-encoding" in headers:
            receive = _replay(await self._read(receive), receive)
        await self._app(scope, receive, send)

    async def _read(self, receive: Receive) -> Message:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if len(body) > self._limit:
                raise BodyTooLarge(self._limit)
            if not message.get("more_body", False):
                return {**message, "body": body}
        return message


def _replay(first: Message, then: Receive) -> Receive:
    waiting = [first]

    async def receive() -> Message:
        return waiting.pop() if waiting else await then()

    return receive


class LastResort:
    """Answers the errors that nobody else did."""

    def __init__(self, app: ASGIApp, answers: ErrorAnswers) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await self._answers.answer(Request(scope), error)(scope, receive, send)
