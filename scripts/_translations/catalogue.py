"""The catalogues of the pages: what texts there are, and the file of each language."""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from scripts._translations.typescript import TextNotFound

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path("backend/lexiarch")
ASSETS = PACKAGE / "dashboard/assets"
LOCALES = PACKAGE / "dashboard/locales"

_METHODS = [
    ("dashboard/templates/**.html", "jinja2.ext:babel_extract"),
    ("dashboard/assets/**.ts", "scripts._translations.typescript:extract_typescript"),
    ("**.py", "python"),
]
_OPTIONS = {"dashboard/templates/**.html": {"silent": "false", "trimmed": "true"}}
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "mark": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "t": None,
    "nt": (1, 2),
}
_WIDTH = 110
_HEADER = re.compile(r'^(msgid ""\nmsgstr ""\n(?:".*"\n)+)', re.MULTILINE)
_KEPT = ("Language:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:", "Plural-Forms:")
"""Of the header: nothing that changes from day to day."""


class TextsUnreadable(Exception):
    """A source file has a text that cannot be taken out."""


def find_texts(root: Path = ROOT) -> Catalog:
    """All texts that are marked in templates, Python and TypeScript.

    Raises:
        TextsUnreadable: one is not written as it is shown.
    """
    catalogue = Catalog()
    folder = root / PACKAGE
    reading: list[str] = []
    found = extract_from_dir(
        folder, _METHODS, _OPTIONS, _KEYWORDS, callback=lambda name, *_: reading.append(name)
    )
    try:
        for name, line, text, comments, context in found:
            path = (PACKAGE / name).as_posix()
            catalogue.add(text, locations=[(path, line)], auto_comments=comments, context=context)
    except TextNotFound as error:
        raise TextsUnreadable(f"{PACKAGE / reading[-1]}, {error}") from error
    return catalogue


def languages(root: Path = ROOT) -> list[str]:
    """Codes of the languages that have a catalogue."""
    return sorted(path.stem for path in (root / LOCALES).glob("*.po"))


def read(code: str, root: Path = ROOT) -> Catalog:
    """The catalogue of a language; an empty one if it has none."""
    path = root / LOCALES / f"{code}.po"
    if not path.exists():
        return Catalog(locale=code, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def updated(code: str, texts: Catalog, root: Path = ROOT) -> Catalog:
    """The catalogue with exactly these texts. A new one that resembles an old one has its words, as fuzzy."""
    catalogue = read(code, root)
    catalogue.update(texts)
    return catalogue


def write(code: str, catalogue: Catalog, root: Path = ROOT) -> None:
    """Puts the catalogue into its file."""
    (root / LOCALES / f"{code}.po").write_text(rendered(catalogue), encoding="utf-8")


def rendered(catalogue: Catalog) -> str:
    """The file of a catalogue: texts by their place, without those that nothing uses any more."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, _WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    _comment, header, texts = _HEADER.split(buffer.getvalue().decode(), maxsplit=1)
    facts = "".join(re.findall(r'^"(.*)"$', header, re.MULTILINE)).split(r"\n")
    kept = "".join(f'"{fact}\\n"\n' for fact in facts if fact.startswith(_KEPT))
    return f'msgid ""\nmsgstr ""\n{kept}{texts}'
