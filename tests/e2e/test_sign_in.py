"""Members sign in with a wallet in a browser, see what is kept, revoke and erase it; what fails is told."""

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.domain.chain import Address, Hash32
from lexiarch.proofs.consents import give_consent, note_read
from lexiarch.store.private.database import open_private
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import Dao
from tests.helpers.pages import OVERFLOW, SOON, Open, connect, opening
from tests.helpers.service import Service, free_port, serving

pytestmark = [pytest.mark.chain, pytest.mark.browser]

MEMBER, OUTSIDER, LEAVER = 6, 30, 7
NOW = 1_790_000_000


@pytest.fixture(scope="module")
def private_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("private") / "private.db"


@pytest.fixture(scope="module")
def service(
    dao: Dao, database_url: str, private_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("service") / "log"
    more = {"origin": "own", "private_database_url": f"sqlite:///{private_path}", "rate_per_second": 0}
    with serving(dao.deployment_path, dao.node_url, database_url, log, **more) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        yield service


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture
def open_failing(browser: Browser, dao: Dao) -> Iterator[Open]:
    """As `open_as`, for tests in which the server refuses: browsers write that to the console."""
    with (
        pytest.raises(AssertionError, match="Failed to load resource"),
        opening(browser, dao.node_url) as page,
    ):
        yield page


def sign_in(page: Page) -> None:
    """In the wallet's dialog."""
    page.get_by_test_id("connect-wallet").click()
    page.get_by_test_id("sign-in").click()


def give(private_path: Path, dao: Dao, service: Service, number: int) -> int:
    """A consent to a website, and a read by it."""
    account = Address(bytes.fromhex(person(number).address[2:]))
    id_ = service.get(f"/accounts/{person(number).address}/id")["attestation"]["person_tag"]
    tag = Hash32(bytes.fromhex(id_[2:]))
    private = open_private(f"sqlite:///{private_path}")
    with private.write() as writer:
        note_read(writer, tag, "forum", ["holder"], "id_token", NOW)
        made = give_consent(writer, account, tag, "forum", "The Forum", "To post", ["holder"], NOW)
    private.close()
    return made


def test_a_member_signs_in_sees_revokes_erases_and_is_signed_out(
    dao: Dao, service: Service, private_path: Path, open_as: Open
) -> None:
    give(private_path, dao, service, MEMBER)
    page, wallet = open_as(MEMBER)
    page.goto(service.url)
    connect(page, wallet.address)
    sign_in(page)
    expect(page.get_by_test_id("signed-in")).to_contain_text("You are signed in", timeout=SOON)
    page.get_by_test_id("signed-in").get_by_role("link").click()
    expect(page.get_by_test_id("session-as")).to_have_text("A person with an iD", timeout=SOON)
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
    with sqlite3.connect(private_path) as database:
        for table in ("session", "consent", "data_read"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_an_account_without_an_id_signs_in_and_out(service: Service, open_as: Open) -> None:
    page, wallet = open_as(OUTSIDER)
    page.goto(f"{service.url}/session")
    expect(page.get_by_test_id("signed-out")).to_be_visible(timeout=SOON)
    connect(page, wallet.address)
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-as")).to_contain_text("without an iD", timeout=SOON)
    expect(page.get_by_test_id("no-consents")).to_be_visible()
    page.get_by_test_id("session-sign-out").click()
    expect(page.get_by_test_id("signed-out")).to_be_visible()


def test_who_declines_in_the_wallet_is_told_and_tries_again(service: Service, open_as: Open) -> None:
    page, wallet = open_as(OUTSIDER)
    page.goto(service.url)
    connect(page, wallet.address)
    wallet.reject = True
    sign_in(page)
    expect(page.get_by_test_id("sign-in-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    wallet.reject = False
    page.get_by_test_id("sign-in").click()
    expect(page.get_by_test_id("signed-in")).to_be_visible()


def test_on_another_chain_it_is_the_chain_that_is_asked_for(service: Service, open_as: Open) -> None:
    page, wallet = open_as(OUTSIDER)
    page.goto(f"{service.url}/session")
    connect(page, wallet.address)
    wallet.chain_id = 1
    wallet.emit("chainChanged", "0x1", page)
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-status")).to_contain_text("on another chain")
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("wallet-switch")).to_be_visible()
    expect(page.get_by_test_id("sign-in")).to_have_count(0)


def test_without_a_wallet_the_page_says_what_one_is(browser: Browser, service: Service) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{service.url}/session")
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("wallet-dialog")).to_contain_text("No wallet was found")
    context.close()


def test_a_session_that_is_over_is_told_as_over(
    service: Service, private_path: Path, open_failing: Open
) -> None:
    page, wallet = open_failing(OUTSIDER)
    page.goto(f"{service.url}/session")
    connect(page, wallet.address)
    page.get_by_test_id("session-sign-in").click()
    expect(page.get_by_test_id("session-in")).to_be_visible(timeout=SOON)
    with sqlite3.connect(private_path) as database:
        database.execute("DELETE FROM session")
    page.get_by_text("Erase all of this").click()
    page.get_by_test_id("session-erase").click()
    expect(page.get_by_test_id("session-status")).to_have_text("The session is over. Sign in again.")
    expect(page.get_by_test_id("signed-out")).to_be_visible()


@pytest.mark.parametrize(
    ("is_up", "told"),
    [(True, "The signature is not that of the account"), (False, "something that it needs does not answer")],
)
def test_a_signature_of_another_key_is_refused_and_without_a_node_not_believed(  # noqa: PLR0917 - fixtures
    dao: Dao,
    database_url: str,
    private_path: Path,
    tmp_path: Path,
    open_failing: Open,
    is_up: bool,
    told: str,
) -> None:
    """Whether another key may sign for the account, only the chain knows."""
    node_url = dao.node_url if is_up else f"http://127.0.0.1:{free_port()}"
    more = {"origin": "own", "private_database_url": f"sqlite:///{private_path}"}
    with serving(dao.deployment_path, node_url, database_url, tmp_path / "log", **more) as own:
        page, wallet = open_failing(OUTSIDER)
        page.goto(f"{own.url}/session")
        connect(page, wallet.address)
        wallet.account = person(MEMBER)  # the page has not heard of it
        page.get_by_test_id("session-sign-in").click()
        expect(page.get_by_test_id("session-status")).to_contain_text(told, timeout=SOON)


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


def test_a_server_that_is_gone_is_told(
    dao: Dao, database_url: str, private_path: Path, tmp_path: Path, open_failing: Open
) -> None:
    more = {"origin": "own", "private_database_url": f"sqlite:///{private_path}"}
    with serving(dao.deployment_path, dao.node_url, database_url, tmp_path / "log", **more) as own:
        page, wallet = open_failing(OUTSIDER)
        page.goto(f"{own.url}/session")
        connect(page, wallet.address)
        expect(page.get_by_test_id("signed-out")).to_be_visible(timeout=SOON)
        end(own.process)
        page.get_by_test_id("session-sign-in").click()
        expect(page.get_by_test_id("session-status")).to_contain_text("The server does not answer")


def end(process: Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)
