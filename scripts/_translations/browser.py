"""The texts of scripts, as the browser loads them: one object for each language."""

import json
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message

from scripts._translations.catalogue import ASSETS

_ENOUGH = 200
"""Numbers that show which form of a text each plural of CLDR takes."""


def key_of(text: str) -> str:
    """What stands for an English text in a chunk: FNV-1a of its UTF-16 units, as in page/language.ts."""
    digest, units = 0x811C9DC5, text.encode("utf-16-le")
    for place in range(0, len(units), 2):
        digest = ((digest ^ int.from_bytes(units[place : place + 2], "little")) * 0x01000193) & 0xFFFFFFFF
    return f"{digest:08x}"


def write_texts(code: str, catalogue: Catalog, folder: Path) -> None:
    """Writes `<code>.json`: by the English text's key the translation, or its forms by CLDR's names."""
    shown = [each for each in catalogue if _is_shown(each)]
    texts = {key_of(_english(each)): _value(each, catalogue, code) for each in shown}
    assert len(texts) == len(shown), "two texts have one key: change one of them a little"
    content = json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / f"{code}.json").write_text(content, encoding="utf-8")


def _is_shown(message: Message) -> bool:
    in_script = any(path.startswith(ASSETS.as_posix()) for path, _line in message.locations)
    return bool(message.id) and in_script and bool(message.string) and not message.fuzzy


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _value(message: Message, catalogue: Catalog, code: str) -> str | dict[str, str]:
    if isinstance(message.string, str):
        return message.string
    forms = list(message.string or ())
    form_of, name_of = c2py(catalogue.plural_expr), Locale.parse(code).plural_form
    return {name_of(number): forms[form_of(number)] for number in range(_ENOUGH)}
