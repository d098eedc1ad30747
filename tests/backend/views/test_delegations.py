from collections.abc import Callable
from itertools import pairwise

import pytest

from lexiarch.domain.errors import CursorInvalid, IndexEmpty
from lexiarch.store.database import Database
from lexiarch.views.delegations import (
    build_delegations,
    build_delegators,
    build_power_history,
    build_powers,
)
from lexiarch.views.models import Delegation, DelegationParty, Delegator
from lexiarch.views.text import address_text
from tests.helpers.builders import START, History, account

ONE, TWO, THREE = (address_text(account(number)) for number in (1, 2, 3))


def delegations(
    database: Database, who: int, limit: int = 100, party: DelegationParty | None = None
) -> list[Delegation]:
    found: list[Delegation] = []
    cursor = None
    while True:
        with database.read() as reader:
            page = build_delegations(reader, account(who), limit, cursor, party)
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


@pytest.mark.parametrize("party", [None, *DelegationParty])
def test_amounts_are_what_the_delegator_held_at_that_place(
    index: Database, history: History, party: DelegationParty | None
) -> None:
    history.at(1).delegate(1, 2).balance(1, 5).delegate(1, 3, was=2).balance(1, 6)
    history.at(2).balance(1, 2**255).delegate(1, 2, was=3).at(3).balance(1, 1).balance(2, 8).save(index)
    who = 1 if party is DelegationParty.DELEGATOR else 2
    expected = {1: [2**255, 5, 0], 2: [2**255, 5, 0]}[who]
    assert [one.amount for one in delegations(index, who, 1, party)] == expected


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_own_choices_and_those_of_others_can_be_asked_for_alone(
    index: Database, history: History, limit: int
) -> None:
    history.at(1).delegate(1, 2).delegate(3, 1).at(2).delegate(3, 2, was=1).delegate(1, 1, was=2).save(index)
    own = delegations(index, 1, limit, DelegationParty.DELEGATOR)
    assert [(one.delegator, one.to_delegate) for one in own] == [(ONE, ONE), (ONE, TWO)]
    others = delegations(index, 1, limit, DelegationParty.DELEGATE)
    assert [(one.delegator, one.to_delegate) for one in others] == [(ONE, ONE), (THREE, TWO), (THREE, ONE)]


def delegators(
    database: Database, who: int, limit: int, first: list[Delegator] | None = None, cursor: str | None = None
) -> tuple[list[Delegator], str | None]:
    with database.read() as reader:
        page = build_delegators(reader, account(who), limit, cursor)
    return [*(first or []), *page.items], page.next_cursor


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_delegators_are_those_whose_last_choice_it_is_with_what_they_hold(
    index: Database, history: History, limit: int
) -> None:
    history.at(1).delegate(1, 1).delegate(2, 1).delegate(3, 1).delegate(4, 1).balance(2, 5).balance(3, 9)
    history.at(2).delegate(2, 4, was=1).at(3).delegate(4, 1, was=1).delegate(2, 1, was=4).save(index)
    found, cursor = delegators(index, 1, limit)
    history.at(4).delegate(1, None, was=1).balance(2, 6).delegate(5, 1).save(index)
    while cursor:
        found, cursor = delegators(index, 1, limit, found, cursor)
    who = [address_text(account(number)) for number in (2, 4, 3, 1)]
    assert [(one.address, one.amount, one.since - START) for one in found] == [
        (who[0], 5, 3),
        (who[1], 0, 3),
        (who[2], 9, 1),
        (who[3], 0, 1),
    ]
    now, _ = delegators(index, 1, 100)
    assert [one.address for one in now] == [address_text(account(5)), *who[:3]]


def test_nobody_is_a_delegator_of_nobody(index: Database, history: History) -> None:
    history.at(1).delegate(1, None).save(index)
    with index.read() as reader:
        assert build_delegators(reader, bytes(20), 10, None).items == []


def test_a_curve_has_every_change_of_few(index: Database, history: History) -> None:
    history.at(1).power(1, 5).power(2, 9).at(2).power(1, 2**255).power(1, 0).at(7).save(index)
    with index.read() as reader:
        found = build_power_history(reader, account(1))
        nobody = build_power_history(reader, account(9))
    assert [(point.power, point.time - START) for point in found.points] == [(5, 1), (2**255, 2), (0, 2)]
    assert (found.now, nobody.points) == (START + 7, [])


@pytest.mark.parametrize("changes", [100, 101, 250, 1000])
def test_a_curve_of_many_changes_has_the_first_the_last_and_some_between(
    index: Database, history: History, changes: int
) -> None:
    for number in range(1, changes + 1):
        history.at(number).power(1, number).power(2, 1)
    history.save(index)
    with index.read() as reader:
        points = build_power_history(reader, account(1)).points
    powers = [point.power for point in points]
    assert (powers[0], powers[-1], len(powers)) == (1, changes, 100)
    assert powers == sorted(set(powers))
    gaps = [after - before for before, after in pairwise(powers)]
    assert max(gaps) - min(gaps) <= 1


def test_a_curve_of_changes_in_one_block_has_the_last(index: Database, history: History) -> None:
    history.at(1)
    for number in range(200):
        history.power(1, number)
    history.save(index)
    with index.read() as reader:
        assert [point.power for point in build_power_history(reader, account(1)).points] == [199]


@pytest.mark.parametrize("build", [build_powers, build_delegations, build_delegators])
def test_an_empty_index_says_so(index: Database, build: Callable[..., object]) -> None:
    with index.read() as reader, pytest.raises(IndexEmpty):
        build(reader, account(1), 10, None)
