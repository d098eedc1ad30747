"""Hostile words that come by other ways than the chain: addresses, drafts, the name of a DAO."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from lexiarch.app import create_app
from lexiarch.dashboard.routes import create_router
from lexiarch.decode.signature_text import declaration_of
from lexiarch.domain.deployment import Deployment
from lexiarch.indexer.daos import Dao
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import Pages
from tests.helpers.builders import History, account
from tests.helpers.client import Client
from tests.helpers.hostile import BROKEN, TEXTS

SOME = [text for text in TEXTS[::4] if len(text) < 2000]
ADDRESSES = ["/?account={}", "/proposals?state={}", "/proposals?cursor={}", "/proposals/{}", "/accounts/{}"]


@pytest.fixture
def lived(history: History, database: Database) -> None:
    history.at(10).propose(1).save(database)


def shape(pages: Pages, address: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements of a page of an error, with the names of their attributes."""
    status = Client(pages.app).get(address, headers={"accept": "text/html"}).status_code
    assert status in (400, 404), address
    page = pages.open(address, status=status)
    return [(element.tag, tuple(element.attributes)) for element in page.elements]


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_puts_nothing_into_the_page_but_words(address: str, pages: Pages) -> None:
    usual = shape(pages, address.format("strange"))
    for text in SOME:
        if "/" not in text or "?" in address:
            assert shape(pages, address.format(quote(text, safe=""))) == usual, text


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("path", ["/propose/preview", "/api/v1/drafts/preview"])
@pytest.mark.parametrize("text", ['"\\ud800"', '"a \\udfff b"', '"\\ud83d and \\udc00"'])
def test_half_a_character_in_a_draft_is_no_error_of_ours(
    path: str, text: str, database: Database, deployment: Deployment, tmp_path: Path
) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'index.db'}", rate_per_second=0)
    app = create_app(Dao("", settings, deployment), with_indexer=False)
    body = f'{{"description": {text}, "actions": [{{"target": "{address_text(account(1))}"}}]}}'
    answer = Client(app).request("POST", path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 400, 422), answer.text


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("path", ["/", "/proposals/1", f"/accounts/{address_text(account(1))}", "/propose"])
def test_a_name_or_symbol_puts_nothing_into_a_page_but_words(
    path: str, database: Database, deployment: Deployment, pages: Pages
) -> None:
    usual = [(element.tag, tuple(element.attributes)) for element in pages.open(path).elements]
    for text in SOME:
        named = deployment.model_copy(update={"name": text, "token_symbol": text})
        app = FastAPI()
        app.include_router(create_router(database, named, Settings()))
        page = Pages(app).open(path)
        assert [(element.tag, tuple(element.attributes)) for element in page.elements] == usual, text
        assert json.loads(page.one("script", id="lexiarch-config").text)["chainId"] == named.chain_id


@pytest.mark.parametrize("text", [*TEXTS, *(text.decode(errors="replace") for text in BROKEN)])
def test_no_hostile_text_is_the_signature_of_a_function(text: str) -> None:
    assert declaration_of(text) is None
