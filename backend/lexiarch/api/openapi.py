"""The description of the API, as clients read it."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from lexiarch.api.docs import complete

_DESCRIPTION = """
What the chain says of one DAO: its proposals and both houses' votes, its roll of iD holders, its issuers and
delegates.

Everything is read from an index of public events, as of the last indexed block; times are seconds since 1970
on the chain's clock. Integers that may exceed 2^53 are decimal strings. Every answer with a status of 400 or
more is `{"error": {"code", "message", "remedy"}}`.

Answers carry an `ETag`: send it back as `If-None-Match`, and what has not changed is answered 304, without
content. The event stream, exports and health checks have none. Who asks too often is answered 429, with
`Retry-After`.
"""
_TAGS = [
    {"name": "dao", "description": "The DAO as a whole, and how far its index is"},
    {"name": "proposals", "description": "Proposals and their ballots"},
    {"name": "accounts", "description": "Tokens, delegation and ballots by account"},
    {"name": "roll", "description": "iDs and issuers"},
    {"name": "feeds", "description": "For feed readers and calendars"},
    {"name": "exports", "description": "Whole lists as files"},
    {"name": "stream", "description": "Changes as they happen"},
    {"name": "health", "description": "For load balancers and supervisors"},
]


class DescribedApp(FastAPI):
    """Describes itself, without FastAPI's words on validation errors: here they are 400, in the envelope."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if not self.openapi_schema:
            self.openapi_schema = get_openapi(
                title=self.title,
                version=self.version,
                description=_DESCRIPTION,
                routes=self.routes,
                tags=_TAGS,
                servers=self.servers or None,
            )
            _take_out_validation(self.openapi_schema)
            complete(self.openapi_schema)
        return self.openapi_schema


def _take_out_validation(document: dict[str, Any]) -> None:
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
