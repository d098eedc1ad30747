from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.delegates import DelegateOrder, build_delegates
from lexiarch.views.draws import Draws
from lexiarch.views.models import Delegate, Page
from lexiarch.views.text import address_text
from tests.helpers.builders import DELAY, FOR, History, account


def delegates(database: Database, limit: int = 100, cursor: str | None = None) -> Page[Delegate]:
    with database.read() as reader:
        return build_delegates(reader, Draws(), DelegateOrder.VOTES, limit, cursor)


def powers(*pages: Page[Delegate]) -> list[tuple[str, int]]:
    return [(item.address, item.power) for page in pages for item in page.items]


def test_delegates_are_those_with_power_the_most_powerful_first(index: Database, history: History) -> None:
    history.at(10).power(1, 5).power(2, 2**255).power(3, 9).power(4, 1).at(20).power(3, 0).power(1, 6).save(
        index
    )
    assert powers(delegates(index)) == [
        (address_text(account(2)), 2**255),
        (address_text(account(1)), 6),
        (address_text(account(4)), 1),
    ]


def test_delegates_of_equal_power_are_in_the_order_of_their_addresses(
    index: Database, history: History
) -> None:
    history.at(10)
    for number in range(9):
        history.power(number, 7)
    history.save(index)
    expected = [address_text(each) for each in sorted(account(number) for number in range(9))]
    pages = [delegates(index, 4)]
    while pages[-1].next_cursor:
        pages.append(delegates(index, 4, pages[-1].next_cursor))
    assert [address for address, _ in powers(*pages)] == expected
    assert [len(page.items) for page in pages] == [4, 4, 1]


def test_a_page_stays_stable_while_power_moves(index: Database, history: History) -> None:
    history.at(10)
    for number in range(1, 7):
        history.power(number, number * 10)
    history.save(index)
    first = delegates(index, 2)
    history.at(20).power(1, 1000).power(5, 1).power(6, 0).power(9, 35).save(index)
    second = delegates(index, 2, first.next_cursor)
    third = delegates(index, 2, second.next_cursor)
    assert [power for _, power in powers(first, second, third)] == [60, 50, 40, 30, 20, 10]
    assert third.next_cursor is None
    assert [power for _, power in powers(delegates(index))] == [1000, 40, 35, 30, 20, 1]


def test_a_delegate_shows_delegators_votes_and_standing(index: Database, history: History) -> None:
    history.at(0).propose(1).propose(2).at(10).power(1, 5).power(2, 4).delegate(1, 1).delegate(3, 1).delegate(
        4, 1
    )
    history.attest(1, 1).attest(2, 2).at(20).delegate(4, 2, was=1).end(2, 2, End.REVOKED)
    history.at(DELAY + 1).vote(1, 1, FOR, 5).vote(2, 1, FOR, 5).save(index)
    one, two = delegates(index).items
    assert (one.delegators, one.votes_cast, one.is_holder) == (2, 2, True)
    assert (two.delegators, two.votes_cast, two.is_holder) == (1, 0, False)


def test_nobody_has_power_in_the_beginning(index: Database, history: History) -> None:
    history.save(index)
    page = delegates(index)
    assert (page.items, page.next_cursor) == ([], None)
