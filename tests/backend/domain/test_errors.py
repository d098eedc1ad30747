"""Every error says what is wrong and what to do, and which HTTP status it is."""

import inspect
from typing import Any

import pytest

from lexiarch.domain import errors
from lexiarch.domain.errors import LexiarchError

CONCRETE = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, LexiarchError) and "__init__" in vars(error) and error is not LexiarchError
]


@pytest.mark.parametrize("error", CONCRETE, ids=lambda error: error.__name__)
def test_an_error_has_a_code_a_message_and_a_remedy(error: Any) -> None:
    count = len(inspect.signature(error.__init__).parameters) - 1
    raised = error(*[str(number) for number in range(count)])
    assert raised.code == error.__name__
    assert raised.message.endswith((".", "'"))
    assert raised.remedy.endswith(".")
    assert raised.status_code in (400, 401, 404, 500, 503)
