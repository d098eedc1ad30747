"""Secret ballots on pages, without a browser: what can be done when, and who is hidden among how many."""

import pytest
from fastapi import FastAPI

from lexiarch.dashboard.routes import create_router
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import Step
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import Pages
from tests.helpers.asgi import get
from tests.helpers.builders import AGAINST, DELAY, FOR, PERIOD, History, account
from tests.helpers.model.governor import Terms

BOTH = Terms(True, True, 0, 0, secret=True)
PERSONS_ALONE = Terms(False, True, 0, 0, secret=True)
OPEN, CLOSED = 20 + DELAY + 1, 20 + DELAY + PERIOD + 1
ONE = address_text(account(1))


@pytest.fixture
def frozen(history: History) -> History:
    """A secret proposal with twelve persons in its tree."""
    history.at(1)
    for number in range(12):
        history.leaf(number + 1, number)
    return history.at(20).propose(7, terms=BOTH).freeze(7, members=12)


def test_before_the_vote_one_is_told_to_have_a_key_in_the_tree(
    pages: Pages, frozen: History, database: Database
) -> None:
    frozen.save(database)
    page = pages.open("/proposals/7")
    assert "add your ballot key before" in page.test_id("secret-pending").text
    assert not page.all(data_testid="booth-key")
    assert not page.all(data_testid="kept-form")


def test_where_no_ballot_is_open_no_list_of_open_ballots_is_shown(
    pages: Pages, frozen: History, database: Database
) -> None:
    frozen.propose(8, terms=PERSONS_ALONE).freeze(8, members=12).at(OPEN + 1).save(database)
    assert "hidden" in pages.open("/proposals/8").test_id("votes").attributes
    assert "hidden" not in pages.open("/proposals/7").test_id("votes").attributes


def test_an_open_vote_says_among_how_many_a_ballot_hides_and_what_the_browser_needs(
    pages: Pages, frozen: History, database: Database
) -> None:
    frozen.at(OPEN).save(database)
    page = pages.open("/proposals/7")
    assert "hides among 12 persons" in page.test_id("secret-among").text
    box = page.test_id("secret-box").attributes
    assert (box["data-proposal-id"], box["data-minimum"]) == ("7", "10")
    for step in ("booth-key", "booth-choice", "booth-hand", "booth-done", "given-form", "kept-form"):
        page.test_id(step)
    assert "castSecretBallot" in page.one("section", id="secret").text
    assert "counts tokens only" in page.test_id("secret-ballot").text
    assert "data-mine" not in page.test_id("eligibility").attributes  # nobody is told whose wallet it is


@pytest.mark.parametrize(("members", "shown"), [(9, False), (10, True)])
def test_among_too_few_no_ballot_is_made(
    pages: Pages, history: History, database: Database, members: int, shown: bool
) -> None:
    history.at(20).propose(7, terms=BOTH).freeze(7, members=members).at(OPEN).save(database)
    page = pages.open("/proposals/7")
    assert bool(page.all(data_testid="booth-key")) == shown
    assert bool(page.all(data_testid="secret-few")) != shown


def test_without_a_frozen_tree_nobody_votes_in_secret(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(20).propose(7, terms=PERSONS_ALONE).at(OPEN).save(database)
    page = pages.open("/proposals/7")
    assert "nobody can vote in secret" in page.test_id("secret-none").text
    assert not page.all(data_testid="kept-form")
    assert "hidden" in page.test_id("vote-box").attributes  # an open ballot would count for nothing


def test_afterwards_receipts_can_be_checked_and_nothing_be_cast(
    pages: Pages, frozen: History, database: Database
) -> None:
    frozen.at(OPEN).secret_vote(7, 71, FOR).at(CLOSED).save(database)
    page = pages.open("/proposals/7")
    assert page.test_id("secret-over").text == "The vote is over."
    page.test_id("kept-form")
    assert not page.all(data_testid="booth-hand")


def test_a_canceled_proposal_has_no_booth(pages: Pages, frozen: History, database: Database) -> None:
    frozen.step(7, Step.CANCELED).save(database)
    assert "hidden" in pages.open("/proposals/7").test_id("secret-box").attributes


def test_an_open_proposal_has_neither_booth_nor_secret_ballots(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(20).propose(7).at(OPEN).save(database)
    page = pages.open("/proposals/7")
    assert not page.all(data_testid="secret-box")
    assert not page.all(id="secret-ballots")
    assert page.test_id("eligibility").attributes["data-mine"]
    assert "#secret" not in page.one("main").attributes["data-parts"]


def test_secret_ballots_are_listed_by_their_numbers_page_by_page(
    pages: Pages, frozen: History, database: Database
) -> None:
    frozen.at(OPEN)
    for nullifier in range(60):
        frozen.secret_vote(7, 1000 + nullifier, AGAINST if nullifier % 2 else FOR)
    frozen.save(database)
    page = pages.open("/proposals/7")
    rows = page.all(data_testid="secret-row")
    assert len(rows) == 50
    assert rows[0].attributes["id"] == f"ballot-0x{1059:064x}"
    assert "Against" in rows[0].text
    (older,) = (each.attributes["href"] for each in page.all("a", data_testid="secret-older"))
    rest = pages.open(older.removesuffix("#secret-ballots"))
    assert len(rest.all(data_testid="secret-row")) == 10


def test_a_ballot_keys_page_lists_the_votes_in_which_it_counts(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).attest(1, 1).at(6).leaf(1, 0)
    history.at(20).propose(7, "# With you", terms=BOTH).freeze(7, members=1)
    history.propose(8, "# Without a tree", terms=BOTH).propose(9, "# In the open")
    history.at(21 + DELAY).propose(10, "# To come", terms=BOTH).save(database)
    page = pages.open(f"/accounts/{ONE}/ballot-key")
    rows = [row.text for row in page.all(data_testid="poll")]
    said = {text.partition(" opens")[0].partition(" closes")[0]: text for text in rows}
    assert set(said) == {"With you", "Without a tree", "To come"}
    assert said["With you"].endswith("Yes")
    assert said["Without a tree"].endswith("No It was frozen without you.")
    assert "Not yet" in said["To come"]
    assert "1 person has a key in the tree now." in page.test_id("among").text
    assert page.test_id("ballot-key").attributes["data-tag"].startswith("0x")


@pytest.mark.parametrize("kind", [None, 2])
def test_who_is_no_person_has_no_ballot_key(
    pages: Pages, history: History, database: Database, kind: int | None
) -> None:
    history.at(5)
    if kind:
        history.schema().attest(1, 1, kind=kind)
    history.save(database)
    page = pages.open(f"/accounts/{ONE}/ballot-key")
    assert "no person on the roll" in page.test_id("no-person").text
    assert "hidden" in page.test_id("ballot-key").attributes


RELAYED = {"/proposals/7": "By the relay relay.example", "/proposals/8": "Free: paid by the relay", "/": ""}


@pytest.mark.parametrize("path", RELAYED)
def test_only_pages_on_which_a_relay_can_be_chosen_may_speak_to_it(
    database: Database, deployment: Deployment, frozen: History, path: str
) -> None:
    frozen.propose(8).at(OPEN).save(database)
    settings = Settings(relays="https://relay.example")
    app = FastAPI()
    app.include_router(create_router(database, deployment, settings))
    answer = get(app, path)
    policy = answer.headers["content-security-policy"]
    assert ("connect-src 'self' https://relay.example;" in policy) == bool(RELAYED[path])
    assert "unsafe" not in policy
    assert RELAYED[path] in answer.text
    assert ("relay.example" in answer.text) == bool(RELAYED[path])
