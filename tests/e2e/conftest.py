"""A whole system for end-to-end tests: anvil, a DAO deployed with Ape, the service, a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.helpers.anvil import running_anvil
from tests.helpers.chromium import launch
from tests.helpers.dao import Dao
from tests.helpers.deployed import deploy
from tests.helpers.pages import SOON, Open, opening
from tests.helpers.service import Service, serving

# Playwright's own five seconds are short where several browsers share a core.
expect.set_options(timeout=SOON)

CHAIN_ID = 31_337
PERSONS = range(3, 9)
"""Members of every e2e DAO; 3, 4 and 5 hold tokens, too, and delegate to themselves."""
TOKEN_HOLDERS = (27, 28)
OUTSIDER = 38


@pytest.fixture(scope="module")
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as url:
        yield url


@pytest.fixture(scope="module")
def dao(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Dao:
    """Deployed with `ape run deploy`; six members, four delegates, voting power of a day's age."""
    return found(node_url, tmp_path_factory.mktemp("deployments"))


def found(node_url: str, out: Path) -> Dao:
    """Deploys a DAO into a folder, and gives it its members and delegates."""
    dao = Dao(node_url, deploy(node_url, out))
    for member in PERSONS:
        dao.attest(member)
    for holder in (3, 4, 5, *TOKEN_HOLDERS):
        dao.delegate(holder, holder)
    dao.travel(86_400)
    return dao


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the service keeps its index."""
    return f"sqlite:///{tmp_path_factory.mktemp('index') / 'index.db'}"


@pytest.fixture(scope="module")
def service(dao: Dao, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    log: Path = tmp_path_factory.mktemp("service") / "log"
    with serving(dao.deployment_path, dao.node_url, database_url, log) as service:
        yield service


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    """Browsers of persons of the cast; fails on any script error or refused resource."""
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()
