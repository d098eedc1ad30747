"""A language in which every text of the catalogues stands in ⟦brackets⟧: what is outside is not marked."""

import re
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser

from babel.messages.catalog import Catalog

from lexiarch.dashboard.languages import ENGLISH, Language
from scripts._translations.catalogue import find_texts

OPEN, CLOSE = "⟦", "⟧"

_SILENT = frozenset({"script", "style"})
_DATA = frozenset({"code", "pre", "time", "data"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "path"})
_TOLD = ("title", "aria-label", "alt", "placeholder", "data-label", "data-words", "data-detail")
_NO_WORDS = re.compile(
    r"0x[0-9a-zA-Z]*(?:…[0-9a-zA-Z]*)?|\b(?:ETH|UTC|wei|CSV|Python|TypeScript)\b|https://"
    r"|\d (?:day|hour|minute|second)s?\b"  # units are CLDR's
)
_LETTER = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


class Bracketed(NullTranslations):
    """Puts the texts that `make translations` finds into brackets, and no others."""

    def __init__(self, texts: frozenset[tuple[str | None, str]]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._told(None, message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._told(None, msgid1, msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._told(context, message, message)

    def _told(self, context: str | None, key: str, text: str) -> str:
        return f"{OPEN}{text}{CLOSE}" if (context, key) in self._texts else text


def bracketed_catalogue() -> Catalog:
    """The same as a catalogue."""
    catalogue = find_texts()
    for message in catalogue:
        forms = (message.id,) if isinstance(message.id, str) else message.id
        told = tuple(f"{OPEN}{form}{CLOSE}" for form in forms)
        message.string = told[0] if isinstance(message.id, str) else told
    return catalogue


@cache
def bracketed(code: str = "de") -> Language:
    """The language, in the place of one that browsers ask for."""
    texts = {(each.context, each.id if isinstance(each.id, str) else each.id[0]) for each in find_texts()}
    return ENGLISH._replace(code=code, texts=Bracketed(frozenset(texts)))


def find_bare(html: str) -> list[str]:
    """Words of a page that are in no text of a catalogue.

    Data is let pass: code, times, amounts with their unit, what says `translate="no"` or names its language,
    and all that is not in Latin letters, as tests write the words of strangers.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.bare


def bare_words(text: str) -> list[str]:
    """The same of a mere text."""
    depth, outside = 0, ""
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        outside += letter if depth == 0 and letter != CLOSE else ""
    return _LETTER.findall(_NO_WORDS.sub("", outside))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self._depth = 0
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        foreign = "lang" in given and tag != "html"
        is_data = tag in _DATA | _SILENT or given.get("translate") == "no" or foreign
        if tag not in _VOID:
            self._open.append((tag, is_data))
        for name in _TOLD:
            if not is_data and bare_words(given.get(name, "")):
                self.bare.append(f"<{tag} {name}={given[name]!r}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        outside = ""
        for letter in data:
            self._depth += (letter == OPEN) - (letter == CLOSE)
            outside += letter if self._depth == 0 and letter != CLOSE else ""
        is_data = any(data for _, data in self._open)
        if not is_data and _LETTER.search(_NO_WORDS.sub("", outside)):
            self.bare.append(f"<{self._open[-1][0] if self._open else ''}>{outside.strip()}")
