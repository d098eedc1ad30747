"""The answer to a request that fails: `{"error": {"code", "message", "remedy"}}`, or a page for a browser."""

import logging
from collections.abc import Callable, Sequence

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.routing import Match

from lexiarch.domain.errors import (
    ChainError,
    DatabaseUnavailable,
    LexiarchError,
    NotFoundError,
    ParameterInvalid,
)
from lexiarch.domain.texts import mark

API_PREFIX = "/api/"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

ErrorPage = Callable[[LexiarchError], Response]
"""Renders an error for people."""
ErrorWords = Callable[[LexiarchError], tuple[str, str]]
"""Message and remedy."""

logger = logging.getLogger(__name__)


class ErrorBody(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    code: str
    """Name of the broken rule; stable."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do about it."""


class ErrorEnvelope(BaseModel):
    """Every answer with a status of 400 or more."""

    error: ErrorBody


class RouteNotFound(NotFoundError):
    def __init__(self, path: str) -> None:
        super().__init__(
            mark("There is nothing at %(path)s."),
            mark("See /api/v1/openapi.json for what there is."),
            path=path[:100],
        )


class MethodNotAllowed(LexiarchError):
    status_code = 405

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        super().__init__(
            mark("%(method)s is not possible here."),
            mark("What is: %(allowed)s. See /api/v1/openapi.json for what each of them does."),
            method=method[:20],
            allowed=", ".join(allowed),
        )
        self.allowed = allowed


class BodyTooLarge(LexiarchError):
    status_code = 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            mark("The request's body is longer than %(limit)s bytes."),
            mark("Send a shorter one, or none."),
            limit=limit,
        )


class TooManyRequests(LexiarchError):
    status_code = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            mark("You ask more often than this server allows."),
            mark("Wait %(seconds)s s; follow /api/v1/events instead of asking again and again."),
            seconds=retry_after,
        )
        self.retry_after = retry_after
        """Seconds."""


class InternalError(LexiarchError):
    def __init__(self) -> None:
        super().__init__(
            mark("Something went wrong on our side."),
            mark("Try again; if it stays so, tell the operator when it was."),
        )


class _Unavailable(LexiarchError):
    """An error whose details are the operator's: addresses of nodes and databases."""

    status_code = 503

    def __init__(self, code: str) -> None:
        super().__init__(
            mark("The service cannot reach what it needs to answer."),
            mark("Try again in a few seconds; the operator finds the reason in the log."),
        )
        self._code = code

    @property
    def code(self) -> str:
        return self._code


def _english(error: LexiarchError) -> tuple[str, str]:
    """The API speaks English; codes are for programs."""
    return error.message, error.remedy


def envelope(error: LexiarchError, words: ErrorWords = _english) -> dict[str, object]:
    """The answer's content."""
    message, remedy = words(error)
    body = ErrorBody(code=error.code, message=message, remedy=remedy)
    return ErrorEnvelope(error=body).model_dump()


class ErrorAnswers:
    """Turns errors into answers.

    Args:
        page: for browsers outside the API; None for the envelope everywhere.
        words: for the scripts of pages.
    """

    def __init__(self, page: ErrorPage | None, words: ErrorWords = _english) -> None:
        self._page = page
        self._words = words

    def install(self, app: FastAPI) -> None:
        """Makes the application answer its errors so."""
        app.add_exception_handler(LexiarchError, self.answer)
        app.add_exception_handler(HTTPException, self._answer_http)
        app.add_exception_handler(RequestValidationError, self._answer_invalid)

    def answer(self, request: Request, error: Exception) -> Response:
        """The answer to an error; what is not of our family tells nothing."""
        if isinstance(error, DatabaseUnavailable | ChainError):
            logger.warning("%s %s: %s", request.method, request.url.path, error)
            error = _Unavailable(error.code)
        elif not isinstance(error, LexiarchError):
            logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
            error = InternalError()
        in_api = request.url.path.startswith(API_PREFIX)
        if self._page and not in_api and "text/html" in request.headers.get("accept", ""):
            return self._page(error)
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else None
        return JSONResponse(envelope(error, _english if in_api else self._words), error.status_code, headers)

    def _answer_http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        ours = _of_http(request, error)
        answer = self.answer(request, ours)
        answer.headers.update(error.headers or {})
        if isinstance(ours, MethodNotAllowed):
            answer.headers["Allow"] = ", ".join(ours.allowed)
        return answer

    def _answer_invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return self.answer(request, _of_validation(error))


def _of_http(request: Request, error: HTTPException) -> LexiarchError:
    if error.status_code == 404:
        return RouteNotFound(request.url.path)
    if error.status_code == 405:
        return MethodNotAllowed(request.method, _allowed(request))
    return ParameterInvalid(str(error.detail), mark("See /api/v1/openapi.json for what can be asked."))


def _allowed(request: Request) -> list[str]:
    """Of all routes with the request's path; the router's own `Allow` tells only the first one's."""
    scopes = {method: {**request.scope, "method": method} for method in _METHODS}
    routes = request.app.routes
    return [
        method
        for method, scope in scopes.items()
        if any(route.matches(scope)[0] is Match.FULL for route in routes)
    ]


def _of_validation(error: RequestValidationError) -> ParameterInvalid:
    fault = error.errors()[0]
    where, *inside = map(str, fault["loc"])
    name = ".".join(inside) or "request"
    wrong = str(fault["msg"])
    return ParameterInvalid(
        mark("The %(where)s parameter %(name)s is wrong: %(why)s."),
        mark("Correct %(name)s, or leave it out; /api/v1/openapi.json says what it may be."),
        where=where,
        name=name,
        why=wrong[:1].lower() + wrong[1:],
    )
