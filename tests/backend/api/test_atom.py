from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexiarch.api.atom import atom_text
from lexiarch.views import examples

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://dao.example"


def read(title: str, text: str) -> ET.Element:
    entry = examples.FEED.entries[0].model_copy(update={"title": title, "text": text})
    feed = examples.FEED.model_copy(update={"title": title, "entries": [entry]})
    return ET.fromstring(atom_text(feed, SITE, f"{SITE}/api/v1/feed.atom?a=1&b=2"))


def text_of(element: ET.Element, path: str) -> str | None:
    found = element.find("/".join(ATOM + name for name in path.split("/")))
    assert found is not None, path
    return found.text


def test_a_feed_has_what_the_standard_asks_for() -> None:
    root = read("Mill", "It leaks.")
    assert root.tag == f"{ATOM}feed"
    for element in (root, root.find(f"{ATOM}entry")):
        assert element is not None
        assert text_of(element, "id")
        assert text_of(element, "title") == "Mill"
        assert text_of(element, "updated") == "2026-09-19T14:13:20Z"
    assert text_of(root, "author/name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/api/v1/feed.atom?a=1&b=2", "alternate": f"{SITE}/"}


def test_markup_stays_text() -> None:
    root = read("<script>alert(1)</script>", "]]></content><entry/> &amp; <b>")
    assert text_of(root, "entry/title") == "<script>alert(1)</script>"
    assert text_of(root, "entry/content") == "]]></content><entry/> &amp; <b>"
    assert len(root.findall(f"{ATOM}entry")) == 1


@pytest.mark.parametrize("text", ["\x00\x01\x1b", "\ufffe\uffff", "\ud800", "\u202etxt.exe"])
def test_what_no_document_may_hold_is_taken_out(text: str) -> None:
    assert text_of(read(f"a{text}b", text), "entry/title") in (
        "ab",
        "a\ufffdb",
        "a\ufffd\ufffdb",
        "atxt.exeb",
    )


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_any_text_makes_a_valid_document(title: str, text: str) -> None:
    root = read(title, text)
    assert len(root.findall(f"{ATOM}entry/{ATOM}content")) == 1
