"""Delegates by lot: anybody can draw again, everybody is drawn, and nobody is twice or never on a page."""

from collections.abc import Callable

import pytest
from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import CursorInvalid, IndexEmpty
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, forget_draws_above, save_draw
from lexiarch.views import build_draw
from lexiarch.views.delegates import DelegateOrder, build_delegates
from lexiarch.views.draws import Draws, draw_lots
from lexiarch.views.models import Delegate, Page
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import START, History, account, hash32

List = Callable[..., Page[Delegate]]


@pytest.fixture
def draws() -> Draws:
    return Draws()


@pytest.fixture
def look(index: Database, draws: Draws) -> List:
    def build(limit: int = 100, cursor: str | None = None) -> Page[Delegate]:
        with index.read() as reader:
            return build_delegates(reader, draws, DelegateOrder.LOT, limit, cursor)

    return build


def read_on(look: List, limit: int, first: Page[Delegate] | None = None) -> list[str]:
    """All addresses, page by page."""
    page = first or look(limit)
    found = [each.address for each in page.items]
    while page.next_cursor:
        page = look(limit, page.next_cursor)
        found += [each.address for each in page.items]
    return found


def by_lot(drawn_from: bytes, *numbers: int) -> list[str]:
    """As the rule says it (decision 26), not as the code does."""
    lots = {keccak(drawn_from + account(number)): number for number in numbers}
    return [address_text(account(lots[lot])) for lot in sorted(lots)]


def draw(index: Database, block: int, block_hash: Hash32) -> None:
    with index.write() as writer:
        save_draw(writer, BlockId(block, block_hash, START))


MONDAY, TUESDAY, WEDNESDAY = (hash32("day", number) for number in range(3))


def test_who_had_power_before_the_day_is_drawn_and_who_came_since_stands_behind(
    index: Database, history: History, look: List
) -> None:
    history.at(10)
    for number in range(1, 31):
        history.power(number, number)
    history.at(20).power(7, 0).at(30).power(40, 1).power(41, 2).power(1, 9).save(index)
    draw(index, 4, MONDAY)
    everybody = [*by_lot(MONDAY, *(set(range(1, 31)) - {7})), *by_lot(MONDAY, 40, 41)]
    assert [each.address for each in look().items] == everybody
    for limit in (1, 2, 7, 29, 30, 31):
        assert read_on(look, limit) == everybody


def test_the_next_day_the_order_is_another(index: Database, history: History, look: List) -> None:
    history.at(10)
    for number in range(1, 31):
        history.power(number, number)
    history.save(index)
    orders = []
    for block, day in ((3, MONDAY), (4, TUESDAY)):
        history.at(10 + block).save(index)
        draw(index, block, day)
        orders.append(read_on(look, 10))
    assert orders == [by_lot(MONDAY, *range(1, 31)), by_lot(TUESDAY, *range(1, 31))]
    assert orders[0] != orders[1]


def test_the_figures_are_of_now(index: Database, history: History, look: List) -> None:
    history.at(10).power(1, 5).at(20).power(1, 8).save(index)
    draw(index, 3, MONDAY)
    assert [each.power for each in look().items] == [8]


def test_pages_stay_as_they_were_while_power_moves_and_the_day_changes(
    index: Database, history: History, look: List
) -> None:
    history.at(10)
    for number in range(1, 10):
        history.power(number, number)
    history.at(20).power(20, 4).save(index)
    draw(index, 3, MONDAY)
    first = look(3)
    history.at(30)
    for number in range(1, 10):
        history.power(number, 0)
    history.power(30, 1).save(index)
    draw(index, 4, TUESDAY)
    assert read_on(look, 3, first) == [*by_lot(MONDAY, *range(1, 10)), *by_lot(MONDAY, 20)]
    assert read_on(look, 3) == by_lot(TUESDAY, 20, 30)


def test_who_lost_all_power_leaves_no_empty_page(index: Database, history: History, look: List) -> None:
    history.at(10)
    for number in range(1, 41):
        history.power(number, 1)
    history.at(20)
    for number in range(1, 40):
        history.power(number, 0)
    history.save(index)
    draw(index, 3, MONDAY)
    assert [each.address for each in look(2).items] == [address_text(account(40))]
    assert look(2).next_cursor is None


def test_a_cursor_of_a_draw_that_is_over_or_never_was_is_refused(
    index: Database, history: History, look: List
) -> None:
    history.at(10).power(1, 1).power(2, 2).save(index)
    draw(index, 3, MONDAY)
    cursor = look(1).next_cursor
    draw(index, 4, TUESDAY)
    assert len(look(1, cursor).items) == 1
    draw(index, 5, WEDNESDAY)
    with pytest.raises(CursorInvalid):
        look(1, cursor)
    newest = look(1).next_cursor
    with index.write() as writer:
        forget_draws_above(writer, 4)
    with pytest.raises(CursorInvalid):
        look(1, newest)


def test_a_cursor_of_the_other_order_is_refused(
    index: Database, history: History, draws: Draws, look: List
) -> None:
    history.at(10).power(1, 1).power(2, 2).save(index)
    with index.read() as reader:
        by_votes = build_delegates(reader, draws, DelegateOrder.VOTES, 1, None)
        by_lot = build_delegates(reader, draws, DelegateOrder.LOT, 1, None)
        for order, other in ((DelegateOrder.LOT, by_votes), (DelegateOrder.VOTES, by_lot)):
            with pytest.raises(CursorInvalid):
                build_delegates(reader, draws, order, 1, other.next_cursor)


def test_before_the_first_draw_everybody_is_listed_once(
    index: Database, history: History, draws: Draws, look: List
) -> None:
    history.at(10).power(1, 1).power(2, 2).power(3, 3).power(3, 0).save(index)
    assert read_on(look, 1) == by_lot(b"", 1, 2)
    with index.read() as reader:
        found = build_draw(reader, draws)
    assert (found.block, found.drawn) == (None, 0)
    first = look(1)
    draw(index, 3, MONDAY)
    assert read_on(look, 1, first) == by_lot(b"", 1, 2)


def test_the_draw_names_its_block_and_how_many_took_part(
    index: Database, history: History, draws: Draws
) -> None:
    history.at(10).power(1, 1).power(2, 2).at(20).power(3, 3).save(index)
    draw(index, 3, MONDAY)
    with index.read() as reader:
        found = build_draw(reader, draws)
    assert found.block is not None
    assert (found.block.number, found.block.hash, found.drawn) == (3, hash_text(MONDAY), 2)


def test_over_many_days_nobody_is_favoured() -> None:
    accounts = [account(number) for number in range(10)]
    first = [draw_lots(hash32("day", day), accounts)[0] for day in range(2000)]
    assert all(140 < first.count(each) < 260 for each in accounts)


def test_an_order_is_worked_out_once(
    index: Database, history: History, look: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.at(10).power(1, 1).power(2, 2).save(index)
    draw(index, 3, MONDAY)
    expected = look().items

    def fail(*_: object) -> list[Address]:
        raise AssertionError("drawn again")

    monkeypatch.setattr("lexiarch.views.draws.load_accounts_with_power", fail)
    assert look().items == expected


def test_an_empty_index_says_so(look: List) -> None:
    with pytest.raises(IndexEmpty):
        look()
