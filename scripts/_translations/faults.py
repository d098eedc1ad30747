"""What is wrong with a catalogue."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from babel.messages.catalog import Catalog, Message

from scripts._translations.catalogue import ASSETS

_VALUE = re.compile(r"%\(\w+\)s|\{\w*(?::\w+)?\}")
_TAG = re.compile(r"</?\w[^<>]*>")


def find_faults(catalogue: Catalog) -> list[str]:
    """One sentence for each text that is not translated as it should be."""
    return [
        f"{_place(message)}: {fault}: {_short(message)}"
        for message in catalogue
        if message.id
        for fault in _faults(message, catalogue.num_plurals)
    ]


def _place(message: Message) -> str:
    return message.locations[0][0] if message.locations else "?"


def _short(message: Message) -> str:
    return repr(_forms(message.id)[0][:100])


def _forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(map(str, texts))  # type: ignore[call-overload]  # of plurals


def _faults(message: Message, plurals: int) -> Iterator[str]:
    originals, translations = _forms(message.id), _forms(message.string or "")
    if message.fuzzy:
        yield "fuzzy, taken from another text"
        return
    if not all(translations):
        yield "not translated"
        return
    if len(originals) > 1 and len(translations) != plurals:
        yield f"needs {plurals} forms, has {len(translations)}"
    yield from chain.from_iterable(_differences(message, originals, each) for each in translations)


def _differences(message: Message, originals: tuple[str, ...], translation: str) -> Iterator[str]:
    optional = {"%(num)s", "{num}"} if len(originals) > 1 else set()
    wanted = set(chain.from_iterable(_VALUE.findall(each) for each in originals))
    found = set(_VALUE.findall(translation))
    if missing := wanted - found - optional:
        yield f"lacks {', '.join(sorted(missing))}"
    if invented := found - wanted - optional:
        yield f"invents {', '.join(sorted(invented))}"
    if Counter(_TAG.findall(originals[-1])) != Counter(_TAG.findall(translation)):
        yield "has other tags"
    if (originals[-1][:1].isspace(), originals[-1][-1:].isspace()) != (
        translation[:1].isspace(),
        translation[-1:].isspace(),
    ):
        yield "begins or ends with other spaces"
    if not _is_script(message) and any(
        "%" in _VALUE.sub("", each).replace("%%", "") for each in (*originals, translation)
    ):
        yield "has a % that is not written %%"


def _is_script(message: Message) -> bool:
    """Whether scripts alone use it: they replace `{name}`, and nothing else."""
    return all(path.startswith(ASSETS.as_posix()) for path, _line in message.locations)
