import json

import pytest

from lexiarch.domain.words import CaseStep, End
from lexiarch.store.database import Database
from lexiarch.views.text import address_text, hash_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.asgi import get
from tests.helpers.builders import FOR, PERSON_SCHEMA, History, account

DAY = 86_400
ONE = f"/accounts/{address_text(account(1))}"
PANELS = ("appeal", "veto", "commitment", "exit")


def shown(pages: Pages, path: str) -> dict[str, bool]:
    page = pages.open(f"{path}/id")
    return {name: "hidden" not in page.test_id(name).attributes for name in (*PANELS, "request")}


def test_an_id_shows_its_standing_who_attested_it_and_until_when(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().accredit(1).attest(1, 1, until=100 * DAY).save(database)
    page = pages.open(f"{ONE}/id")
    assert page.test_id("id-state").text == "Live"
    assert "in 3 months" in page.test_id("id-until").text
    assert "A living human being." in page.one(id="id-standing").text
    assert address_text(account(900))[:6] in page.test_id("renewers").text
    assert not page.all(data_testid="expiry-warning")
    assert page.test_id("attestation-row").text.count("in force") == 1
    assert shown(pages, ONE) == {
        "appeal": False,
        "veto": False,
        "commitment": True,
        "exit": True,
        "request": False,
    }


@pytest.mark.parametrize(("left", "warned"), [(61 * DAY, False), (59 * DAY, True)])
def test_it_warns_before_it_runs_out(
    pages: Pages, history: History, database: Database, left: int, warned: bool
) -> None:
    history.at(5).schema().attest(1, 1, until=5 + left).save(database)
    page = pages.open(f"{ONE}/id")
    assert bool(page.all(data_testid="expiry-warning")) == warned
    if warned:
        assert "It runs out in 59 days" in page.test_id("expiry-warning").text
    else:
        assert page.one(id="id-standing").attributes["data-changes-at"]


def test_an_organisation_has_no_commitment(pages: Pages, history: History, database: Database) -> None:
    history.at(5).schema().attest(1, 1, kind=2).save(database)
    assert not shown(pages, ONE)["commitment"]
    assert "Organisations have no vote" in pages.open(f"{ONE}/id").text


def test_an_account_without_an_id_is_told_how_to_get_one_or_its_own_back(
    pages: Pages, history: History, database: Database
) -> None:
    history.schema().accredit(1).save(database)
    page = pages.open(f"{ONE}/id")
    assert page.test_id("id-state").text == "None"
    assert "How to get one" in page.text
    assert "If you had an iD with an account that you cannot use any more" in page.test_id("request").text
    assert shown(pages, ONE) == dict.fromkeys(PANELS, False) | {"request": True}
    history.withdraw(1).save(database)
    assert "No issuer may attest" in pages.open(f"{ONE}/id").test_id("renewers").text


def test_a_notice_says_until_when_to_appeal_and_what_comes_then(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().attest(1, 1).at(10).open_case(1, 1, suspended_until=90).save(database)
    page = pages.open(f"{ONE}/id")
    assert page.test_id("id-state").text == "Suspended"
    words = page.test_id("appeal").text
    assert "the issuer gave notice" in words
    assert "It is suspended until" in words
    assert "You can appeal until" in page.test_id("appeal-state").text
    assert "anyone can conclude the case from then on" in page.test_id("appeal-state").text
    page.test_id("appeal-button")

    history.at(60).case_step(1, CaseStep.APPEALED).save(database)
    page = pages.open(f"{ONE}/id")
    assert "now only the members can end it" in page.test_id("appeal-state").text
    assert "the iD stays, and the case is over" in page.test_id("appeal-state").text
    assert not page.all(data_testid="appeal-button")


def test_who_missed_the_appeal_is_told_what_can_happen(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().attest(1, 1).at(10).open_case(1, 1).at(110).save(database)
    page = pages.open(f"{ONE}/id")
    assert "The time to appeal is over" in page.test_id("appeal-state").text
    assert "data-act" in page.test_id("chore-conclude").attributes


def test_of_a_case_that_is_over_nothing_is_told(pages: Pages, history: History, database: Database) -> None:
    history.at(5).schema().attest(1, 1).attest(2, 2).open_case(1, 1).open_case(2, 2)
    history.at(60).case_step(1, CaseStep.DISMISSED)
    history.at(200).end(2, 2, End.REVOKED).case_step(2, CaseStep.UPHELD).attest(3, 3).end(3, 3, End.EXITED)
    history.save(database)
    assert not shown(pages, ONE)["appeal"]
    assert "gave notice" not in pages.open(f"{ONE}/id").source
    ended, left = (pages.open(f"/accounts/{address_text(account(who))}/id") for who in (2, 3))
    assert ended.test_id("id-state").text == left.test_id("id-state").text == "Ended"
    assert [page.test_id("appeal").text for page in (ended, left)] == ["Notice"] * 2
    for word in ("revoked", "upheld", "exited"):
        assert word not in ended.source.lower()


def test_both_sides_see_a_recovery(pages: Pages, history: History, database: Database) -> None:
    history.schema().at(1).accredit(1).at(5).attest(1, 1).at(20).ask_for(1, 1, 2).save(database)
    new = f"/accounts/{address_text(account(2))}"
    page = pages.open(f"{ONE}/id")
    assert shown(pages, ONE)["veto"]
    assert address_text(account(2))[:6] in page.test_id("veto").text
    assert "If it was not you, refuse" in page.test_id("veto").text
    page = pages.open(f"{new}/id")
    assert "has asked for the iD of" in page.test_id("request-state").text
    assert "disabled" in page.test_id("chore-recover").attributes
    history.at(130).save(database)
    assert "data-act" in pages.open(f"{new}/id").test_id("chore-recover").attributes


def test_leaving_is_explained_without_a_script(pages: Pages, history: History, database: Database) -> None:
    history.at(5).schema().attest(1, 1).save(database)
    words = pages.open(f"{ONE}/id").test_id("exit").text
    for part in ("What you lose, at once", "What stays", "Coming back is free"):
        assert part in words


def test_the_account_page_leads_to_both(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    page = pages.open(ONE)
    assert page.test_id("account-to-id").attributes["href"] == f"{ONE}/id"
    assert page.test_id("account-to-data").attributes["href"] == f"{ONE}/data"


def test_who_cannot_vote_for_want_of_an_id_is_led_to_the_page_of_it(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().attest(2, 2).propose(1, by=1).at(200).save(database)
    page = pages.open(f"/proposals/1/eligibility?account={ONE.removeprefix('/accounts/')}")
    assert f"{ONE}/id" in [link.attributes["href"] for link in page.all("a")]
    assert pages.open("/members").test_id("members-to-accept").attributes["href"] == "/accept"


@pytest.mark.parametrize("name", ["id", "data"])
def test_an_address_in_small_letters_is_led_to_its_page(
    pages: Pages, history: History, database: Database, name: str
) -> None:
    history.save(database)
    answer = get(pages.app, f"{ONE.lower()}/{name}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"{ONE}/{name}")
    assert "EIP-55" in pages.open(f"/accounts/0x12/{name}", 400).text


def test_the_data_of_an_account_are_counted_and_can_be_taken_away(
    pages: Pages, history: History, database: Database
) -> None:
    history.schema().propose(1).attest(1, 1).at(200).vote(1, 1, FOR, 1).balance(1, TOKEN).balance(1, 5)
    history.save(database)
    page = pages.open(f"{ONE}/data")
    assert page.test_id("export-json").attributes["href"] == f"/api/v1{ONE}/export.json"
    for name, rows in (("attestations", 1), ("votes", 1), ("balances", 2), ("power", 0), ("proposals", 1)):
        assert f" {rows} CSV" in page.test_id(f"data-{name}").text
    links = [link.attributes["href"] for link in page.all("a") if "download" in link.attributes]
    for link in links:
        assert link.startswith(f"/api/v1{ONE}/export")
    assert len(links) == 7


def test_the_page_for_offers_brings_the_lists_that_they_are_compared_with(
    pages: Pages, history: History, database: Database
) -> None:
    hostile = "Human </script><script>alert(1)</script> \u202ebeing"
    history.at(5).schema(definition=hostile).accredit(1, 901).ground(1, "Holds two.").ground(2, "Old.")
    history.ground(2, retired=True).save(database)
    page = pages.open("/accept")
    (term,) = json.loads(page.one("script", id="lexiarch-terms").text)
    assert (term["issuer"], term["schema"]) == (address_text(account(901)), hash_text(PERSON_SCHEMA))
    assert term["schema_definition"] == "Human </script><script>alert(1)</script> being"
    assert "alert(1)</script>" not in page.source
    assert "Holds two." in page.text
    assert "Old." not in page.text


def test_what_accepting_means_is_said_without_a_script(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    words = pages.open("/accept").text
    for part in (
        "What becomes public, for ever",
        "How to leave",
        "you have 14 days to appeal",
        "60 more days",
    ):
        assert part in words
