"""Texts in TypeScript: the literals that `t` and `nt` are called with."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

_STRING = r'"(?:[^"\\\n]|\\.)*"'
_LITERAL = re.compile(rf"\s*({_STRING}(?:\s*\+\s*{_STRING})*)\s*([,)])")
_CALL = re.compile(r"(?<![\w.$])(nt|t)\(")
_DECLARATION = re.compile(r"function\s+$")


class TextNotFound(Exception):
    """A call whose text nobody can translate, since it is made up when the script runs."""

    def __init__(self, line: int, name: str) -> None:
        super().__init__(f"line {line}: {name}() takes its text in double quotes, parts of it joined by +")


def extract_typescript(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Line, function, texts and comments of each call, in the form that Babel asks for.

    Calls within calls and within templates are found, too: a call is looked for wherever it may stand.

    Raises:
        TextNotFound: a text is not written as it is shown.
    """
    source = file.read().decode()
    for call in _CALL.finditer(source):
        if _DECLARATION.search(source, 0, call.start()):
            continue
        line = source.count("\n", 0, call.start()) + 1
        texts, place = [], call.end()
        for _ in range(2 if call[1] == "nt" else 1):
            found = _LITERAL.match(source, place)
            if found is None:
                raise TextNotFound(line, call[1])
            texts.append("".join(json.loads(part) for part in re.findall(_STRING, found[1])))
            place = found.end()
        yield line, call[1], tuple(texts), []
