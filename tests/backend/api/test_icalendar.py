import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexiarch.api.icalendar import icalendar_text
from lexiarch.views import examples

SITE = "https://dao.example"


def written(title: str, canceled: bool = False) -> bytes:
    event = examples.CALENDAR_EVENT.model_copy(update={"title": title, "canceled": canceled})
    return icalendar_text("A, B; C", [event], SITE)


def properties(document: bytes) -> list[tuple[str, str]]:
    """Unfolded, as a reader does it (RFC 5545, 3.1)."""
    lines = document.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines.pop() == ""
    return [(name, value) for name, _, value in (line.partition(":") for line in lines)]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def summary(document: bytes) -> str:
    return unescaped(dict(properties(document))["SUMMARY"])


def test_an_event_has_what_the_standard_asks_for() -> None:
    found = properties(written("Vote ends: Mill"))
    assert found[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert found[-1] == ("END", "VCALENDAR")
    event = dict(found[found.index(("BEGIN", "VEVENT")) : found.index(("END", "VEVENT"))])
    assert event["UID"] == examples.CALENDAR_EVENT.id
    assert event["DTSTART"] == "20260925T141320Z"
    assert event["DTSTAMP"] == event["LAST-MODIFIED"] == "20260919T141320Z"
    assert event["URL"].startswith(f"{SITE}/proposals/")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", "0")
    assert dict(found)["X-WR-CALNAME"] == r"A\, B\; C"


def test_what_was_called_off_says_so() -> None:
    assert dict(properties(written("Mill", canceled=True)))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    "title", ["a; b, c\\d", "two\nlines", "END:VEVENT\nBEGIN:VEVENT", "日本語" * 60, "é" * 200, "x" * 300]
)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    assert summary(written(title)) == title


def test_a_line_break_cannot_add_a_property() -> None:
    document = written("Mill\r\nATTENDEE:mailto:a@b\rSTATUS:CANCELLED\u2028X:1")
    assert [name for name, _ in properties(document)].count("STATUS") == 1
    assert "ATTENDEE" not in dict(properties(document))


def check_lines(title: str) -> None:
    document = written(title)
    for line in document.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()
    assert [name for name, _ in properties(document)].count("SUMMARY") == 1


@given(st.text(st.characters(codec=None)))
def test_lines_are_short_end_as_they_should_and_cut_no_character(title: str) -> None:
    check_lines(title)


@pytest.mark.parametrize("character", ["x", "é", "語", "🗳", ";"])
@pytest.mark.parametrize("before", range(5))
def test_long_lines_are_folded_wherever_their_characters_fall(character: str, before: int) -> None:
    title = "a" * before + character * 200
    check_lines(title)
    assert summary(written(title)) == title
    assert max(len(line) for line in written(title).split(b"\r\n")) > 71
