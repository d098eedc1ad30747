import pytest

from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import ABSTAIN, AGAINST, DELAY, FOR, PERIOD, History


def test_a_new_dao_is_told_how_to_begin(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    for path in ("/", "/proposals"):
        assert "Nobody has made a proposal yet" in pages.open(path).text


def test_the_list_shows_title_state_and_both_houses(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1, "# Mend the mill\n\nIt leaks.")
    history.at(10 + DELAY + 1).vote(1, 2, FOR, weight=30 * TOKEN, person=2).vote(1, 3, AGAINST, person=3)
    history.save(database)
    row = pages.open("/proposals").test_id("proposal-row")
    for words in (
        "Mend the mill",
        "Active",
        "100% for · 70 TEST more needed for quorum · turnout 3%",
        "50% for · 1 more person needed",
    ):
        assert words in row.text


def test_the_list_can_be_narrowed_to_a_state(pages: Pages, history: History, database: Database) -> None:
    history.at(10).propose(1, "First").at(20).propose(2, "Second").step(1, Step.CANCELED).save(database)
    assert [
        row.attributes["data-proposal-id"] for row in pages.open("/proposals").all(data_testid="proposal-row")
    ] == ["2", "1"]
    assert "First" in pages.open("/proposals?state=canceled").test_id("proposal-row").text
    assert "No proposal is in this state at the moment: Queued." in pages.open("/proposals?state=queued").text


def test_a_state_that_does_not_exist_is_answered_with_those_that_do(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert "pending, active, canceled" in pages.open("/proposals?state=cancelled", 400).test_id("error").text


def test_older_proposals_are_a_page_away_and_nothing_is_left_out(
    pages: Pages, history: History, database: Database
) -> None:
    for number in range(1, 46):
        history.at(number).propose(number, f"Proposal {number}")
    history.save(database)
    seen: list[str] = []
    path = "/proposals"
    while path:
        page = pages.open(path)
        seen += [row.attributes["data-proposal-id"] for row in page.all(data_testid="proposal-row")]
        older = page.all(data_testid="older")
        path = older[0].attributes["href"].partition("#")[0] if older else ""
    assert seen == [str(number) for number in range(45, 0, -1)]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "Vote opens in 1 minute"),
        (10 + DELAY + 1, "Vote closes in 8 minutes"),
        (700, "Vote closed 1 minute ago"),
    ],
)
def test_the_list_says_what_time_brings(
    seconds: int, words: str, pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1).at(seconds).save(database)
    assert words in pages.open("/proposals").test_id("proposal-row").text


def test_the_page_knows_when_time_alone_will_change_it(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1).at(20).propose(2).save(database)
    moment = int(pages.open("/proposals").one(id="proposals").attributes["data-changes-at"])
    assert moment == history.time - 20 + 10 + DELAY + 1


def test_an_abstention_shows_in_the_bar(pages: Pages, history: History, database: Database) -> None:
    history.at(10).propose(1).at(10 + DELAY + 1).vote(1, 2, ABSTAIN, weight=TOKEN).at(
        11 + DELAY + PERIOD
    ).save(database)
    widths = [rect.attributes["width"] for rect in pages.open("/proposals").all("rect", class_="abstain")]
    assert widths == ["1000", "0"]
