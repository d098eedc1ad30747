"""Query parameters of the pages: lower-case words, with a remedy when one is unknown."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from lexiarch.domain.errors import ParameterInvalid
from lexiarch.domain.texts import mark

Choice = TypeVar("Choice", bound=StrEnum)


def parse_choice(kind: type[Choice], name: str, value: str | None) -> Choice | None:
    """The member that the word names, in any case; None for no word.

    Raises:
        ParameterInvalid: there is no such word.
    """
    if not value:
        return None
    for member in kind:
        if member.value.lower() == value.lower():
            return member
    known = ", ".join(member.value.lower() for member in kind)
    raise ParameterInvalid(
        mark("%(value)s is not a %(name)s."),
        mark("Use one of %(known)s, or leave %(name)s out."),
        value=repr(value[:100]),
        name=name,
        known=known,
    )


def page_url(path: str, **parameters: str | None) -> str:
    """A path with those parameters that have a value."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
