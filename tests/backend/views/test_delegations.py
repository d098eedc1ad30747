from collections.abc import Callable

import pytest

from lexiarch.domain.errors import CursorInvalid, IndexEmpty
from lexiarch.store.database import Database
from lexiarch.views.delegations import build_delegations, build_powers
from lexiarch.views.models import Delegation
from lexiarch.views.text import address_text
from tests.helpers.builders import START, History, account

ONE, TWO, THREE = (address_text(account(number)) for number in (1, 2, 3))


def delegations(database: Database, who: int, limit: int = 100) -> list[Delegation]:
    found: list[Delegation] = []
    cursor = None
    while True:
        with database.read() as reader:
            page = build_delegations(reader, account(who), limit, cursor)
        found += page.items
        if (cursor := page.next_cursor) is None:
            return found


def test_power_is_told_after_each_change(index: Database, history: History) -> None:
    history.at(1).power(1, 5).power(2, 7).at(2).power(1, 2**255).power(1, 0).save(index)
    with index.read() as reader:
        first = build_powers(reader, account(1), 2, None)
        second = build_powers(reader, account(1), 2, first.next_cursor)
        with pytest.raises(CursorInvalid):
            build_delegations(reader, account(1), 2, first.next_cursor)
    assert [(one.power, one.time - START) for one in first.items + second.items] == [
        (0, 2),
        (2**255, 2),
        (5, 1),
    ]
    assert second.next_cursor is None


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_delegations_are_those_of_an_account_to_it_and_away_from_it(
    index: Database, history: History, limit: int
) -> None:
    history.at(1).delegate(1, 2).delegate(3, 1).delegate(2, 2).at(2).delegate(3, 2, was=1)
    history.delegate(1, 1, was=2).at(3).delegate(1, None, was=1).delegate(2, 3, was=2).save(index)
    found = [(one.delegator, one.from_delegate, one.to_delegate) for one in delegations(index, 1, limit)]
    assert found == [
        (ONE, ONE, None),
        (ONE, TWO, ONE),
        (THREE, ONE, TWO),
        (THREE, None, ONE),
        (ONE, None, TWO),
    ]


def test_an_account_that_nobody_has_seen_has_no_history(index: Database, history: History) -> None:
    history.at(1).delegate(1, None).save(index)
    assert delegations(index, 9) == []


@pytest.mark.parametrize("build", [build_powers, build_delegations])
def test_an_empty_index_says_so(index: Database, build: Callable[..., object]) -> None:
    with index.read() as reader, pytest.raises(IndexEmpty):
        build(reader, account(1), 10, None)
