"""Keeps the catalogues of the pages: dashboard/locales/<code>.po for each language but English.

    python -m scripts.translations update [CODE]   take new texts in, drop old ones, say what is to be seen to
    python -m scripts.translations check           write nothing; exit 1 if anything is missing or not current
    python -m scripts.translations browser         write what the bundle needs of them to .build/languages

docs/translating.md tells how to add a language.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from babel import Locale, UnknownLocaleError

from scripts._translations import catalogue
from scripts._translations.browser import write_texts
from scripts._translations.catalogue import ROOT, TextsUnreadable
from scripts._translations.faults import find_faults

TARGET = Path(".build/languages")


def update(root: Path, new: str | None) -> int:
    """Brings all catalogues up to date, and begins another if one is named."""
    texts = catalogue.find_texts(root)
    for code in sorted({*catalogue.languages(root), *([new] if new else [])}):
        updated = catalogue.updated(code, texts, root)
        catalogue.write(code, updated, root)
        faults = find_faults(updated)
        print("\n".join([*faults, f"{code}: {len(texts)} texts, {len(faults)} to be seen to"]))
    return 0


def check(root: Path) -> int:
    """Whether every text is translated, with the same values, and every catalogue is current."""
    texts, failed = catalogue.find_texts(root), False
    for code in catalogue.languages(root):
        updated = catalogue.updated(code, texts, root)
        faults = find_faults(updated)
        if catalogue.rendered(updated) != (root / catalogue.LOCALES / f"{code}.po").read_text(
            encoding="utf-8"
        ):
            faults.append(f"not current: {catalogue.LOCALES / code}.po (run `make translations`)")
        for fault in faults:
            print(f"{code}: {fault}", file=sys.stderr)
        failed |= bool(faults)
    return int(failed)


def browser(root: Path) -> int:
    """Writes the texts of scripts, and removes those of languages that are gone."""
    target = root / TARGET
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.json"):
        old.unlink()
    for code in catalogue.languages(root):
        write_texts(code, catalogue.read(code, root), target)
    return 0


def _language(code: str) -> str:
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError) as error:
        raise argparse.ArgumentTypeError(f"{code!r} is no language that CLDR knows: {error}") from None
    return code


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs one of the three."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("update").add_argument("language", nargs="?", type=_language)
    verbs.add_parser("check")
    verbs.add_parser("browser")
    asked = parser.parse_args(arguments)
    try:
        if asked.verb == "update":
            return update(root, asked.language)
        return check(root) if asked.verb == "check" else browser(root)
    except TextsUnreadable as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
