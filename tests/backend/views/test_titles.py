import time

import pytest

from lexiarch.views.titles import title_of


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ("# Build a mill\n\nBecause.", "Build a mill"),
        ("\n\n   ## Build a mill ##  \n", "Build a mill"),
        ("Build a mill", "Build a mill"),
        ("#hashtag first", "#hashtag first"),
        ("#\n# Build", "Build"),
        ("Build C#", "Build C#"),
        ("Build a mill #proposer=0x" + "a" * 40, "Build a mill"),
        ("#proposer=0x" + "a" * 40, "Untitled proposal"),
        ("", "Untitled proposal"),
        (" \n\t\n", "Untitled proposal"),
        ("\u200b\u3164\ufeff\n# Build", "Build"),
        ("\u2800\u00ad", "Untitled proposal"),
        ("Build a mill ## #", "Build a mill ##"),
        ("Build a mill # ", "Build a mill"),
    ],
)
def test_the_title_is_the_first_line_that_says_something(description: str, title: str) -> None:
    assert title_of(description) == title


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 100_000 + "b",
        "a" + " " * 50_000 + "#" * 50_000 + "b",
        " " * 100_000,
        "#proposer=0x" + "a" * 40 + " " * 100_000 + "b",
    ],
)
def test_a_long_line_is_read_at_once(line: str) -> None:
    began = time.process_time()
    title_of(line)
    assert time.process_time() - began < 0.5


def test_the_title_is_the_same_whether_all_of_the_text_is_read_or_its_beginning() -> None:
    for text in ("\n" * 2000 + "late", "a" + " " * 2000 + "b", "word " * 500 + "##", "# " + "#" * 3000):
        assert title_of(text) == title_of(text[:1000])


def test_a_very_long_title_is_cut() -> None:
    title = title_of("word " * 1000)
    assert len(title) <= 200
    assert title.endswith("…")
