"""What goes wrong when people propose, vote, delegate, queue and execute is told, with what to do."""

import json
import re
import signal
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from threading import Event

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lexiarch.domain.proposals import ProposalState
from tests.e2e.test_propose import add, start
from tests.helpers.cast import person
from tests.helpers.dao import FOR, Dao, Flow, eventually
from tests.helpers.fake_node import fake_node
from tests.helpers.pages import SOON, Open, connect
from tests.helpers.service import Service, free_port, serving, start_lexiarch, stop_lexiarch
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ACTS = ("propose", "queue", "execute", "vote", "delegate")
BUTTONS = {"vote": "vote-submit", "delegate": "delegate-self"}
STATUS = {
    "propose": "propose-status",
    "queue": "step-status",
    "execute": "step-status",
    "vote": "vote-status",
    "delegate": "delegate-status",
}
CONNECT = {"propose": "connect-to-propose", "vote": "connect-to-vote", "delegate": "connect-to-delegate"}
WHO = {"propose": 6, "queue": 30, "execute": 30, "vote": 7, "delegate": 29}
"""Queueing and executing take nothing but ether; who proposes and votes is a person on the roll."""


@dataclass
class Ready:
    """A proposal that passed, one that has waited in the timelock, and one that is voted on."""

    queue: Flow
    execute: Flow
    vote: Flow

    def path(self, act: str) -> str:
        """Of the page on which an act can be done."""
        if act == "propose":
            return "/propose"
        if act == "delegate":
            return f"/accounts/{person(WHO[act]).address}"
        return f"/proposals/{getattr(self, act).id}"


@pytest.fixture(scope="module")
def ready(dao: Dao) -> Ready:
    queue, execute = dao.propose(3, "To be queued"), dao.propose(3, "To be executed")
    queue.wait_for_snapshot()
    for flow in (queue, execute):
        flow.vote(FOR, 3, 4, 5, 27, 28)
    execute.wait_for_deadline().queue().wait_for_eta()
    return Ready(queue, execute, dao.propose(3, "To be voted on").wait_for_snapshot())


@pytest.fixture
def at(dao: Dao, service: Service, ready: Ready, open_as: Open) -> Callable[[str], tuple[Page, TestWallet]]:
    """A page on which an act can be done."""

    def open_at(act: str) -> tuple[Page, TestWallet]:
        service.wait_for_block(dao.web3.eth.block_number)
        page, wallet = open_as(WHO[act])
        if act == "propose":
            start(page, service, "Something goes wrong")
            add(page, "statement")
        else:
            page.goto(service.url + ready.path(act))
        return page, wallet

    return open_at


At = Callable[[str], tuple[Page, TestWallet]]


def button(page: Page, act: str) -> Locator:
    return page.get_by_test_id(BUTTONS.get(act, f"{act}-button"))


def expect_ready(page: Page, act: str) -> None:
    """The account was looked at, and may act."""
    expect(button(page, act)).to_be_visible(timeout=SOON)
    expect(button(page, act)).to_be_enabled(timeout=SOON)


def press(page: Page, act: str) -> None:
    if act == "vote":
        page.get_by_test_id("vote-for").check()
        page.get_by_test_id("vote-reason").fill("Typed with care.")
    button(page, act).click()


def expect_nothing_lost(page: Page, act: str) -> None:
    if act == "vote":
        expect(page.get_by_test_id("vote-for")).to_be_checked()
        expect(page.get_by_test_id("vote-reason")).to_have_value("Typed with care.")


@pytest.mark.parametrize("act", ACTS)
def test_without_a_wallet(service: Service, ready: Ready, browser: Browser, act: str) -> None:
    page = browser.new_context().new_page()
    page.goto(service.url + ready.path(act))
    page.get_by_test_id(CONNECT.get(act, f"{act}-button")).click()
    expect(page.get_by_test_id("wallet-dialog")).to_contain_text("No wallet was found in this browser")
    page.context.close()


@pytest.mark.parametrize("act", ACTS)
def test_on_the_wrong_chain(at: At, act: str) -> None:
    page, wallet = at(act)
    wallet.chain_id = 1
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(wallet.address[-4:], timeout=SOON)
    assert "wallet_switchEthereumChain" in wallet.asked
    expect_ready(page, act)


@pytest.mark.parametrize("act", ACTS)
def test_a_signature_is_rejected_a_wallet_locked_or_without_ether(dao: Dao, at: At, act: str) -> None:
    page, wallet = at(act)
    wallet.locked = True
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("wallet-status")).to_contain_text("Unlock it")
    wallet.locked = False
    page.get_by_test_id("wallet-test.wallet").click()
    status = page.get_by_test_id(STATUS[act])
    expect_ready(page, act)
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
    expect_nothing_lost(page, act)
    dao.rpc("anvil_setBalance", wallet.address, hex(held))


@pytest.mark.parametrize("act", ACTS)
def test_the_wallets_node_is_down(dao: Dao, at: At, act: str) -> None:
    page, wallet = at(act)
    connect(page, wallet.address)
    expect_ready(page, act)
    wallet.node_url = "http://127.0.0.1:9"
    press(page, act)
    expect(page.get_by_test_id(STATUS[act])).to_contain_text("does not reach its node", timeout=SOON)


@pytest.mark.parametrize("act", ["execute", "vote", "delegate"])
def test_a_transaction_that_runs_out_of_gas(dao: Dao, at: At, ready: Ready, act: str) -> None:
    page, wallet = at(act)
    connect(page, wallet.address)
    expect_ready(page, act)
    wallet.gas_limit = 40_000
    press(page, act)
    expect(page.get_by_test_id(STATUS[act])).to_contain_text("ran out of gas", timeout=SOON)
    expect_nothing_lost(page, act)
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


def test_what_the_contract_refuses_of_a_vote_is_told_in_words(at: At, ready: Ready) -> None:
    page, wallet = at("vote")
    connect(page, wallet.address)
    expect_ready(page, "vote")
    page.route(re.compile(r"^(?!.*/static/)"), lambda _: None)  # as above
    ready.vote.vote(FOR, WHO["vote"])
    press(page, "vote")
    expect(page.get_by_test_id("vote-status")).to_contain_text("has voted on this proposal already")


def test_a_session_that_ends_while_the_page_is_open(at: At) -> None:
    page, wallet = at("vote")
    wallet.become(person(8))
    connect(page, wallet.address)
    expect_ready(page, "vote")
    page.get_by_test_id("vote-reason").fill("Typed with care.")
    wallet.emit("accountsChanged", [], page)
    expect(page.get_by_test_id("connect-to-vote")).to_be_visible()
    expect(page.get_by_test_id("connect-wallet")).to_have_text("Connect wallet")
    page.get_by_test_id("connect-to-vote").click()
    expect_ready(page, "vote")
    expect(page.get_by_test_id("vote-reason")).to_have_value("Typed with care.")

    wallet.emit("chainChanged", "0x1", page)
    expect(page.get_by_test_id("switch-to-vote")).to_be_visible()
    page.get_by_test_id("switch-to-vote").click()
    expect_ready(page, "vote")
    expect(page.get_by_test_id("vote-reason")).to_have_value("Typed with care.")


def test_the_account_changes_while_the_page_is_open(at: At) -> None:
    page, wallet = at("vote")
    wallet.become(person(8))
    connect(page, wallet.address)
    standing = page.get_by_test_id("vote-standing")
    expect(standing).to_contain_text("as one person", timeout=SOON)
    wallet.become(person(31), page)
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(wallet.address[-4:])
    expect(standing).to_contain_text("cannot vote on this proposal", timeout=SOON)
    expect(page.get_by_test_id("seat-holder")).to_contain_text("The account has no iD.", timeout=SOON)
    expect(page.get_by_test_id("vote-form")).to_be_hidden()

    wallet.become(person(8), page)
    expect_ready(page, "vote")
    wallet.become(person(31))  # without a word to the page
    press(page, "vote")
    status = page.get_by_test_id("vote-status")
    expect(status).to_contain_text("does not allow this account here. Connect it again", timeout=SOON)
    expect_nothing_lost(page, "vote")


@pytest.fixture
def gate(dao: Dao) -> Iterator[tuple[str, Event]]:
    """The node behind a door that can be shut, and its key."""
    shut = Event()

    def answer(request: object) -> object:
        if shut.is_set():
            return 502, b"Bad Gateway"
        body = json.dumps(request).encode()
        sent = urllib.request.Request(dao.node_url, body, {"content-type": "application/json"})
        with urllib.request.urlopen(sent, timeout=10) as answer:
            return json.load(answer)

    with fake_node(answer) as node:
        yield node.url, shut


def test_the_node_of_the_service_is_down(
    dao: Dao, ready: Ready, gate: tuple[str, Event], browser: Browser, tmp_path: Path
) -> None:
    url, shut = gate
    database = f"sqlite:///{tmp_path / 'index.db'}"
    with serving(dao.deployment_path, url, database, tmp_path / "log", audit_seconds=0.2) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        page = browser.new_context().new_page()
        page.goto(f"{service.url}/proposals/{ready.vote.id}")
        expect(page.get_by_test_id("freshness")).to_contain_text("verified", timeout=SOON)
        shut.set()
        expect(page.get_by_test_id("freshness")).to_contain_text("what you see may be old", timeout=3 * SOON)
        expect(page.get_by_role("heading", level=1)).to_have_text("To be voted on")
        page.goto(f"{service.url}/proposals/{ready.vote.id}/simulation")
        expect(page.get_by_test_id("simulation-trouble")).to_contain_text("does not answer at the moment")
        shut.clear()
        page.goto(service.url)
        expect(page.get_by_test_id("freshness")).to_contain_text("verified", timeout=3 * SOON)
        page.context.close()


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
