import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexiarch.dashboard.words.amounts import decimals_of, ether, exact_units, percent, short_units
from lexiarch.domain.governor import GovernorModel
from tests.helpers.builders import make_deployment

UNIT = 10**18
AMOUNTS = st.integers(min_value=0, max_value=2**256 - 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (1, "<0.0001"),
        (123_456_789 * UNIT, "123,456,789"),
        (1250 * UNIT + UNIT // 2, "1,250.5"),
        (2 * UNIT - 1, "1.99"),
        (UNIT // 8, "0.125"),
        (UNIT // 3, "0.3333"),
    ],
)
def test_short_amounts_are_grouped_and_never_rounded_up(value: int, words: str) -> None:
    assert short_units(value) == words


def test_what_is_missing_is_rounded_up() -> None:
    assert short_units(2 * UNIT - 1, round_up=True) == "2"


@given(AMOUNTS)
def test_exact_amounts_lose_nothing(value: int) -> None:
    whole, _, rest = exact_units(value).replace(",", "").partition(".")
    assert int(whole) * UNIT + int(rest.ljust(18, "0") or 0) == value


@given(AMOUNTS, AMOUNTS)
def test_a_share_never_says_more_than_it_is(part: int, whole: int) -> None:
    part = min(part, whole)
    shown = percent(part, whole).removesuffix("%")
    if shown.startswith("<"):
        assert 0 < part * 1000 < whole
    else:
        assert float(shown) * whole <= part * 100 * (1 + 1e-12)


def test_ether_has_eighteen_decimals_whatever_the_token_has() -> None:
    deployment = make_deployment().model_copy(update={"governor": GovernorModel(decimals=0)})
    with decimals_of(deployment):
        assert ether(5 * UNIT // 2) == "2.5"
        assert ether(1_000 * UNIT + 1) == "1,000.000000000000000001"
        assert exact_units(3) == "3"
