"""Members sign in with a wallet in a browser, see what is kept, revoke and erase it; what fails is told.

The index is made up, the node of the wallet is not there: signing in needs neither, but for contracts.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.app import create_site
from lexiarch.domain.chain import Address
from lexiarch.proofs.consents import give_consent, note_read
from lexiarch.proofs.parts import Proofs
from lexiarch.settings import Settings
from tests.helpers.anvil import running_anvil
from tests.helpers.axe import find_violations
from tests.helpers.builders import History, make_deployment, tag
from tests.helpers.cast import person
from tests.helpers.pages import OVERFLOW, Open, connect, opening
from tests.helpers.server import LiveServer
from tests.helpers.service import free_port
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.browser]

MEMBER, OUTSIDER = 6, 30
CHAIN = 31_337
NOWHERE = "http://127.0.0.1:9"


class Site:
    """A running site, with the member on its roll."""

    def __init__(self, folder: Path, node_url: str = NOWHERE) -> None:
        path, port = folder / "deployment.json", free_port()
        path.write_text(make_deployment().model_dump_json())
        self.private_path = folder / "private.db"
        settings = Settings(
            deployment=path,
            database_url=f"sqlite:///{folder / 'index.db'}",
            private_database_url=f"sqlite:///{self.private_path}",
            rpc_url=node_url,
            rate_per_second=0,
            origin=f"http://127.0.0.1:{port}",
            credential_keys=folder / "keys.json",
        )
        app = create_site(settings, with_indexer=False)
        self.proofs: Proofs = app.state.proofs
        self.member = Address(bytes.fromhex(person(MEMBER).address[2:]))
        History().founded().attest(1, self.member).save(app.state.context.database)
        self.server = LiveServer(app, port)
        self.url = self.server.url
        self.server.start()

    def give_consent(self) -> None:
        """To a website that has read once."""
        now = int(time.time())
        with self.proofs.private.write() as writer:
            note_read(writer, tag(1), "forum", ["holder"], "id_token", now)
            give_consent(writer, self.member, tag(1), "forum", "The Forum", "To post", ["holder"], now)

    def rows(self) -> list[int]:
        """How many sessions, consents and reads there are."""
        with sqlite3.connect(self.private_path) as database:
            tables = ("session", "consent", "data_read")
            return [database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    with ExitStack() as running:

        def begin(node_url: str = NOWHERE) -> Site:
            site = Site(tmp_path, node_url)
            running.callback(site.server.stop)
            return site

        yield begin


@pytest.fixture
def site(start: Callable[..., Site]) -> Site:
    return start()


@pytest.fixture
def open_as(browser: Browser) -> Iterator[Open]:
    with opening(browser, NOWHERE) as open_page:
        yield open_page


@pytest.fixture
def open_failing(browser: Browser) -> Iterator[Open]:
    """As `open_as`, for tests in which the server refuses: browsers write that to the console."""
    refused = pytest.raises(AssertionError, match="Failed to load resource")
    with refused, opening(browser, NOWHERE) as open_page:
        yield open_page


def visit(open_page: Open, number: int, url: str) -> tuple[Page, TestWallet]:
    """A page, with the wallet of somebody of the cast connected."""
    wallet = TestWallet(person(number), NOWHERE)
    wallet.chain_id = CHAIN
    page, _ = open_page(number, wallet)
    page.goto(url)
    connect(page, wallet.address)
    return page, wallet


def test_a_member_signs_in_sees_revokes_erases_and_is_signed_out(site: Site, open_as: Open) -> None:
    site.give_consent()
    page, _ = visit(open_as, MEMBER, f"{site.url}/members")
    page.get_by_test_id("connect-wallet").click()
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("signed-in")).to_contain_text("You are signed in")
    page.get_by_test_id("signed-in").get_by_role("link").click()
    expect(page.get_by_test_id("session-as")).to_have_text("A person with an iD")
    expect(page.get_by_test_id("consent")).to_contain_text("The Forum")
    expect(page.get_by_test_id("read")).to_contain_text("The Forum was told: holder (id_token)")
    assert find_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_test_id("revoke").click()
    expect(page.get_by_test_id("consent")).to_contain_text("ended:")
    expect(page.get_by_test_id("revoke")).to_have_count(0)
    page.get_by_text("Erase all of this").click()
    page.get_by_test_id("session-erase").click()
    expect(page.get_by_test_id("session-status")).to_contain_text("you are signed out")
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    assert site.rows() == [0, 0, 0]


def test_an_account_without_an_id_signs_in_and_out(site: Site, open_as: Open) -> None:
    page, _ = visit(open_as, OUTSIDER, f"{site.url}/session")
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-as")).to_contain_text("without an iD")
    expect(page.get_by_test_id("no-consents")).to_be_visible()
    page.get_by_test_id("session-sign-out").click()
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    assert site.rows() == [0, 0, 0]


def test_who_declines_in_the_wallet_is_told_and_tries_again(site: Site, open_as: Open) -> None:
    page, wallet = visit(open_as, OUTSIDER, site.url)
    page.get_by_test_id("connect-wallet").click()
    wallet.reject = True
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("sign-in-status")).to_contain_text("You declined in the wallet")
    wallet.reject = False
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("signed-in")).to_be_visible()
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_test_id("sign-in")).to_be_visible()


def test_on_another_chain_it_is_the_chain_that_is_asked_for(site: Site, open_as: Open) -> None:
    page, wallet = visit(open_as, OUTSIDER, f"{site.url}/session")
    wallet.chain_id = 1
    wallet.emit("chainChanged", "0x1", page)
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-status")).to_contain_text("on another chain")
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("wallet-switch")).to_be_visible()
    expect(page.get_by_test_id("sign-in")).to_have_count(0)


def test_without_a_wallet_the_page_says_what_one_is(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/session")
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("wallet-dialog")).to_contain_text("No wallet was found")
    context.close()


def test_a_session_that_is_over_is_told_as_over(site: Site, open_failing: Open) -> None:
    page, _ = visit(open_failing, OUTSIDER, f"{site.url}/session")
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-in")).to_be_visible()
    with site.proofs.private.write() as writer:
        writer.execute("DELETE FROM session")
    page.get_by_text("Erase all of this").click()
    page.get_by_test_id("session-erase").click()
    expect(page.get_by_test_id("session-status")).to_have_text("The session is over. Sign in again.")
    expect(page.get_by_test_id("signed-out")).to_be_visible()


def test_without_a_node_a_signature_of_another_key_is_not_believed(site: Site, open_failing: Open) -> None:
    """Whether another key may sign for the account, only the chain knows."""
    page, wallet = visit(open_failing, OUTSIDER, f"{site.url}/session")
    wallet.account = person(MEMBER)  # the page has not heard of it
    page.get_by_test_id("session-sign-in").click()
    words = "something that it needs does not answer"
    expect(page.get_by_test_id("session-status")).to_contain_text(words)
    expect(page.get_by_test_id("signed-out")).to_be_visible()


@pytest.mark.chain
def test_a_signature_of_another_key_is_refused(start: Callable[..., Site], open_failing: Open) -> None:
    with running_anvil(chain_id=CHAIN) as node_url:
        page, wallet = visit(open_failing, OUTSIDER, f"{start(node_url).url}/session")
        wallet.account = person(MEMBER)
        page.get_by_test_id("session-sign-in").click()
        words = "The signature is not that of the account"
        expect(page.get_by_test_id("session-status")).to_contain_text(words)


def test_a_server_that_is_gone_is_told(site: Site, open_failing: Open) -> None:
    page, _ = visit(open_failing, OUTSIDER, f"{site.url}/session")
    expect(page.get_by_test_id("signed-out")).to_be_visible()
    page.route("**/api/v1/sign-in/nonce", lambda route: route.abort("connectionrefused"))
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-status")).to_contain_text("The server does not answer")


def test_at_another_address_than_its_own_the_page_says_where(site: Site, open_failing: Open) -> None:
    elsewhere = site.url.replace("127.0.0.1", "localhost")
    page, _ = visit(open_failing, OUTSIDER, f"{elsewhere}/session")
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-status")).to_contain_text(f"Sign in at {site.url}")
