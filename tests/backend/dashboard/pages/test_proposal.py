import json

import pytest

from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import AGAINST, DELAY, FOR, PERIOD, PERSON_SCHEMA, History, account
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


def test_of_a_house_that_is_not_asked_nothing_is_drawn(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1, terms=Terms(token_house=False)).at(OPEN).vote(1, 2, FOR, person=2).save(
        database
    )
    page = pages.open("/proposals/1")
    house = page.test_id("house-token")
    assert house.text == (
        "Token house one vote per token not asked What this proposal calls is not this house’s matter."
    )
    assert page.test_id("holder-for").text == "1 person"
    assert not page.all(data_testid="token-for")
    row = pages.open("/proposals").test_id("proposal-row").text
    assert "Token house not asked" in row
    assert " 0% for" not in row


def test_a_definition_that_ends_with_a_full_stop_gets_no_second_one(
    pages: Pages, history: History, database: Database, deployment: Deployment
) -> None:
    register = deployment.address(ContractName.ISSUER_REGISTRY)
    arguments = (account(9), PERSON_SCHEMA, 2_000_000_000, 10)
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "accredit", *arguments)
    history.at(5).schema(definition="A living human being.").at(10)
    history.propose(1, actions=((register, 0, calldata),)).save(database)
    assert (
        "as an issuer of: A living human being. Raw call" in pages.open("/proposals/1").test_id("action").text
    )


def test_the_chart_fills_the_column_beside_the_timeline(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).vote(1, 2, FOR, weight=200 * TOKEN, person=2).save(database)
    source = pages.open("/proposals/1").source
    text, timeline = source.index('class="text"'), source.index('id="timeline"')
    assert text < source.index('id="progress"') < timeline


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
    assert page.test_id("secret-ballot").text.startswith("An open ballot counts tokens only")
    assert "Nobody has cast an open ballot." in page.text
    history.at(CLOSED).propose(3, terms=Terms(False, True, 0, 0, secret=True))
    history.at(CLOSED + DELAY + 1).save(database)
    page = pages.open("/proposals/3")
    assert "hidden" in page.test_id("vote-box").attributes  # nobody's open ballot would count
    assert not page.all(data_testid="connect-to-vote")
    assert not page.all(data_testid="vote-form")
    assert not pages.open("/proposals/1").all(data_testid="secret-ballot")


def test_each_warning_stands_at_its_action_with_its_code(
    pages: Pages, proposed: History, database: Database, deployment: Deployment
) -> None:
    governor = deployment.address(ContractName.GOVERNOR)
    period = encode_call(ContractName.GOVERNOR, "setVotingPeriod", 600)
    proposed.propose(2, actions=((account(9), 5, b"\x01\x02\x03\x04"), (governor, 0, period)))
    proposed.propose(3, actions=((account(9), 5, b"\x01\x02\x03\x04"), (governor, 0, period))).save(database)
    assert not pages.open("/proposals/1").all(data_testid="warning")
    page = pages.open("/proposals/3")
    codes = [note.attributes["data-code"] for note in page.all(data_testid="warning")]
    assert codes == ["REPEATED", "VALUE_SENT", "UNKNOWN_TARGET", "OWN_RULES"]
    first, second = page.all(data_testid="action")
    assert "sends ETH" in first.text
    assert "by which the DAO itself decides" in second.text
    assert page.all("a", href="/proposals/2")


def test_decoded_words_are_said_to_be_checked_and_others_are_not(
    pages: Pages, proposed: History, database: Database, deployment: Deployment
) -> None:
    token = deployment.address(ContractName.TOKEN)
    odd = encode_call(ContractName.TOKEN, "transfer", account(50), 5) + b"\x00"
    proposed.propose(2, actions=((token, 0, odd),)).save(database)
    assert "encoded again" in pages.open("/proposals/1").test_id("checked").text
    page = pages.open("/proposals/2")
    assert not page.all(data_testid="checked")
    assert page.test_id("warning").attributes["data-code"] == "NOT_AS_ENCODED"


@pytest.mark.parametrize(("seconds", "tried"), [(10, True), (OPEN, True), (CLOSED, False)])
def test_what_may_still_be_executed_is_tried_on_a_node_once_the_reader_gets_there(
    seconds: int, tried: bool, pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(seconds).save(database)
    page = pages.open("/proposals/1")
    assert bool(page.all(data_testid="simulation")) is tried
    if tried:
        asked = page.test_id("simulation").attributes
        assert asked["hx-get"] == "/proposals/1/simulation?part=true"
        assert asked["hx-trigger"] == "revealed"
        assert page.all("a", href="/proposals/1/simulation")


def test_a_server_without_a_node_says_so(pages: Pages, proposed: History, database: Database) -> None:
    proposed.save(database)
    words = pages.open("/proposals/1/simulation").test_id("simulation-trouble").text
    assert words == "This server has no node to try it on."


def test_whoever_gives_an_account_is_told_by_house_whether_it_can_vote_and_why_not(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(11).balance(2, TOKEN).attest(2, 2).at(OPEN).save(database)
    page = pages.open(f"/proposals/1?account={address_text(account(2)).lower()}")
    tokens, persons = page.test_id("seat-token"), page.test_id("seat-holder")
    assert tokens.text.startswith("No No votes were delegated")
    assert "if only to yourself" in tokens.text
    codes = [each.attributes["data-code"] for each in page.all("li") if "data-code" in each.attributes]
    assert codes == ["NO_POWER_AT_SNAPSHOT", "NOT_DELEGATED"]
    assert persons.text == "Yes, as one person"
    assert not page.all(data_testid="receipt")
    assert "Connect a wallet" in pages.open("/proposals/1").test_id("eligibility").text


def test_who_has_voted_has_a_receipt(pages: Pages, proposed: History, database: Database) -> None:
    proposed.at(OPEN).vote(1, 2, AGAINST, weight=3 * TOKEN, person=2).save(database)
    voter = address_text(account(2))
    page = pages.open(f"/proposals/1/eligibility?account={voter}")
    receipt = page.test_id("receipt")
    assert "Counted: Against, with 3 TEST, as one person." in receipt.text
    assert f"In block {proposed.block}" in receipt.text
    assert "0x" in receipt.text
    (link,) = [each for each in page.all("a") if each.attributes["href"].endswith("#votes")]
    shown = pages.open(link.attributes["href"].partition("#")[0])
    assert shown.test_id("vote-row").attributes["data-voter"] == voter


def test_the_votes_can_be_ordered_by_weight_and_searched_by_account(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN).vote(1, 2, FOR, weight=9 * TOKEN).vote(1, 3, AGAINST, weight=TOKEN).save(database)
    light, heavy = address_text(account(3)), address_text(account(2))

    def voters(query: str) -> list[str]:
        rows = pages.open(f"/proposals/1{query}").all(data_testid="vote-row")
        return [row.attributes["data-voter"] for row in rows]

    assert voters("") == [light, heavy]
    assert voters("?order=weight") == [heavy, light]
    assert voters(f"?voter={light.lower()}") == [light]
    assert voters(f"?voter={light}&choice=for") == []
    kept = pages.open(f"/proposals/1?voter={light}&order=weight&house=token")
    assert kept.all("a", href=f"/proposals/1?house=token&choice=for&order=weight&voter={light}#votes")
    assert "40 hexadecimal digits" in pages.open("/proposals/1?voter=0x12", 400).test_id("error").text
    assert "time, weight" in pages.open("/proposals/1?order=size", 400).test_id("error").text


def test_by_weight_too_older_votes_are_a_page_away(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(OPEN)
    for voter in range(1, 61):
        proposed.vote(1, voter, FOR, weight=voter * TOKEN)
    proposed.save(database)
    page = pages.open("/proposals/1?order=weight")
    older = page.test_id("older").attributes["href"].partition("#")[0]
    rows = page.all(data_testid="vote-row") + pages.open(older).all(data_testid="vote-row")
    expected = [address_text(account(number)) for number in range(60, 0, -1)]
    assert [row.attributes["data-voter"] for row in rows] == expected


def test_reminders_are_offered_to_who_can_vote_and_has_not(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.power(4, TOKEN).at(9).save(database)
    page = f"/proposals/1?account={address_text(account(4))}"
    assert pages.open(page).all(data_testid="reminders") == []
    proposed.at(OPEN).save(database)
    assert pages.open(page).test_id("reminders-ics")
    proposed.vote(1, 4, FOR, weight=TOKEN).save(database)
    assert pages.open(page).all(data_testid="reminders") == []
    nobody = f"/proposals/1?account={address_text(account(99))}"
    assert pages.open(nobody).all(data_testid="reminders") == []


def test_the_counts_over_time_are_drawn_and_told_as_figures(
    pages: Pages, proposed: History, database: Database
) -> None:
    proposed.save(database)
    assert "hidden" in pages.open("/proposals/1").test_id("progress").attributes
    proposed.at(OPEN).vote(1, 2, FOR, weight=200 * TOKEN, person=2).at(OPEN + 60)
    proposed.vote(1, 3, AGAINST, weight=TOKEN).at(OPEN + 99).save(database)
    page = pages.open("/proposals/1")
    picture = page.test_id("chart-token")
    assert "Token house over time. By now: For 200 TEST, Against 1 TEST, Abstain 0 TEST." in picture.text
    assert "Quorum 100 TEST" in picture.text
    assert [row for row in page.all("tr") if row.text.endswith("200 1 0")]
    assert "By now: For 1 person, Against 0 persons" in page.test_id("chart-holder").text
    for picture in page.all("svg", role="img"):
        assert len(picture.attributes["aria-labelledby"].split()) == 2


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "the vote opens by itself"),
        (OPEN, "if the last quorum is reached less than 1 minute before it closes"),
    ],
)
def test_the_timeline_says_what_comes_next_and_what_would_change_it(
    seconds: int, words: str, pages: Pages, proposed: History, database: Database
) -> None:
    proposed.at(seconds).save(database)
    assert words in pages.open("/proposals/1").test_id("outlook").text


def test_what_has_passed_says_until_when_it_waits_and_what_would_stop_it(
    pages: Pages, proposed: History, database: Database
) -> None:
    passed(proposed).at(CLOSED).save(database)
    assert "anyone may queue it" in pages.open("/proposals/1").test_id("outlook").text
    proposed.step(1, Step.QUEUED, CLOSED + 50).save(database)
    words = pages.open("/proposals/1").test_id("outlook").text
    assert "If nobody does until" in words
    assert "if the code of a contract that it calls has changed" in words
    proposed.at(CLOSED + 60).step(1, Step.EXECUTED).save(database)
    assert not pages.open("/proposals/1").all(data_testid="outlook")


def test_its_dates_can_be_taken_into_a_calendar(pages: Pages, proposed: History, database: Database) -> None:
    proposed.save(database)
    link = pages.open("/proposals/1").test_id("remind").attributes
    assert link["href"] == "/api/v1/proposals/1/calendar.ics"
