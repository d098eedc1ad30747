"""Whose ballot is missing is reminded, and nobody else."""

from collections.abc import Callable

import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.reminders import LAST_DAY, LAST_HOURS
from lexiarch.domain.words import End, Step
from lexiarch.store.database import Database
from lexiarch.views.models import CalendarEvent, Feed
from lexiarch.views.reminders import build_reminders_calendar, build_reminders_feed
from lexiarch.views.text import address_text
from tests.helpers.builders import DELAY, FOR, PERIOD, START, History, account
from tests.helpers.model.governor import Terms

SECRET = Terms(token_house=False, holder_house=True, secret=True)
END = DELAY + PERIOD
OPEN = DELAY + 1
ONE = address_text(account(1))

Titles = Callable[[int], list[str]]
Events = Callable[[int], list[CalendarEvent]]


@pytest.fixture
def feed(index: Database, deployment: Deployment) -> Callable[[int], Feed]:
    def build(who: int) -> Feed:
        with index.read() as reader:
            return build_reminders_feed(reader, deployment, account(who))

    return build


@pytest.fixture
def titles(feed: Callable[[int], Feed]) -> Titles:
    return lambda who: [entry.title for entry in feed(who).entries]


@pytest.fixture
def events(index: Database, deployment: Deployment) -> Events:
    def build(who: int) -> list[CalendarEvent]:
        with index.read() as reader:
            return build_reminders_calendar(reader, deployment, account(who))

    return build


def told(events: list[CalendarEvent]) -> list[tuple[str, bool, int]]:
    return [(event.title, event.canceled, len(event.alarms)) for event in events]


MISSING = ("Vote ends, yours is missing: Mill", False, 2)
VOTED = ("You have voted: Mill", True, 0)


def test_only_who_can_vote_and_has_not_is_reminded(
    index: Database, history: History, titles: Titles, events: Events
) -> None:
    history.at(0).power(1, 5).attest(2, 2).power(3, 5).propose(1, "# Mill").save(index)
    assert [titles(who) + events(who) for who in (1, 2, 3)] == [[], [], []]
    history.at(OPEN).vote(1, 3, FOR, 5).save(index)
    assert [titles(who) for who in (1, 2, 3, 4)] == [["Your vote is missing: Mill"]] * 2 + [[], []]
    assert [told(events(who)) for who in (1, 2, 3, 4)] == [[MISSING], [MISSING], [VOTED], []]


def test_a_reminder_goes_with_the_ballot_and_its_event_is_called_off(
    index: Database, history: History, titles: Titles, events: Events
) -> None:
    history.at(0).power(1, 5).propose(1, "# Mill").at(OPEN).save(index)
    (before,) = events(1)
    assert titles(1)
    history.at(OPEN + 1).vote(1, 1, FOR, 5).save(index)
    (after,) = events(1)
    assert titles(1) == []
    assert (after.id, after.time, after.canceled, after.alarms) == (before.id, before.time, True, [])
    assert after.revision > before.revision
    history.at(END + 1).save(index)
    assert events(1) == []


def test_both_end_with_the_vote(index: Database, history: History, titles: Titles, events: Events) -> None:
    history.at(0).power(1, 5).propose(1).at(END).save(index)
    assert len(titles(1)) == len(events(1)) == 1
    history.at(END + 1).save(index)
    assert titles(1) == events(1) == []


def test_what_is_called_off_is_gone(
    index: Database, history: History, titles: Titles, events: Events
) -> None:
    history.at(0).power(1, 5).propose(1).at(OPEN).step(1, Step.CANCELED).save(index)
    assert titles(1) == events(1) == []


def test_a_person_who_voted_with_another_account_is_not_reminded(
    index: Database, history: History, titles: Titles, events: Events
) -> None:
    history.at(0).attest(1, 1).propose(1, "# Mill").at(OPEN).vote(1, 1, FOR, person=1)
    history.end(1, 1, End.MOVED).attest(1, 2).save(index)
    assert titles(2) == []
    assert told(events(2)) == [VOTED]


def test_the_end_moves_with_the_vote_under_the_same_id(
    index: Database, history: History, events: Events
) -> None:
    history.at(0).power(1, 5).propose(1).at(OPEN).save(index)
    (before,) = events(1)
    history.at(OPEN + 5).step(1, Step.EXTENDED, END + 60).save(index)
    (after,) = events(1)
    assert (after.id, after.time, after.revision) == (before.id, START + END + 60, before.revision + 1)


def test_a_secret_vote_is_told_of_as_long_as_it_runs_and_why(
    index: Database, history: History, feed: Callable[[int], Feed], events: Events
) -> None:
    history.at(0).attest(2, 2).leaf(2, 0).propose(1, "# Mill", terms=SECRET).freeze(1, members=1)
    history.at(OPEN).secret_vote(1, 5, FOR).save(index)
    (entry,) = feed(2).entries
    (event,) = events(2)
    assert (entry.title, event.title) == ("Vote in secret, if you have not: Mill", "Secret vote ends: Mill")
    assert "nobody knows whether you have" in entry.text
    assert "nobody knows whether you have" in event.text
    assert feed(1).entries == events(1) == []


@pytest.mark.parametrize(
    ("left", "slugs"),
    [(LAST_DAY + 1, 1), (LAST_DAY, 2), (LAST_HOURS + 1, 2), (LAST_HOURS, 3), (0, 3)],
)
def test_the_feed_says_it_again_a_day_and_two_hours_before_the_end(
    index: Database, history: History, feed: Callable[[int], Feed], left: int, slugs: int
) -> None:
    end = 10 * LAST_DAY
    history.at(0).power(1, 5).propose(1, "# Mill").step(1, Step.EXTENDED, end).at(end - left).save(index)
    found = feed(1)
    said = ["Less than two hours left to vote", "Less than a day left to vote", "Your vote is missing"]
    assert [entry.title for entry in found.entries] == [f"{words}: Mill" for words in said[-slugs:]]
    assert len({entry.id for entry in found.entries}) == slugs
    assert [entry.updated - START for entry in found.entries] == [end - LAST_HOURS, end - LAST_DAY, DELAY][
        -slugs:
    ]
    assert found.updated == found.entries[0].updated
    assert found.entries[0].path == f"/proposals/1?account={ONE}#ballot"


def test_a_vote_shorter_than_a_day_is_not_told_of_as_if_it_were_longer(
    index: Database, history: History, titles: Titles
) -> None:
    history.at(0).power(1, 5).propose(1, "# Mill").at(END).save(index)
    assert titles(1) == ["Your vote is missing: Mill"]


def test_an_empty_index_says_so(feed: Callable[[int], Feed], events: Events) -> None:
    for build in (feed, events):
        with pytest.raises(IndexEmpty):
            build(1)
