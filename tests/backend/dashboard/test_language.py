"""Texts, numbers and times as each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from lexiarch.dashboard.language import gettext, install, ngettext, number, pgettext, speaking
from lexiarch.dashboard.languages import CATALOGUES, languages
from lexiarch.dashboard.words.amounts import (
    ether,
    exact_units,
    percent,
    short_units,
    tokens_text,
    whole_percent,
)
from lexiarch.dashboard.words.ballots import choice_words, state_words
from lexiarch.dashboard.words.times import absolute, day, duration, relative
from lexiarch.domain.proposals import ProposalState, Support

UNIT = 10**18
NOW = 1_795_788_300
GERMAN = languages()["de"]


def test_there_is_a_language_for_each_catalogue_and_english_is_first() -> None:
    assert list(languages()) == ["en", *sorted(path.stem for path in CATALOGUES.glob("*.po"))]
    assert [language.name for language in languages().values()] == ["English", "Deutsch"]


def test_german_writes_numbers_with_a_comma() -> None:
    with speaking(GERMAN):
        assert number(1_234_567) == "1.234.567"
        assert short_units(1250 * UNIT + UNIT // 2) == "1.250,5"
        assert short_units(1) == "<0,0001"
        assert exact_units(1234 * UNIT + 1) == "1.234,000000000000000001"
        assert ether(UNIT // 4) == "0,25"
        assert tokens_text(2 * UNIT - 1, "VALE", round_up=True) == "2 VALE"
        assert (percent(5, 8), percent(1, 2000), percent(0, 5)) == (
            "62,5\N{NBSP}%",
            "<0,1\N{NBSP}%",
            "0\N{NBSP}%",
        )
        assert whole_percent(25) == "25\N{NBSP}%"


def test_german_writes_times_as_one_says_them() -> None:
    with speaking(GERMAN):
        assert absolute(NOW) == "27. November 2026, 14:05 UTC"
        assert day(NOW) == "27. November 2026"
        assert [relative(NOW + away, NOW) for away in (86_400, 3 * 86_400, -7_200, -5, 5)] == [
            "in 1 Tag",
            "in 3 Tagen",
            "vor 2 Stunden",
            "gerade eben",
            "gleich",
        ]
        assert duration(129_600) == "1 Tag 12 Stunden"


def test_after_a_page_the_language_is_what_it_was() -> None:
    with speaking(GERMAN), speaking(languages()["en"]):
        assert number(1000) == "1,000"
    assert gettext("Proposals") == "Proposals"


@pytest.mark.parametrize("code", languages())
@given(value=st.integers(min_value=0, max_value=2**256 - 1))
def test_no_language_loses_a_digit(code: str, value: int) -> None:
    with speaking(languages()[code]):
        point = "," if code == "de" else "."
        text = exact_units(value)
    whole, _, rest = text.partition(point)
    digits = "".join(filter(str.isdecimal, whole))
    assert int(digits) * UNIT + int(rest.ljust(18, "0") or 0) == value


def test_a_number_in_a_text_is_written_as_the_language_does() -> None:
    with speaking(GERMAN):
        assert ngettext("%(num)s person", "%(num)s persons", 1) == "1 Person"
        assert ngettext("%(num)s person", "%(num)s persons", 12_000) == "12.000 Personen"


def test_a_text_with_two_meanings_has_two_translations() -> None:
    with speaking(GERMAN):
        assert pgettext("act", "Delegate") == "Delegieren"
        assert pgettext("who votes", "Delegate") == "Delegiert an"


@pytest.mark.parametrize("code", languages())
def test_every_state_and_every_choice_has_its_word(code: str) -> None:
    with speaking(languages()[code]):
        states = [state_words(state) for state in ProposalState]
        choices = [choice_words(choice) for choice in Support]
    assert len(set(states)) == len(ProposalState)
    assert len(set(choices)) == len(Support)
    assert (states == [state.value for state in ProposalState]) is (code == "en")


def test_templates_escape_the_values_of_a_text_and_not_the_text() -> None:
    environment = Environment(autoescape=True)
    install(environment)
    plural = '{{ ngettext("%(num)s of %(who)s", "%(num)s of %(who)s", 1200, who=name) }}'
    source = '{{ _("Call <code>%(name)s</code>", name=name) }} ' + plural
    with speaking(GERMAN):
        shown = environment.from_string(source).render(name="<b>")
    assert shown == "Call <code>&lt;b&gt;</code> 1.200 of &lt;b&gt;"


def test_a_template_is_compiled_for_all_languages() -> None:
    environment = Environment(autoescape=True)
    install(environment)
    template = environment.from_string(
        '{{ _("Proposals") }} {{ 1200|number }} {% trans %}Members{% endtrans %}'
    )
    assert template.render() == "Proposals 1,200 Members"
    with speaking(GERMAN):
        assert template.render() == "Vorschläge 1.200 Mitglieder"
