"""The texts of scripts, as the browser loads them: one object for each language."""

import json
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message

from scripts._translations.catalogue import ASSETS

_ENOUGH = 200
"""Numbers that show which form of a text each plural of CLDR takes."""


def write_texts(code: str, catalogue: Catalog, folder: Path) -> None:
    """Writes `<code>.json`: by the English text the translation, or its forms by their CLDR names."""
    texts = {_key(each): _value(each, catalogue, code) for each in catalogue if _is_shown(each)}
    content = json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / f"{code}.json").write_text(content, encoding="utf-8")


def _is_shown(message: Message) -> bool:
    in_script = any(path.startswith(ASSETS.as_posix()) for path, _line in message.locations)
    return bool(message.id) and in_script and bool(message.string) and not message.fuzzy


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _value(message: Message, catalogue: Catalog, code: str) -> str | dict[str, str]:
    if isinstance(message.string, str):
        return message.string
    forms = list(message.string or ())
    form_of, name_of = c2py(catalogue.plural_expr), Locale.parse(code).plural_form
    return {name_of(number): forms[form_of(number)] for number in range(_ENOUGH)}
