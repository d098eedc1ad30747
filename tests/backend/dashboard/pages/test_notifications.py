from fastapi import FastAPI

from lexiarch.dashboard.routes import create_router
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import GovernorKind, GovernorModel
from lexiarch.domain.words import Change
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import DELAY, History, account

ONE = address_text(account(1))
PAGE = f"/notifications?account={ONE}"


def test_without_an_account_it_tells_of_all_and_asks_for_one(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    page = pages.open("/notifications")
    assert page.test_id("feed").attributes["href"] == "/api/v1/feed.atom"
    assert page.test_id("calendar").attributes["href"] == "/api/v1/calendar.ics"
    assert page.all(data_testid="reminders") == []
    assert "Connect a wallet, or give an account" in page.test_id("mine").text


def test_who_can_vote_is_offered_reminders_and_who_cannot_is_told_why_not(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert "no vote" in pages.open(PAGE).test_id("no-reminders").text
    history.at(5).power(1, TOKEN).propose(1).save(database)
    page = pages.open(PAGE)
    assert page.test_id("reminders-ics").attributes["href"] == f"/api/v1/accounts/{ONE}/reminders.ics"
    assert page.test_id("notify").attributes["data-notify"] == ONE
    assert "No open vote waits" in page.test_id("mine").text
    history.at(6 + DELAY).save(database)
    assert "1 open vote waits" in pages.open(PAGE).test_id("mine").text


def test_an_address_that_is_none_is_refused(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    assert "0x12" in pages.open("/notifications?account=0x12", 400).text


def test_every_kind_of_change_can_be_chosen_for_a_webhook(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    page = pages.open("/notifications")
    boxes = {box.attributes["value"]: "checked" in box.attributes for box in page.all("input", name="kind")}
    assert set(boxes) == set(Change)
    assert {kind for kind, checked in boxes.items() if checked} == {"proposal", "vote", "reorg"}
    form = page.test_id("webhook-form").attributes
    assert "hidden" in form
    assert "action" not in form
    assert "operator" in page.test_id("webhooks").text
    assert "def verify(" in page.test_id("recipe-1").text
    assert "async function verify(" in page.test_id("recipe-2").text


def test_a_dao_without_a_roll_is_told_of_nothing_that_it_has_not(
    history: History, database: Database, deployment: Deployment
) -> None:
    history.save(database)
    model = GovernorModel(kind=GovernorKind.OPENZEPPELIN)
    app = FastAPI()
    foreign = deployment.model_copy(update={"governor": model})
    app.include_router(create_router(database, foreign, Settings()))
    page = Pages(app).open("/notifications")
    kinds = {box.attributes["value"] for box in page.all("input", name="kind")}
    assert kinds == {"proposal", "vote", "reorg", "account", "setting", "block"}
    assert "iD" not in Pages(app).open(PAGE).test_id("no-reminders").text
