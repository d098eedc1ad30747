import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty, ProposalNotFound
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.calendar import LENGTH, build_calendar, build_proposal_calendar
from lexiarch.views.models import CalendarEvent
from tests.helpers.builders import DELAY, GRACE, PERIOD, START, History

END = DELAY + PERIOD


def calendar(database: Database, deployment: Deployment) -> list[CalendarEvent]:
    with database.read() as reader:
        return build_calendar(reader, deployment)


def told(events: list[CalendarEvent]) -> list[tuple[str, int, bool]]:
    return [(event.title.partition(":")[0], event.time - START, event.canceled) for event in events]


def test_a_vote_opens_and_ends(index: Database, deployment: Deployment, history: History) -> None:
    history.at(0).propose(1, "# Mill").at(5).save(index)
    events = calendar(index, deployment)
    assert told(events) == [("Vote opens", DELAY, False), ("Vote ends", END, False)]
    assert [event.title for event in events] == ["Vote opens: Mill", "Vote ends: Mill"]
    assert {(event.path, event.revision, event.updated) for event in events} == {("/proposals/1", 0, START)}


def test_a_late_quorum_moves_the_end_under_the_same_id(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).save(index)
    before = calendar(index, deployment)[1]
    history.at(300).step(1, Step.EXTENDED, END + 60).save(index)
    after = calendar(index, deployment)[1]
    assert (after.id, after.time) == (before.id, START + END + 60)
    assert (after.revision, after.updated) == (1, START + 300)


def test_what_has_passed_expires_unless_it_is_queued(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).at(DELAY + 1).pass_(1).at(END + 1).save(index)
    succeeded = calendar(index, deployment)
    assert told(succeeded)[2:] == [("Expires", END + GRACE, False)]
    history.at(END + 2).step(1, Step.QUEUED, END + 52).save(index)
    queued = calendar(index, deployment)
    assert told(queued)[2:] == [
        ("Can be executed", END + 52, False),
        ("Expires", END + 52 + GRACE, False),
    ]
    assert queued[3].id == succeeded[2].id


def test_what_was_executed_no_longer_expires(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).at(DELAY + 1).pass_(1).at(END + 2).step(1, Step.QUEUED, END + 52)
    history.at(END + 60).step(1, Step.EXECUTED).save(index)
    assert [canceled for _, _, canceled in told(calendar(index, deployment))] == [False, False, False, True]


def test_all_moments_of_a_canceled_proposal_are_canceled(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).at(5).step(1, Step.CANCELED).save(index)
    assert told(calendar(index, deployment)) == [("Vote opens", DELAY, True), ("Vote ends", END, True)]


def test_what_was_defeated_does_not_expire(index: Database, deployment: Deployment, history: History) -> None:
    history.at(0).propose(1).at(END + 1).save(index)
    assert [name for name, _, _ in told(calendar(index, deployment))] == ["Vote opens", "Vote ends"]


def test_a_calendar_has_the_newest_proposals_and_every_id_once(
    index: Database, deployment: Deployment, history: History
) -> None:
    for number in range(1, LENGTH + 6):
        history.at(number).propose(number)
    history.save(index)
    events = calendar(index, deployment)
    assert len(events) == len({event.id for event in events}) == 2 * LENGTH
    assert events[0].path == f"/proposals/{LENGTH + 5}"


def test_an_empty_index_says_so(index: Database, deployment: Deployment) -> None:
    with pytest.raises(IndexEmpty):
        calendar(index, deployment)


def test_one_proposals_moments_are_those_of_the_whole_calendar(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1, "# Mill").propose(2, "# Bridge").save(index)
    with index.read() as reader:
        alone = build_proposal_calendar(reader, deployment, 2)
        with pytest.raises(ProposalNotFound):
            build_proposal_calendar(reader, deployment, 3)
    assert alone == [event for event in calendar(index, deployment) if event.path == "/proposals/2"]
    assert len(alone) == 2
