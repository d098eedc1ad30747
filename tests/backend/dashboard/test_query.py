import pytest

from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.domain.errors import ParameterInvalid
from lexiarch.domain.proposals import ProposalState


def test_a_word_is_read_in_any_case_and_may_be_missing() -> None:
    assert parse_choice(ProposalState, "state", "ACTIVE") is ProposalState.ACTIVE
    assert parse_choice(ProposalState, "state", "") is None
    assert parse_choice(ProposalState, "state", None) is None


def test_an_unknown_word_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ParameterInvalid, match="pending, active, canceled"):
        parse_choice(ProposalState, "state", "cancelled")


def test_addresses_carry_only_what_is_given() -> None:
    assert page_url("/", state=None, cursor="a&b") == "/?cursor=a%26b"
    assert page_url("/") == "/"
