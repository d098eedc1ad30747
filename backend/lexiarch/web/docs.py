"""How routes are described: examples of answers, and the errors that each may give."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel

from lexiarch.domain.errors import LexiarchError
from lexiarch.web.errors import ErrorEnvelope, envelope

Responses = dict[int | str, dict[str, Any]]

_COMPONENTS = "#/components/schemas/"
_ENVELOPE = {"$ref": f"{_COMPONENTS}{ErrorEnvelope.__name__}"}
_DESCRIPTIONS = {
    400: "The request cannot be read",
    401: "Nobody is signed in, or the signature proves nothing",
    403: "It is not for who is signed in, or another website sent the request",
    404: "There is no such thing",
    409: "It cannot be done as things are",
    413: "The request is too long",
    429: "Too much is asked for",
    500: "Something went wrong on our side",
    503: "The service cannot be used at the moment",
}


def answers(
    example: BaseModel | Sequence[BaseModel],
    description: str,
    errors: Iterable[LexiarchError] = (),
    status: int = 200,
) -> Responses:
    """What a route answers: an example of success, and every error that it may give.

    The example goes as text: FastAPI drops nulls. See {complete}.
    """
    content = {"application/json": {"example": json.dumps(to_json(example))}}
    return {status: {"description": description, "content": content}} | error_answers(*errors)


def text_answers(
    media_type: str, example: str, description: str, errors: Iterable[LexiarchError] = ()
) -> Responses:
    """As {answers}, of a route that answers text of some media type."""
    schema = {"type": "string", "description": description}
    content = {media_type: {"schema": schema, "example": example}}
    return {200: {"description": description, "content": content}} | error_answers(*errors)


def error_answers(*errors: LexiarchError) -> Responses:
    """Errors by status, each with its example."""
    responses: Responses = {}
    for error in errors:
        response = responses.setdefault(
            error.status_code,
            {
                "description": _DESCRIPTIONS[error.status_code],
                "content": {"application/json": {"schema": _ENVELOPE, "examples": {}}},
            },
        )
        response["content"]["application/json"]["examples"][error.code] = {"value": envelope(error)}
    return responses


def to_json(example: BaseModel | Sequence[BaseModel]) -> Any:
    """An example as the route would send it."""
    if isinstance(example, BaseModel):
        return example.model_dump(mode="json", by_alias=True)
    return [to_json(item) for item in example]


def complete(document: dict[str, Any]) -> None:
    """Adds the envelope to an OpenAPI document, and makes JSON of examples that {answers} wrote as text."""
    envelope_schema = ErrorEnvelope.model_json_schema(ref_template=_COMPONENTS + "{model}")
    document["components"]["schemas"] |= envelope_schema.pop("$defs") | {
        ErrorEnvelope.__name__: envelope_schema
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                content = response.get("content", {}).get("application/json", {})
                if isinstance(content.get("example"), str):
                    content["example"] = json.loads(content["example"])
