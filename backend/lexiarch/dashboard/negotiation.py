"""The language of a reader: the one chosen in the foot of a page, else what the browser wants, or English."""

import re
from contextvars import ContextVar
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from lexiarch.dashboard.language import speaking
from lexiarch.dashboard.languages import ENGLISH, Language, languages
from lexiarch.domain.errors import ParameterInvalid
from lexiarch.domain.texts import mark

COOKIE: Final = "lexiarch_language"
VARY: Final = "Cookie, Accept-Language, HX-Request"
"""What of a request decides the language of a page."""

_YEAR = 365 * 86_400
_LONGEST = 1_000
"""Characters of an Accept-Language that are read."""
_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")

_address: ContextVar[str] = ContextVar("address", default="/")


class SpeaksLanguages:
    """Answers each request in the language of its reader."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        before = _address.set(_address_of(request))
        try:
            with speaking(choose(request)):
                await self._app(scope, receive, send)
        finally:
            _address.reset(before)


def here() -> str:
    """Path and query of the page that is being made, below the path of all pages: for the way back to it."""
    return _address.get()


def _address_of(request: HTTPConnection) -> str:
    query = request.url.query
    return quote(request.scope["path"]) + (f"?{query}" if query else "")


def choose(request: HTTPConnection) -> Language:
    """The language for a request.

    What a page's script asks for comes in the language of that page, which it names in Accept-Language: the
    reader may have chosen another in another window since.
    """
    wanted = request.headers.get("accept-language", "")
    chosen = languages().get(request.cookies.get(COOKIE, ""))
    if chosen and "hx-request" not in request.headers:
        return chosen
    return _preferred(wanted) or chosen or ENGLISH


def _preferred(accepted: str) -> Language | None:
    """The first of the most wanted that there is (RFC 9110, 12.5.4). What cannot be read asks for nothing."""
    best, most = None, 0.0
    for item in accepted[:_LONGEST].split(","):
        found = _RANGE.fullmatch(item)
        language = languages().get(found[1].lower()) if found else None
        quality = float(found[2] or 1) if found else 0
        if language and quality > most:
            best, most = language, quality
    return best


def add_language_route(router: APIRouter, base: str, root: str) -> None:
    """Adds the address that the menu in the foot of a page is sent to.

    Args:
        base: path under which the pages are shown.
        root: path from which on the choice holds; that of all DAOs of this server.
    """

    @router.post("/language", include_in_schema=False)
    async def choose_language(request: Request) -> RedirectResponse:
        """Remembers a choice, and goes back to where it was made. Who sends a browser here gains nothing."""
        form = parse_qs((await request.body()).decode(errors="replace"))
        code = form.get("language", [""])[-1]
        if code not in languages():
            known = ", ".join(languages())
            raise ParameterInvalid(
                mark("%(value)s is no language of these pages."),
                mark("Use one of %(known)s."),
                value=repr(code[:100]),
                known=known,
            )
        back = form.get("back", [""])[-1]
        answer = RedirectResponse(back if _is_ours(back, base) else f"{base}/", HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            COOKIE,
            code,
            max_age=_YEAR,
            path=root,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer


def _is_ours(address: str, base: str) -> bool:
    """Whether it is a path of these pages, as browsers read it: they take \\ for /, and leave tabs out."""
    parts = urlsplit(address)
    safe = address.isprintable() and "\\" not in address and not address.startswith("//")
    return safe and not parts.scheme and not parts.netloc and address.startswith(f"{base}/")
