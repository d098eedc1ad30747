"""The answer to a request that fails: `{"error": {"code", "message", "remedy"}}`, or a page for a browser."""

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from lexiarch.domain.errors import (
    ChainError,
    DatabaseUnavailable,
    LexiarchError,
    NotFoundError,
    ParameterInvalid,
)

API_PREFIX = "/api/"

ErrorPage = Callable[[LexiarchError], Response]
"""Renders an error for people."""

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
        super().__init__(f"There is nothing at {path[:100]}.", "See /api/v1/openapi.json for what there is.")


class MethodNotAllowed(LexiarchError):
    status_code = 405

    def __init__(self, method: str) -> None:
        super().__init__(
            f"{method[:20]} is not possible here.",
            "Use GET, or what /api/v1/openapi.json says: nothing here is for writing.",
        )


class BodyTooLarge(LexiarchError):
    status_code = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"The request's body is longer than {limit} bytes.", "Send a shorter one, or none.")


class TooManyRequests(LexiarchError):
    status_code = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "You ask more often than this server allows.",
            f"Wait {retry_after} s; follow /api/v1/events instead of asking again and again.",
        )
        self.retry_after = retry_after
        """Seconds."""


class InternalError(LexiarchError):
    def __init__(self) -> None:
        super().__init__(
            "Something went wrong on our side.",
            "Try again; if it stays so, tell the operator when it was.",
        )


class _Unavailable(LexiarchError):
    """An error whose details are the operator's: addresses of nodes and databases."""

    status_code = 503

    def __init__(self, code: str) -> None:
        super().__init__(
            "The service cannot reach what it needs to answer.",
            "Try again in a few seconds; the operator finds the reason in the log.",
        )
        self._code = code

    @property
    def code(self) -> str:
        return self._code


def envelope(error: LexiarchError) -> dict[str, object]:
    """The answer's content."""
    body = ErrorBody(code=error.code, message=error.message, remedy=error.remedy)
    return ErrorEnvelope(error=body).model_dump()


class ErrorAnswers:
    """Turns errors into answers.

    Args:
        page: for browsers outside the API; None for the envelope everywhere.
    """

    def __init__(self, page: ErrorPage | None) -> None:
        self._page = page

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
        if self._page and _is_for_people(request):
            return self._page(error)
        return JSONResponse(envelope(error), error.status_code)

    def _answer_http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        answer = self.answer(request, _of_http(request, error))
        answer.headers.update(error.headers or {})
        return answer

    def _answer_invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return self.answer(request, _of_validation(error))


def _of_http(request: Request, error: HTTPException) -> LexiarchError:
    if error.status_code == 404:
        return RouteNotFound(request.url.path)
    if error.status_code == 405:
        return MethodNotAllowed(request.method)
    return ParameterInvalid(str(error.detail), "See /api/v1/openapi.json for what can be asked.")


def _of_validation(error: RequestValidationError) -> ParameterInvalid:
    fault = error.errors()[0]
    where, *inside = map(str, fault["loc"])
    name = ".".join(inside) or "request"
    wrong = str(fault["msg"])
    return ParameterInvalid(
        f"The {where} parameter {name} is wrong: {wrong[:1].lower()}{wrong[1:]}.",
        f"Correct {name}, or leave it out; /api/v1/openapi.json says what it may be.",
    )


def _is_for_people(request: Request) -> bool:
    return not request.url.path.startswith(API_PREFIX) and "text/html" in request.headers.get("accept", "")
