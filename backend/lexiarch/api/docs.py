"""How the API's routes are described: as every service's, and with the errors that each of them may give."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from lexiarch.domain.errors import IndexEmpty, LexiarchError
from lexiarch.web import docs
from lexiarch.web.docs import Responses, error_answers, to_json
from lexiarch.web.errors import InternalError

__all__ = ["ALWAYS", "Responses", "answers", "error_answers", "text_answers", "to_json"]

ALWAYS: tuple[LexiarchError, ...] = (IndexEmpty(), InternalError())


def answers(
    example: BaseModel | Sequence[BaseModel], description: str, errors: Iterable[LexiarchError] = ()
) -> Responses:
    """What a route answers: an example of success, and every error that it may give beside those of all."""
    return docs.answers(example, description, (*errors, *ALWAYS))


def text_answers(
    media_type: str, example: str, description: str, errors: Iterable[LexiarchError] = ()
) -> Responses:
    """As {answers}, of a route that answers text of some media type."""
    return docs.text_answers(media_type, example, description, (*errors, *ALWAYS))
