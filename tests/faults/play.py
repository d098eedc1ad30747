"""Plays parts, and keeps what came of each as soon as it ends."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from scripts.audit.sources import fingerprint_of
from scripts.node_tools import ROOT
from tests.faults.databases import databases_of
from tests.faults.parts import PARTS, Player, pick
from tests.faults.planted import FAULTS, planted

_MOST_FAILURES = 5
_LONGEST_SEARCH = 40
"""Cases in which a planted fault must be found."""
_SOURCES = (
    "backend/lexiarch/**/*.py",
    "backend/lexiarch/**/*.sql",
    "tests/faults/**/*.py",
    "tests/helpers/**/*.py",
)


class Result(NamedTuple):
    """What came of a part on a kind of database."""

    part: str
    kind: str
    scripts: int
    happened: dict[str, int]
    failures: list[str]
    """In words, with how to play it again."""
    seconds: float


class Found(NamedTuple):
    """What the scripts said of a planted fault."""

    fault: str
    part: str
    kind: str
    scripts: int
    """Played until it was found."""
    words: str
    """What was said; empty when nothing was noticed."""


def play_part(name: str, kind: str, wanted: int | None = None, only: int | None = None) -> Result:
    """Plays a part on a kind of database.

    Args:
        wanted: how many cases, instead of all.
        only: the one case to play.
    """
    part = PARTS[name]
    began = time.monotonic()
    with databases_of(kind) as databases, part.play_with(databases) as player:
        cases = pick(player, part.seeds if wanted is None else wanted) if only is None else [only]
        happened, failures = _play(player, cases, lambda case: f"{name} --database {kind} --case {case}")
    words = {what: times for what, times in sorted(happened.items()) if times}
    return Result(name, kind, len(cases), words, failures, round(time.monotonic() - began, 1))


def find_fault(name: str, part_name: str, kind: str) -> Found:
    """Plants a fault, and plays cases until one fails."""
    part = PARTS[part_name]
    with databases_of(kind) as databases, part.play_with(databases, name) as player, planted(name):
        cases = pick(player, _LONGEST_SEARCH)
        for number, case in enumerate(cases, 1):
            try:
                player.play(case)
            except Exception as error:
                return Found(name, part_name, kind, number, _words_of(error))
    return Found(name, part_name, kind, len(cases), "")


def searches() -> list[tuple[str, str, str]]:
    """Each planted fault with a part and a kind of database that must find it."""
    return [
        (name, part, kind)
        for name, fault in FAULTS.items()
        for part in fault.parts
        for kind in PARTS[part].databases
    ]


def _play(
    player: Player, cases: Iterable[int], again: Callable[[int], str]
) -> tuple[Counter[str], list[str]]:
    happened: Counter[str] = Counter()
    failures: list[str] = []
    for case in cases:
        try:
            happened.update(player.play(case))
        except Exception as error:  # whatever a case ends with, the others are played
            failures.append(f"{again(case)}: {_words_of(error)}")
            if len(failures) == _MOST_FAILURES:
                break
    return happened, failures


def _words_of(error: Exception) -> str:
    name = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
    return f"{name}{' '.join(str(error).split())}"


def fingerprint() -> str:
    """A hash over all that decides what a script does."""
    return fingerprint_of(ROOT, _SOURCES)


class Kept:
    """Results of this state of the sources, one file each."""

    def __init__(self, folder: Path, sources: str) -> None:
        self._folder = folder
        self._sources = sources

    def load(self, name: str) -> list[Any] | None:
        """What was kept under a name; None when nothing was, or of other sources."""
        path = self._folder / f"{name}.json"
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return list(kept["result"]) if kept["sources"] == self._sources else None

    def save(self, name: str, result: tuple[Any, ...]) -> None:
        """Keeps a result."""
        self._folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"sources": self._sources, "result": result}, indent=1)
        (self._folder / f"{name}.json").write_text(text, encoding="utf-8")
