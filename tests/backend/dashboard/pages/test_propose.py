import httpx
import pytest
from fastapi import FastAPI

from lexiarch.dashboard.routes import create_router
from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.governor import GovernorKind, GovernorModel
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import Pages
from tests.helpers.builders import History, account
from tests.helpers.client import Client
from tests.helpers.html import Html
from tests.helpers.model.governor import Terms


def preview(pages: Pages, **draft: object) -> httpx.Response:
    return Client(pages.app).request("POST", "/propose/preview", json={"description": "# T", **draft})


@pytest.fixture
def grounds(history: History, deployment: Deployment, database: Database) -> None:
    """A DAO whose persons alone decide about grounds, with a quorum of 40 %."""
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "registerGround", "Any")
    history.at(1).schema().ground(1, "Was lent").track(1, Terms(token_house=False, holder_floor=40))
    history.assign(deployment.address(ContractName.ISSUER_REGISTRY), calldata[:4], 1).save(database)


def test_forms_offer_what_is_on_the_lists(pages: Pages, grounds: None) -> None:
    source = pages.open("/propose").source
    assert "Was lent" in source
    assert "1: holder house" in source
    assert 'data-function="function addTrack((bool tokenHouse, bool holderHouse,' in source


def test_the_preview_uses_the_words_of_a_proposals_page(
    pages: Pages, deployment: Deployment, grounds: None
) -> None:
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "registerGround", "Moved <b>away</b>")
    target = address_text(deployment.address(ContractName.ISSUER_REGISTRY))
    answer = preview(
        pages,
        description="# A ground\n\n<img src=x onerror=alert(1)> and **more**",
        actions=[{"target": target, "calldata": "0x" + calldata.hex()}],
        proposer=address_text(account(7)),
    )
    page = Html(answer.text)
    assert "Add a ground for ending an iD to the list" in page.test_id("action").text
    assert page.test_id("asks").text == (
        "The holder house must pass it. Quorum of the holder house: 40% of all persons."
    )
    assert "It is not on the roll." in page.test_id("cannot-propose").text
    assert "<img" not in answer.text
    assert "<strong>more</strong>" in answer.text
    assert "etag" not in answer.headers


def test_a_body_that_is_no_draft_is_refused(pages: Pages, grounds: None) -> None:
    assert preview(pages, actions=[{"target": "0x12"}]).status_code == 400
    assert preview(pages, actions=[{"target": "0x12", "value": "-1"}]).status_code == 422


def test_a_dao_without_a_roll_is_told_how_to_propose(
    database: Database, history: History, deployment: Deployment
) -> None:
    history.save(database)
    governor = GovernorModel(kind=GovernorKind.OPENZEPPELIN)
    foreign = deployment.model_copy(update={"governor": governor})
    app = FastAPI()
    app.include_router(create_router(database, foreign, Settings()))
    page = Pages(app).open("/propose")
    assert "call propose on the governor" in page.one("main").text
    assert "New proposal" not in page.one("header").text
