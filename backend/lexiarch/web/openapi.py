"""The description of a service, as clients read it."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from lexiarch.web.docs import complete


class DescribedApp(FastAPI):
    """Describes itself, without FastAPI's words on validation errors: here they are 400, in the envelope."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if not self.openapi_schema:
            self.openapi_schema = get_openapi(
                title=self.title,
                version=self.version,
                description=self.description,
                routes=self.routes,
                tags=self.openapi_tags,
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
