import pytest

from lexiarch.domain.errors import CursorInvalid, IndexEmpty
from lexiarch.domain.proposals import Support
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.acts import build_acts
from lexiarch.views.models import Act, ActKind
from lexiarch.views.text import address_text
from lexiarch.views.votes import build_account_votes
from tests.helpers.builders import AGAINST, DELAY, FOR, START, History, account

TWO = address_text(account(2))


@pytest.fixture
def lived(index: Database, history: History) -> Database:
    history.at(1).propose(1, "# Mill", by=1).propose(2, "# Other", by=2).delegate(1, 2).delegate(3, 1)
    history.at(2).delegate(1, None, was=2).step(2, Step.CANCELED)
    history.at(DELAY + 2).vote(1, 1, FOR, 5, reason="water").vote(1, 2, AGAINST, 5).propose(3, "# Well", by=1)
    history.save(index)
    return index


def acts(database: Database, limit: int, kind: ActKind | None = None) -> list[Act]:
    found: list[Act] = []
    cursor = None
    while True:
        with database.read() as reader:
            page = build_acts(reader, account(1), kind, limit, cursor)
        found += page.items
        if (cursor := page.next_cursor) is None:
            return found


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_what_an_account_did_itself_is_told_newest_first(lived: Database, limit: int) -> None:
    found = acts(lived, limit)
    assert [(act.kind, act.proposal_title, act.time - START) for act in found] == [
        (ActKind.PROPOSAL, "Well", DELAY + 2),
        (ActKind.VOTE, "Mill", DELAY + 2),
        (ActKind.DELEGATION, None, 2),
        (ActKind.DELEGATION, None, 1),
        (ActKind.PROPOSAL, "Mill", 1),
    ]
    vote = found[1].vote
    assert vote is not None
    assert (vote.support, vote.weight, vote.reason) == (Support.FOR, 5, "water")
    delegations = [act.delegation for act in found[2:4]]
    assert [each and each.to_delegate for each in delegations] == [None, TWO]


@pytest.mark.parametrize("kind", ActKind)
def test_acts_of_one_kind_are_those_among_all(lived: Database, kind: ActKind) -> None:
    assert acts(lived, 1, kind) == [act for act in acts(lived, 100) if act.kind is kind]


def test_pages_stay_as_they_were_while_more_is_done(lived: Database, history: History) -> None:
    with lived.read() as reader:
        first = build_acts(reader, account(1), None, 2, None)
    history.at(DELAY + 9).delegate(1, 1).save(lived)
    with lived.read() as reader:
        second = build_acts(reader, account(1), None, 2, first.next_cursor)
        assert [act.time - START for act in second.items] == [2, 1]
        with pytest.raises(CursorInvalid):
            build_account_votes(reader, account(1), 2, first.next_cursor)


def test_an_empty_index_says_so(index: Database) -> None:
    with index.read() as reader, pytest.raises(IndexEmpty):
        build_acts(reader, account(1), None, 10, None)
