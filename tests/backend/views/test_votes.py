import pytest

from lexiarch.domain.errors import CursorInvalid, IndexEmpty, ProposalNotFound
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Database
from lexiarch.views.cursors import AccountVotesCursor
from lexiarch.views.models import HouseName, Page, Vote
from lexiarch.views.text import address_text
from lexiarch.views.votes import VoteOrder, VotesAsked, build_account_votes, build_votes
from tests.helpers.builders import ABSTAIN, AGAINST, DELAY, FOR, START, History, account


def votes(
    database: Database,
    house: HouseName | None = None,
    support: Support | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> Page[Vote]:
    with database.read() as reader:
        return build_votes(reader, 1, VotesAsked(house, support), limit, cursor)


@pytest.fixture
def voted(history: History) -> History:
    history.at(0).propose(1, "# Mill").propose(2, "# Bridge").at(DELAY + 1)
    history.vote(1, 1, FOR, 2**255, person=1, reason="water").vote(1, 2, AGAINST, 7)
    return history.vote(1, 3, ABSTAIN, person=3).at(DELAY + 2).vote(2, 1, AGAINST, 9).vote(1, 4, FOR, 5)


def voters(page: Page[Vote]) -> list[str]:
    return [item.voter for item in page.items]


def named(*numbers: int) -> list[str]:
    return [address_text(account(number)) for number in numbers]


def test_ballots_come_newest_first_with_all_that_they_said(index: Database, voted: History) -> None:
    voted.save(index)
    page = votes(index)
    assert voters(page) == named(4, 3, 2, 1)
    last = page.items[-1]
    assert (last.support, last.weight, last.reason) == (Support.FOR, 2**255, "water")
    assert (last.in_holder_house, last.proposal_title, last.time) == (True, "Mill", START + DELAY + 1)
    assert page.items[1].weight == 0


@pytest.mark.parametrize(
    ("house", "support", "expected"),
    [
        (HouseName.TOKEN, None, [4, 2, 1]),
        (HouseName.HOLDER, None, [3, 1]),
        (None, Support.FOR, [4, 1]),
        (None, Support.AGAINST, [2]),
        (HouseName.HOLDER, Support.ABSTAIN, [3]),
        (HouseName.HOLDER, Support.AGAINST, []),
    ],
)
def test_ballots_are_filtered_by_house_and_by_what_they_say(
    index: Database, voted: History, house: HouseName | None, support: Support | None, expected: list[int]
) -> None:
    voted.save(index)
    assert voters(votes(index, house, support)) == named(*expected)


def test_a_page_stays_stable_while_ballots_arrive(index: Database, voted: History) -> None:
    voted.save(index)
    first = votes(index, limit=2)
    voted.at(DELAY + 3).vote(1, 5, FOR, 1).save(index)
    second = votes(index, limit=2, cursor=first.next_cursor)
    assert voters(first) + voters(second) == named(4, 3, 2, 1)
    assert second.next_cursor is None


def test_ballots_of_an_account_are_of_all_proposals(index: Database, voted: History) -> None:
    voted.save(index)
    with index.read() as reader:
        first = build_account_votes(reader, account(1), 1, None)
        second = build_account_votes(reader, account(1), 1, first.next_cursor)
        nobody = build_account_votes(reader, account(99), 1, None)
    assert [item.proposal_title for item in (*first.items, *second.items)] == ["Bridge", "Mill"]
    assert (second.next_cursor, nobody.items) == (None, [])


def test_ballots_of_an_unknown_proposal_are_not_found(index: Database, history: History) -> None:
    history.save(index)
    with pytest.raises(ProposalNotFound):
        votes(index)


def test_a_cursor_of_an_accounts_ballots_is_not_one_of_a_proposals(index: Database, voted: History) -> None:
    voted.save(index)
    with pytest.raises(CursorInvalid):
        votes(index, cursor=AccountVotesCursor(1, 1).encode())


def test_an_empty_index_says_so(index: Database) -> None:
    with pytest.raises(IndexEmpty):
        votes(index)


def heaviest(database: Database, limit: int, cursor: str | None = None) -> Page[Vote]:
    with database.read() as reader:
        return build_votes(reader, 1, VotesAsked(order=VoteOrder.WEIGHT), limit, cursor)


def test_ballots_by_weight_go_on_where_the_page_before_ended(index: Database, voted: History) -> None:
    voted.vote(1, 6, FOR, 5).save(index)
    first = heaviest(index, 3)
    second = heaviest(index, 3, first.next_cursor)
    assert voters(first) + voters(second) == named(1, 2, 6, 4, 3)
    assert second.next_cursor is None
    with pytest.raises(CursorInvalid):
        votes(index, cursor=first.next_cursor)


def test_the_ballot_of_one_account_is_found_and_of_another_there_is_none(
    index: Database, voted: History
) -> None:
    voted.save(index)
    with index.read() as reader:
        found = build_votes(reader, 1, VotesAsked(voter=account(2)), 10, None)
        nobody = build_votes(reader, 1, VotesAsked(support=Support.FOR, voter=account(2)), 10, None)
    assert voters(found) == named(2)
    assert nobody.items == []
