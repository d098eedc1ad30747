"""What differs between the index and the chain, in the reader's language: the index keeps it in English."""

import re
from typing import Final

from lexiarch.dashboard.language import gettext
from lexiarch.domain.texts import Text, mark

_FORM: Final = re.compile(r"(?s)(\S.*\)) (reverts|answers in another form|is (.*)), the index says (.*)")
"""As indexer/checks/check.py writes it: call, answer, value, and what the index says."""

_WORDS: Final[dict[str, Text]] = {
    "reverts": mark("%(call)s cannot be asked, the index says %(said)s"),
    "answers in another form": mark("%(call)s answers in another form, the index says %(said)s"),
}
_ANSWERED: Final = mark("%(call)s is %(found)s on the chain and %(said)s in the index")


def difference_words(difference: str) -> str:
    """A difference as the pages tell it; one that is not understood stays as it is."""
    read = _FORM.fullmatch(difference)
    if read is None:
        return difference
    call, answer, found, said = read.groups()
    return gettext(_WORDS.get(answer, _ANSWERED), call=call, found=found, said=said)
