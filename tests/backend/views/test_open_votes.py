from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views import build_open_votes
from tests.helpers.builders import DELAY, FOR, History, account
from tests.helpers.model.governor import Terms

OPEN = 30 + DELAY + 1


def waiting(index: Database, deployment: Deployment, who: int) -> list[int]:
    with index.read() as reader:
        return [each.proposal.id for each in build_open_votes(reader, deployment, account(who))]


def test_what_waits_is_what_would_count_and_was_not_cast_the_next_to_end_first(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).power(1, 5).attest(2, 2).at(10).propose(1).at(20).propose(2).at(25).propose(3)
    history.at(30).propose(4, terms=Terms(False, True, 0, 0)).step(3, Step.CANCELED)
    history.at(OPEN).vote(1, 1, FOR, 5).save(index)
    assert waiting(index, deployment, 1) == [2]
    assert waiting(index, deployment, 2) == [1, 2, 4]
    assert waiting(index, deployment, 9) == []


def test_nothing_waits_before_a_vote_opens(index: Database, deployment: Deployment, history: History) -> None:
    history.at(1).power(1, 5).at(10).propose(1).save(index)
    assert waiting(index, deployment, 1) == []


def test_a_secret_vote_waits_for_who_is_in_the_frozen_tree(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).attest(2, 2).leaf(2, 0).at(10).propose(1, terms=Terms(False, True, 0, 0, secret=True))
    history.at(20).freeze(1, members=1).at(OPEN).save(index)
    assert waiting(index, deployment, 2) == [1]
    assert waiting(index, deployment, 1) == []
