import json

import pytest

from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import AGAINST, DELAY, FOR, PERIOD, History, account
from tests.helpers.html import Html
from tests.helpers.model.governor import Terms

OPEN = 10 + DELAY + 1
CLOSED = 10 + DELAY + PERIOD + 1
DESCRIPTION = "# Mend the mill\n\nIt **leaks**. <script>alert(1)</script>"


@pytest.fixture
def proposed(history: History, deployment: Deployment) -> History:
    """Proposal 1, which sends 5 tokens to account 50."""
    token = deployment.address(ContractName.TOKEN)
    calldata = encode_call(ContractName.TOKEN, "transfer", account(50), 5 * TOKEN)
    return history.at(10).propose(1, DESCRIPTION, by=7, actions=((token, 0, calldata),))


def test_the_result_is_told_in_sentences_and_figures(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).vote(1, 2, FOR, weight=100 * TOKEN, person=2).vote(1, 3, AGAINST, weight=TOKEN).save(
        database
    )
    page = pages.open("/proposals/1")
    assert page.test_id("verdict").text == (
        "Both houses must pass it. Token house: passing. Holder house: 1 more person needed for quorum."
    )
    assert page.test_id("token-quorum").text == "Quorum 100 of 1,000 TEST: reached"
    assert page.test_id("holder-quorum").text == "Quorum 2 of 10 persons: needs 1 more person"
    assert page.test_id("token-for").text == "100 TEST"
    assert page.test_id("token-against").text == "1 TEST"
    assert page.test_id("holder-for").text == "1 person"


def test_the_text_is_rendered_and_cannot_act(pages: Pages, proposed: History, database: Database) -> None:
    proposed.save(database)
    page = pages.open("/proposals/1")
    assert page.test_id("description").text == "It leaks. <script>alert(1)</script>"
    assert "<script>alert" not in page.source


def test_the_actions_are_told_in_words_with_the_raw_call_below(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.save(database)
    page = pages.open("/proposals/1")
    action = page.test_id("action").text
    assert action.startswith("Send 5 TEST from the treasury to")
    assert "transfer(address,uint256)" in action
    assert "0xa9059cbb" in action


def test_the_wallet_is_given_exactly_what_was_proposed(
    pages: Pages, proposed: History, database: Database, deployment: Deployment
) -> None:
    proposed.save(database)
    call = json.loads("".join(pages.open("/proposals/1").one(id="lexiarch-proposal").pieces))
    assert call["description"] == DESCRIPTION
    assert call["targets"] == [address_text(deployment.address(ContractName.TOKEN))]
    assert call["values"] == ["0"]
    assert call["calldatas"][0].startswith("0xa9059cbb")


def test_the_voters_are_listed_newest_first_with_their_houses_and_reasons(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).vote(1, 2, FOR, weight=3 * TOKEN, reason="It leaks\u202e on me.")
    proposed.at(OPEN + 1).vote(1, 3, AGAINST, person=3).save(database)
    rows = pages.open("/proposals/1").all(data_testid="vote-row")
    assert [row.attributes["data-voter"] for row in rows] == [
        address_text(account(3)),
        address_text(account(2)),
    ]
    assert "Against –no tokens 1 person" in rows[0].text
    assert "For 3 TEST –not counted It leaks on me." in rows[1].text


@pytest.mark.parametrize(
    ("query", "voters"),
    [
        ("?house=token", [2]),
        ("?house=holder", [3]),
        ("?choice=for", [2]),
        ("?house=holder&choice=for", []),
    ],
)
def test_the_voters_can_be_narrowed_by_house_and_choice(
    query: str, voters: list[int], pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).vote(1, 2, FOR, weight=TOKEN).vote(1, 3, AGAINST, person=3).save(database)
    rows = pages.open(f"/proposals/1{query}").all(data_testid="vote-row")
    assert [row.attributes["data-voter"] for row in rows] == [
        address_text(account(number)) for number in voters
    ]


def passed(history: History) -> History:
    """Both houses pass proposal 1."""
    return history.at(OPEN).vote(1, 1, FOR, weight=400 * TOKEN, person=1).vote(1, 2, FOR, person=2)


def offered(page: Html) -> list[str]:
    """The steps that the page has buttons for."""
    acts = [button.attributes.get("data-act", "") for button in page.all("button")]
    return [act for act in acts if act in ("queue", "execute", "cancel")]


def test_the_proposer_may_cancel_until_the_vote_opens(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.save(database)
    page = pages.open("/proposals/1")
    assert offered(page) == ["cancel"]
    assert page.test_id("steps").attributes["data-proposer"] == address_text(account(7))


def test_what_passed_may_be_queued(pages: Pages, proposed: History, database: Database) -> None:
    passed(proposed).at(CLOSED).save(database)
    assert offered(pages.open("/proposals/1")) == ["queue"]


def test_what_has_waited_may_be_executed(pages: Pages, proposed: History, database: Database) -> None:
    passed(proposed).at(CLOSED).step(1, Step.QUEUED, CLOSED + 50).at(CLOSED + 60).save(database)
    assert offered(pages.open("/proposals/1")) == ["execute"]


def test_a_step_that_is_not_due_yet_is_explained(pages: Pages, proposed: History, database: Database) -> None:
    passed(proposed).at(CLOSED).step(1, Step.QUEUED, CLOSED + 90).save(database)
    page = pages.open("/proposals/1")
    assert "in 1 minute" in page.test_id("steps").text
    assert offered(page) == []


@pytest.mark.parametrize(
    ("seconds", "offers", "form"), [(10, True, False), (OPEN, True, True), (CLOSED, False, False)]
)
def test_the_vote_box_follows_the_vote(
    seconds: int, offers: bool, form: bool, pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(seconds).save(database)
    page = pages.open("/proposals/1")
    assert ("hidden" not in page.test_id("vote-box").attributes) is offers
    assert bool(page.all(data_testid="vote-form")) is form


def test_the_timeline_tells_past_and_future_apart(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).save(database)
    page = pages.open("/proposals/1")
    told = {kind: [entry.text for entry in page.all("li", class_=kind)] for kind in ("past", "ahead")}
    assert [words.split(" 21 ")[0] for words in told["past"]] == ["Proposed", "Vote opened"]
    assert [words.split(" 21 ")[0] for words in told["ahead"]] == ["Vote closes"]


@pytest.mark.parametrize(("path", "status"), [("/proposals/99", 404), ("/proposals/xyz", 400)])
def test_a_proposal_that_is_not_there_gets_a_page_with_a_remedy(
    path: str, status: int, pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    error = pages.open(path, status).test_id("error")
    assert "proposal" in error.text


def test_a_title_cannot_break_out_of_the_page(pages: Pages, history: History, database: Database) -> None:
    history.at(10).propose(1, "</title><script>alert(1)</script>\u202e\n\n</script><b>").save(database)
    page = pages.open("/proposals/1")
    assert "<script>alert" not in page.source
    assert "\u202e" not in page.one("h1").text


def test_a_secret_proposal_says_so_and_how_many_persons_can_vote(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1, terms=Terms(True, True, 0, 0, secret=True)).propose(2).save(database)
    assert "No tree of persons is frozen for it yet." in pages.open("/proposals/1").test_id("secret").text
    assert not pages.open("/proposals/2").all(data_testid="secret")
    history.at(20).freeze(1, members=3).at(OPEN).secret_vote(1, 7, FOR).save(database)
    page = pages.open("/proposals/1")
    assert "1 secret ballot from 3 persons in the tree" in page.test_id("secret").text
    assert page.test_id("secret-ballot").text.startswith("A ballot from here counts tokens only")
    assert "Nobody has cast an open ballot." in page.text
    history.at(CLOSED).propose(3, terms=Terms(False, True, 0, 0, secret=True))
    history.at(CLOSED + DELAY + 1).save(database)
    alone = pages.open("/proposals/3").test_id("secret-ballot").text
    assert alone.startswith("A ballot from here does not count")
    assert not pages.open("/proposals/1").all(data_testid="secret-ballot")
