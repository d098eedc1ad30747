import pytest

from lexiarch.dashboard.words.prose import render_prose


def shown(text: str) -> str:
    """The words of the only link."""
    return render_prose(text).partition('noreferrer">')[2].partition("</a>")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[https://lexiarch.test](https://evil.test)", "https://lexiarch.test (evil.test)"),
        ("[**lexiarch.test**](https://evil.test)", "<strong>lexiarch.test</strong> (evil.test)"),
        ("[lexiarch.test.evil.test](https://lexiarch.test)", "lexiarch.test.evil.test (lexiarch.test)"),
        ("[vote](https://lexiarch.test@evil.test)", "vote (evil.test)"),
        ("[vote](https://l\u0435xiarch.test)", "vote (xn--lxiarch-7gg.test)"),
        ("<https://l\u0435xiarch.test>", "https://l\u0435xiarch.test (xn--lxiarch-7gg.test)"),
    ],
)
def test_a_link_that_seems_to_lead_elsewhere_tells_its_website(text: str, words: str) -> None:
    assert shown(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[the plan](https://example.org/plan)", "the plan"),
        ("[Example.org/plan](https://www.example.org/plan)", "Example.org/plan"),
        ("<https://example.org/a?b=c>", "https://example.org/a?b=c"),
        ("<https://xn--80ak6aa92e.test/>", "https://xn--80ak6aa92e.test/"),
        ("[mail](mailto:a@example.org)", "mail"),
    ],
)
def test_other_links_have_their_own_words(text: str, words: str) -> None:
    assert shown(text) == words


@pytest.mark.parametrize("nothing", ["", " ", "\u200b"])
def test_a_link_without_words_shows_its_address(nothing: str) -> None:
    assert shown(f"[{nothing}](https://example.org)").strip("\u200b ") == "https://example.org"
