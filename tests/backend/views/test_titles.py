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
    ],
)
def test_the_title_is_the_first_line_that_says_something(description: str, title: str) -> None:
    assert title_of(description) == title


def test_a_very_long_title_is_cut() -> None:
    title = title_of("word " * 1000)
    assert len(title) <= 200
    assert title.endswith("…")
