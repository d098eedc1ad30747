import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.models import Page, Participation
from lexiarch.views.participation import build_participation
from tests.helpers.builders import AGAINST, DELAY, FOR, History
from tests.helpers.model.governor import Terms


def participation(
    database: Database, deployment: Deployment, limit: int = 100, cursor: str | None = None
) -> Page[Participation]:
    with database.read() as reader:
        return build_participation(reader, deployment, limit, cursor)


def test_both_houses_tell_how_many_voted_of_how_many(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1, "# Mill").at(DELAY + 1).vote(1, 1, FOR, 300, person=1)
    history.vote(1, 2, AGAINST, 33).vote(1, 3, FOR, person=3).vote(1, 4, FOR, person=4).save(index)
    (found,) = participation(index, deployment).items
    assert (found.title, found.state, found.proposal_id) == ("Mill", ProposalState.ACTIVE, 1)
    tokens, persons = found.token_house, found.holder_house
    assert (tokens.ballots, tokens.cast, tokens.electorate, tokens.share) == (2, 333, 1000, 3330)
    assert (persons.ballots, persons.cast, persons.electorate, persons.share) == (3, 3, 10, 3000)


def test_secret_ballots_are_counted_too(index: Database, deployment: Deployment, history: History) -> None:
    history.at(0).propose(1, terms=Terms(secret=True)).freeze(1, 5).at(DELAY + 1)
    history.vote(1, 1, FOR, 7).secret_vote(1, 11, FOR).secret_vote(1, 12, AGAINST).save(index)
    (found,) = participation(index, deployment).items
    assert (found.token_house.ballots, found.holder_house.ballots, found.holder_house.share) == (1, 2, 2000)


def test_shares_are_exact_whatever_the_size(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).supply(3 * 2**250).count(0).propose(1, terms=Terms(holder_house=False)).at(DELAY + 1)
    history.vote(1, 1, FOR, 2**250).save(index)
    (found,) = participation(index, deployment).items
    assert (found.token_house.share, found.holder_house.share, found.holder_house.asked) == (3333, 0, False)


def test_only_what_is_or_was_voted_on_is_listed_newest_first(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).propose(2).step(2, Step.CANCELED).at(1).propose(3).propose(4)
    history.at(DELAY + 2).propose(5).save(index)
    first = participation(index, deployment, limit=2)
    second = participation(index, deployment, limit=2, cursor=first.next_cursor)
    assert [one.proposal_id for one in first.items + second.items] == [4, 3, 1]
    assert second.next_cursor is None


def test_an_empty_index_says_so(index: Database, deployment: Deployment) -> None:
    with pytest.raises(IndexEmpty):
        participation(index, deployment)
