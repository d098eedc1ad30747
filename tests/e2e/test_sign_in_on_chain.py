"""Who is signed in is so no longer than the chain says: a whole service, with its indexer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.helpers.dao import Dao
from tests.helpers.pages import SOON, Open, connect
from tests.helpers.service import Service, serving

pytestmark = [pytest.mark.chain, pytest.mark.browser]

LEAVER = 7


@pytest.fixture(scope="module")
def service(dao: Dao, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    more = {"origin": "own", "private_database_url": f"sqlite:///{folder / 'private.db'}"}
    with serving(dao.deployment_path, dao.node_url, database_url, folder / "log", **more) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        yield service


def test_the_session_ends_with_the_id_on_the_chain(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(LEAVER)
    page.goto(f"{service.url}/session")
    connect(page, wallet.address)
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-as")).to_have_text("A person with an iD", timeout=SOON)
    dao.send(dao.roll.functions.exit(), LEAVER)
    service.wait_for_block(dao.web3.eth.block_number)
    page.reload()
    expect(page.get_by_test_id("signed-out")).to_be_visible(timeout=SOON)
