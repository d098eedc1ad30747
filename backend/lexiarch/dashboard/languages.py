"""The languages that pages are told in: English, and one for each catalogue in `locales/`."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locales"
"""`<code>.po` for each language but English. They are read as they are: nothing is compiled ahead."""


class Language(NamedTuple):
    """How to speak to a reader."""

    code: str
    """As in <html lang>, the cookie, and the name of the catalogue."""
    locale: Locale
    """How numbers and dates are written."""
    texts: NullTranslations
    date: str = "long"
    """A day: the name of one of the locale's formats, or a pattern."""
    time: str = "short"

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return (self.locale.get_language_name() or self.code).capitalize()


ENGLISH = Language("en", Locale("en"), NullTranslations(), "d MMM y", "HH:mm")
"""For readers everywhere: the day before the month, and 24 hours."""


@cache
def languages() -> dict[str, Language]:
    """All of them by their codes, English first."""
    others = [_read(path) for path in sorted(CATALOGUES.glob("*.po"))]
    return {language.code: language for language in (ENGLISH, *others)}


def _read(path: Path) -> Language:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(path.stem, Locale.parse(path.stem), GNUTranslations(compiled))
