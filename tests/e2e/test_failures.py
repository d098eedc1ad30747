"""What goes wrong when people propose, queue and execute is told in words that say what to do."""

import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.domain.proposals import ProposalState
from tests.e2e.test_propose import add, start
from tests.helpers.dao import FOR, Dao, Flow, eventually
from tests.helpers.pages import SOON, Open, connect, opening
from tests.helpers.service import Service, free_port, start_lexiarch, stop_lexiarch
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ACTS = ("propose", "queue", "execute")
STATUS = {"propose": "propose-status", "queue": "step-status", "execute": "step-status"}
WHO = 30
"""Pays for queueing and executing; nothing but ether is needed. Who proposes is a person on the roll."""


@dataclass
class Ready:
    """A proposal that passed, and one that has waited in the timelock."""

    queue: Flow
    execute: Flow


@pytest.fixture(scope="module")
def ready(dao: Dao) -> Ready:
    flows = Ready(dao.propose(3, "To be queued"), dao.propose(3, "To be executed"))
    flows.queue.wait_for_snapshot()
    for flow in (flows.queue, flows.execute):
        flow.vote(FOR, 3, 4, 5, 27, 28)
    flows.execute.wait_for_deadline().queue().wait_for_eta()
    return flows


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture
def at(dao: Dao, service: Service, ready: Ready, open_as: Open) -> Callable[[str], tuple[Page, TestWallet]]:
    """A page on which an act can be done."""

    def open_at(act: str) -> tuple[Page, TestWallet]:
        service.wait_for_block(dao.web3.eth.block_number)
        page, wallet = open_as(6 if act == "propose" else WHO)
        if act == "propose":
            start(page, service, "Something goes wrong")
            add(page, "statement")
        else:
            page.goto(f"{service.url}/proposals/{getattr(ready, act).id}")
        return page, wallet

    return open_at


At = Callable[[str], tuple[Page, TestWallet]]


def press(page: Page, act: str) -> None:
    page.get_by_test_id(f"{act}-button").click()


@pytest.mark.parametrize("act", ACTS)
def test_without_a_wallet(service: Service, ready: Ready, browser: Browser, act: str) -> None:
    page = browser.new_context().new_page()
    page.goto(
        f"{service.url}/propose" if act == "propose" else f"{service.url}/proposals/{getattr(ready, act).id}"
    )
    page.get_by_test_id("connect-to-propose" if act == "propose" else f"{act}-button").click()
    expect(page.get_by_test_id("wallet-dialog")).to_contain_text("No wallet was found in this browser")
    page.context.close()


@pytest.mark.parametrize("act", ACTS)
def test_on_the_wrong_chain(at: At, act: str) -> None:
    page, wallet = at(act)
    wallet.chain_id = 1
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(wallet.address[-4:], timeout=SOON)
    assert "wallet_switchEthereumChain" in wallet.asked
    expect(page.get_by_test_id(f"{act}-button")).to_be_enabled(timeout=SOON)


@pytest.mark.parametrize("act", ACTS)
def test_a_signature_is_rejected_a_wallet_locked_or_without_ether(dao: Dao, at: At, act: str) -> None:
    page, wallet = at(act)
    wallet.locked = True
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("wallet-status")).to_contain_text("Unlock it")
    wallet.locked = False
    page.get_by_test_id("wallet-test.wallet").click()
    status = page.get_by_test_id(STATUS[act])
    expect(page.get_by_test_id(f"{act}-button")).to_be_enabled(timeout=SOON)
    wallet.reject = True
    press(page, act)
    expect(status).to_contain_text("You declined in the wallet. Nothing was sent.", timeout=SOON)
    wallet.reject, wallet.locked = False, True
    press(page, act)
    expect(status).to_contain_text("The wallet is locked. Unlock it", timeout=SOON)
    wallet.locked = False
    held = dao.web3.eth.get_balance(wallet.account.address)
    dao.rpc("anvil_setBalance", wallet.address, "0x0")
    press(page, act)
    expect(status).to_contain_text("too little ETH", timeout=SOON)
    dao.rpc("anvil_setBalance", wallet.address, hex(held))


@pytest.mark.parametrize("act", ACTS)
def test_the_wallets_node_is_down(dao: Dao, at: At, act: str) -> None:
    page, wallet = at(act)
    connect(page, wallet.address)
    expect(page.get_by_test_id(f"{act}-button")).to_be_visible(timeout=SOON)
    expect(page.get_by_test_id(f"{act}-button")).to_be_enabled(timeout=SOON)
    wallet.node_url = "http://127.0.0.1:9"
    press(page, act)
    expect(page.get_by_test_id(STATUS[act])).to_contain_text("does not reach its node", timeout=SOON)


def test_a_transaction_that_runs_out_of_gas(dao: Dao, at: At, ready: Ready) -> None:
    page, wallet = at("execute")
    connect(page, wallet.address)
    wallet.gas_limit = 60_000
    press(page, "execute")
    expect(page.get_by_test_id("step-status")).to_contain_text("ran out of gas", timeout=SOON)
    assert ready.execute.state is ProposalState.QUEUED


def test_what_the_contract_refuses_is_told_before_it_is_pressed(dao: Dao, at: At, ready: Ready) -> None:
    target = ready.execute.targets[0]
    code = dao.rpc("eth_getCode", target, "latest")
    dao.rpc("anvil_setCode", target, code + "00")
    page, wallet = at("execute")
    connect(page, wallet.address)
    expect(page.get_by_test_id("step-reason")).to_contain_text(
        "has changed since it was proposed", timeout=SOON
    )
    expect(page.get_by_test_id("execute-button")).to_be_disabled()
    dao.rpc("anvil_setCode", target, code)
    expect(page.get_by_test_id("execute-button")).to_be_enabled(timeout=SOON)


def test_somebody_was_faster(at: At, ready: Ready) -> None:
    page, wallet = at("queue")
    connect(page, wallet.address)
    expect(page.get_by_test_id("queue-button")).to_be_enabled(timeout=SOON)
    held = re.compile(r"^(?!.*/static/)")
    page.route(held, lambda _: None)  # the page is not answered, so it hears of nothing
    ready.queue.queue()
    press(page, "queue")
    expect(page.get_by_test_id("step-status")).to_contain_text("the proposal is queued", timeout=SOON)


@pytest.fixture
def behind(dao: Dao, tmp_path: Path) -> Iterator[tuple[str, Popen[bytes]]]:
    """Pages over an index that another process keeps, and that process."""
    given = {"deployment": dao.deployment_path, "rpc_url": dao.node_url, "poll_seconds": 0.1}
    given["database_url"] = f"sqlite:///{tmp_path / 'index.db'}"
    port = free_port()
    indexer = start_lexiarch(tmp_path / "index.log", "index", **given)
    eventually((tmp_path / "index.db").exists, what="an index")
    pages = start_lexiarch(tmp_path / "serve.log", "serve", "--no-index", "--port", str(port), **given)
    service = Service(f"http://127.0.0.1:{port}", pages)
    service.wait_for_block(dao.web3.eth.block_number)
    try:
        yield service.url, indexer
    finally:
        indexer.send_signal(signal.SIGCONT)
        stop_lexiarch(pages)
        stop_lexiarch(indexer)


def test_the_index_is_behind(dao: Dao, behind: tuple[str, Popen[bytes]], open_as: Open) -> None:
    url, indexer = behind
    page, wallet = open_as(6)
    start(page, Service(url, indexer), "Before its index")
    add(page, "statement")
    connect(page, wallet.address)
    expect(page.get_by_test_id("propose-button")).to_be_visible(timeout=SOON)
    indexer.send_signal(signal.SIGSTOP)
    press(page, "propose")
    status = page.get_by_test_id("propose-status")
    expect(status).to_contain_text("Waiting until this page has counted it", timeout=SOON)
    expect(status).to_contain_text("once the index shows it", timeout=3 * SOON)
    indexer.send_signal(signal.SIGCONT)
    page.wait_for_url("**/proposals/*", timeout=2 * SOON)
    expect(page.get_by_role("heading", level=1)).to_have_text("Before its index")
