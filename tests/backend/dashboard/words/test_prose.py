import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexiarch.dashboard.words.prose import LONGEST, body_of, render_prose
from lexiarch.views.titles import title_of
from tests.helpers.hostile import FAMILIES, TEXTS

TAGS = "p br hr h3 h4 h5 h6 ul ol li blockquote pre code em strong s a table thead tbody tr th td div"
ALLOWED = set(TAGS.split())
ATTRIBUTES = {"href", "title", "rel", "start", "class", "role", "aria-label", "tabindex"}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](//evil.example/path)",
    "[a](/accounts/0x0)",
    '[a](https://ok.example"onmouseover=alert(1))',
    "![a](https://tracker.example/pixel.png)",
    "[![a](https://x.example/i.png)](https://y.example)",
    "<a href='https://x.example' style='position:fixed' onclick='x()'>a</a>",
    '```html"><script>alert(1)</script>\ncode\n```',
    "<svg><style><!--</style><img src=x onerror=alert(1)>",
    "| a |\n|:-:|\n| b |",
]


def tags(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<([a-z0-9]+)((?:\s[^<>]*)?)>", html)


def assert_harmless(html: str) -> None:
    for tag, attributes in tags(html):
        assert tag in ALLOWED, html
        names = set(re.findall(r"([a-zA-Z-]+)=\"", attributes))
        assert names <= ATTRIBUTES, html
        for target in re.findall(r'href="([^"]*)"', attributes):
            assert re.match(r"(https?|ipfs)://|mailto:", target, re.IGNORECASE), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_survives(attack: str) -> None:
    assert_harmless(render_prose(attack))


@given(st.lists(st.sampled_from([*ATTACKS, "#", "*", "\n", "> ", "- ", "](", "`", "<", '"']), max_size=12))
def test_nothing_that_acts_survives_in_any_mixture(pieces: list[str]) -> None:
    assert_harmless(render_prose("".join(pieces)))


def test_images_become_links() -> None:
    html = render_prose("![the bridge](https://example.org/bridge.png)")
    assert '<a href="https://example.org/bridge.png"' in html
    assert "the bridge</a>" in html


def test_links_pass_no_referrer_and_no_rank() -> None:
    assert 'rel="nofollow noopener noreferrer"' in render_prose("[a](https://example.org)")


@pytest.mark.parametrize("link", ["https://example.org/a?b=c", "ipfs://bafy/x", "mailto:a@example.org"])
def test_links_that_lead_elsewhere_are_kept(link: str) -> None:
    assert f'href="{link}"' in render_prose(f"[a]({link})")


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# A\n\n## B\n\n### C", ["h3", "h4", "h5"]),
        ("### A\n\n###### B\n\n# C", ["h3", "h4", "h3"]),
        ("## A\n\n###### B", ["h3", "h4"]),
    ],
)
def test_headings_lie_below_the_page_s_own_and_skip_no_level_downwards(
    source: str, levels: list[str]
) -> None:
    assert [tag for tag, _ in tags(render_prose(source)) if tag.startswith("h")] == levels


def test_wide_tables_can_be_scrolled_with_the_keyboard() -> None:
    html = render_prose("| a | b |\n|---|---|\n| c | d |")
    assert html.startswith('<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>')


def test_characters_that_turn_the_line_round_are_taken_out() -> None:
    assert "\u202e" not in render_prose("pay \u202etxt.exe")


def test_very_long_texts_are_cut_and_still_rendered() -> None:
    assert len(render_prose("word " * 400_000)) < 200_000


def test_the_title_is_not_repeated_in_the_body() -> None:
    assert body_of("# Mend the mill\n\nIt leaks.", "Mend the mill") == "\nIt leaks."
    assert body_of("Mend the mill", "Another title") == "Mend the mill"


def test_a_text_that_grows_without_end_is_shown_as_it_was_written() -> None:
    text = "[a]: https://example.org/" + "x" * 1000 + "\n\n" + "[a]" * 20_000
    html = render_prose(text)
    assert html.startswith("<pre><code>[a]: https://example.org/")
    assert len(html) < 2 * len(text)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_nothing_is_left_out_below_any_depth(mark: str) -> None:
    for depth in range(1, 60):
        html = render_prose(f"{mark * depth}deep\n\nand after it")
        assert "deep" in html
        assert "and after it" in html


@pytest.mark.parametrize("text", FAMILIES["long"], ids=lambda text: repr(text[:12]))
def test_no_text_of_a_stranger_takes_long(text: str) -> None:
    text = text * (LONGEST // len(text))
    began = time.process_time()
    title_of(text)
    render_prose(text)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_of_the_corpus_acts(text: str) -> None:
    assert_harmless(render_prose(text))
