"""The search for faults that an index does not survive: what is played, what is kept, what is told."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import play
from tests.faults.databases import Databases
from tests.faults.oracle import Differs
from tests.faults.page import write_page
from tests.faults.parts import Part, pick
from tests.faults.play import Found, Kept, Result, find_fault, fingerprint, play_part


class Spoiled:
    """Cases of which some fail."""

    count = 10

    def play(self, case: int) -> Counter[str]:
        if case in (3, 7):
            raise Differs(f"vote: row {case}")
        return Counter({"steps": 2, "kills": 0})


class Endless(Spoiled):
    count = None


@contextmanager
def _spoiled(_: Databases) -> Iterator[Spoiled]:
    yield Spoiled()


@pytest.fixture(autouse=True)
def _one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(play.PARTS, "stories", Part("Lives", _spoiled, 5, 2))


def test_all_cases_are_played_or_as_many_spread_from_the_first_to_the_last() -> None:
    assert pick(Spoiled(), 0) == list(range(10))
    assert pick(Spoiled(), 99) == list(range(10))
    assert pick(Spoiled(), 4) == [0, 3, 6, 9]
    assert pick(Endless(), 4) == [0, 1, 2, 3]


def test_a_case_that_fails_is_told_with_how_to_play_it_again_and_the_others_are_played() -> None:
    result = play_part("stories", "sqlite", wanted=0)
    assert (result.scripts, result.happened) == (10, {"steps": 16})
    assert result.failures == [
        "stories --database sqlite --case 3: vote: row 3",
        "stories --database sqlite --case 7: vote: row 7",
    ]
    assert play_part("stories", "sqlite", only=7).failures == [result.failures[1]]


def test_a_planted_fault_is_found_by_the_first_case_that_fails() -> None:
    assert find_fault("log-lost", "stories", "sqlite") == Found(
        "log-lost", "stories", "sqlite", 4, "vote: row 3"
    )


def test_what_is_kept_is_taken_again_unless_a_source_has_changed(tmp_path: Path) -> None:
    result = Result("stories", "sqlite", 10, {"steps": 2}, [], 1.5)
    Kept(tmp_path, "these").save("name", result)
    assert Result(*Kept(tmp_path, "these").load("name") or []) == result
    assert Kept(tmp_path, "others").load("name") is None
    assert Kept(tmp_path, "these").load("other") is None
    assert fingerprint() == fingerprint()


def test_the_page_tells_every_part_every_failure_and_every_fault_that_nobody_noticed(tmp_path: Path) -> None:
    results = [
        Result("reorgs", "sqlite", 161, {"reorgs": 8000}, [], 60.0),
        Result("lies", "postgresql", 500, {"forks": 9}, ["lies --database postgresql --case 4: log"], 60.0),
    ]
    found = [
        Found("log-lost", "stories", "sqlite", 1, "vote: row 3"),
        Found("memory-kept", "reorgs", "sqlite", 40, ""),
    ]
    write_page(tmp_path / "index.md", results, found)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    for words in (
        "8,000 reorgs",
        "**1 failed**",
        "--case 4: log",
        "found 1 of 2",
        "**nothing**",
        "2 minutes",
    ):
        assert words in text
