import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ProposalNotFound
from lexiarch.store.database import Database
from lexiarch.views import build_progress, build_proposal
from lexiarch.views.models import Progress, VoteProgress
from tests.helpers.builders import ABSTAIN, AGAINST, DELAY, FOR, PERIOD, START, History
from tests.helpers.model.governor import Terms

OPEN = DELAY + 1


def progress(index: Database, deployment: Deployment) -> Progress:
    with index.read() as reader:
        return build_progress(reader, deployment, 1)


def counts(points: list[VoteProgress]) -> list[tuple[int, int, int, int]]:
    return [(point.time - START, point.against, point.for_, point.abstain) for point in points]


def test_each_ballot_is_a_step_in_the_houses_in_which_it_counted(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).at(OPEN).vote(1, 1, FOR, 5, person=1)
    history.at(OPEN + 1).vote(1, 2, AGAINST, person=2).at(OPEN + 2).vote(1, 3, ABSTAIN, 2**80).save(index)
    found = progress(index, deployment)
    assert (found.opens, found.closes, found.now) == (
        START + DELAY,
        START + DELAY + PERIOD,
        START + OPEN + 2,
    )
    assert counts(found.token_house) == [(OPEN, 0, 5, 0), (OPEN + 2, 0, 5, 2**80)]
    assert counts(found.holder_house) == [(OPEN, 0, 1, 0), (OPEN + 1, 1, 1, 0)]


def test_secret_ballots_are_the_holder_houses_steps(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1, terms=Terms(True, True, 0, 0, secret=True)).freeze(1, members=3)
    history.at(OPEN).vote(1, 1, FOR, 5).at(OPEN + 1).secret_vote(1, 7, AGAINST).save(index)
    found = progress(index, deployment)
    assert counts(found.token_house) == [(OPEN, 0, 5, 0)]
    assert counts(found.holder_house) == [(OPEN + 1, 1, 0, 0)]


def test_of_many_ballots_some_are_shown_and_the_last_among_them(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).at(OPEN)
    for voter in range(450):
        history.at(OPEN + voter).vote(1, voter, FOR, 2)
    history.save(index)
    points = progress(index, deployment).token_house
    assert 100 <= len(points) <= 130
    with index.read() as reader:
        assert points[-1].for_ == build_proposal(reader, deployment, 1).token_house.for_ == 900
    assert [point.for_ for point in points] == sorted(point.for_ for point in points)


def test_before_the_first_ballot_there_are_no_steps(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).save(index)
    found = progress(index, deployment)
    assert (found.token_house, found.holder_house) == ([], [])


def test_an_unknown_proposal_is_not_found(index: Database, deployment: Deployment, history: History) -> None:
    history.save(index)
    with pytest.raises(ProposalNotFound):
        progress(index, deployment)
