"""Votes and acceptances that cost their account nothing: it signs, a real relay hands them in and pays."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from lexiarch.domain.deployment import ContractName
from lexiarch.signing.typed_data import merkle_tree, sign_batch
from tests.e2e.relay.test_acts import turn_into_wallet
from tests.e2e.test_accept import ISSUER, changed, fragment, read, signed
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.relay import Relay
from tests.helpers.service import Service, serving
from tests.helpers.wallet import SmartWallet, TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.timeout(300)]

VOTER, OTHER_VOTER, LATE_VOTER, OWNER, WALLET = 3, 4, 5, 29, 28
NEWCOMER, OF_A_BATCH, NEW_ACCOUNT = 10, 11, 12
ACCUSED, LEAVER = 7, 8
APPEALED = 2
"""Phase of a case."""


@pytest.fixture(scope="module")
def relay(dao: Dao, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    relay = Relay(dao, tmp_path_factory.mktemp("relay"), {"relay_origins": "*"})
    yield relay.start()
    relay.stop()


@pytest.fixture(scope="module")
def service(
    dao: Dao, relay: Relay, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("service") / "log"
    with serving(dao.deployment_path, dao.node_url, database_url, log, relays=relay.url) as service:
        yield service


@pytest.fixture(scope="module")
def flow(dao: Dao, service: Service) -> Flow:
    """A proposal that is voted on."""
    flow = dao.propose(3, "Pay the miller", [dao.token.functions.transfer(person(37).address, 7)])
    flow.wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    return flow


def nonce(dao: Dao, who: int) -> int:
    return dao.web3.eth.get_transaction_count(person(who).address)


def ballots(dao: Dao, flow: Flow, who: int) -> list[Any]:
    found = dao.governor.events.VoteCast.get_logs(
        from_block=0, argument_filters={"voter": person(who).address}
    )
    return [each for each in found if each["args"]["proposalId"] == flow.id]


def choose(page: Page, service: Service, flow: Flow, who: int, choice: str, relay: Relay) -> None:
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(who).address)
    page.get_by_test_id(f"vote-{choice}").check(timeout=SOON)
    page.get_by_test_id("vote-payer").select_option(relay.url)


def test_a_vote_costs_nothing(dao: Dao, service: Service, flow: Flow, relay: Relay, open_as: Open) -> None:
    page, wallet = open_as(VOTER, width=320)
    before = nonce(dao, VOTER)
    choose(page, service, flow, VOTER, "for", relay)
    expect(page.get_by_test_id("vote-reason")).to_be_hidden()
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("Your vote is counted.", timeout=SOON)
    (ballot,) = ballots(dao, flow, VOTER)
    assert (ballot["args"]["support"], ballot["args"]["reason"]) == (FOR, "")
    assert dao.web3.eth.get_transaction(ballot["transactionHash"])["from"] == relay.account.address
    assert nonce(dao, VOTER) == before
    assert wallet.asked.count("eth_signTypedData_v4") == 1
    assert "eth_sendTransaction" not in wallet.asked
    expect(page.get_by_test_id("vote-standing")).to_contain_text("You have voted", timeout=SOON)


def test_a_contract_wallets_vote_costs_nothing(
    dao: Dao, service: Service, flow: Flow, relay: Relay, browser: Browser
) -> None:
    turn_into_wallet(dao, WALLET, OWNER)
    page = browser.new_page()
    SmartWallet(person(OWNER), dao.node_url, contract=person(WALLET).address).install(page)
    choose(page, service, flow, WALLET, "against", relay)
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("Your vote is counted.", timeout=SOON)
    (ballot,) = ballots(dao, flow, WALLET)
    assert ballot["args"]["support"] == AGAINST
    assert dao.web3.eth.get_transaction(ballot["transactionHash"])["from"] == relay.account.address
    page.close()


def test_who_refuses_to_sign_or_meets_a_relay_that_is_off_has_lost_nothing(
    dao: Dao, service: Service, flow: Flow, relay: Relay, browser: Browser
) -> None:
    page, wallet = browser.new_page(), TestWallet(person(OTHER_VOTER), dao.node_url)
    wallet.install(page)
    status = page.get_by_test_id("vote-status")
    choose(page, service, flow, OTHER_VOTER, "against", relay)
    wallet.reject = True
    page.get_by_test_id("vote-submit").click()
    expect(status).to_contain_text("You declined in the wallet", timeout=SOON)
    wallet.reject = False

    def low(route: Route) -> None:
        error = {"code": "FundsLow", "message": "This relay's account has too little.", "remedy": "Wait."}
        headers = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(status=503, json={"error": error}, headers=headers)

    page.route(f"{relay.url}/api/v1/requests", low)
    page.get_by_test_id("vote-submit").click()
    expect(status).to_contain_text("its account has too little to pay the fee", timeout=SOON)
    expect(status).to_contain_text("let your wallet pay")
    page.unroute(f"{relay.url}/api/v1/requests")
    assert ballots(dao, flow, OTHER_VOTER) == []

    page.get_by_test_id("vote-payer").select_option("")
    page.get_by_test_id("vote-reason").fill("By myself, then.")
    page.get_by_test_id("vote-submit").click()
    expect(status).to_contain_text("Your vote is counted.", timeout=SOON)
    (ballot,) = ballots(dao, flow, OTHER_VOTER)
    assert ballot["args"]["reason"] == "By myself, then."
    page.close()


def test_what_the_contract_would_refuse_is_said_before_anything_is_signed(
    dao: Dao, service: Service, flow: Flow, relay: Relay, open_as: Open
) -> None:
    page, wallet = open_as(LATE_VOTER)
    choose(page, service, flow, LATE_VOTER, "for", relay)
    dao.send(dao.governor.functions.castVote(flow.id, AGAINST), LATE_VOTER)
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("voted", timeout=SOON)
    assert "eth_signTypedData_v4" not in wallet.asked
    assert len(ballots(dao, flow, LATE_VOTER)) == 1


def accept(page: Page, who: int, relay: Relay, words: str) -> None:
    connect(page, person(who).address)
    page.get_by_test_id("accept-payer").select_option(relay.url, timeout=SOON)
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text(words, timeout=SOON)


def test_an_offer_is_accepted_for_nothing(dao: Dao, service: Service, relay: Relay, open_as: Open) -> None:
    page, wallet = open_as(NEWCOMER, width=320)
    read(page, service, signed(dao, dao.offer(NEWCOMER)), dao)
    accept(page, NEWCOMER, relay, "the iD has begun")
    assert dao.roll.functions.isHolder(person(NEWCOMER).address).call()
    assert nonce(dao, NEWCOMER) == 0
    assert "eth_sendTransaction" not in wallet.asked
    assert "#" not in page.url


def test_an_offer_of_a_batch_is_accepted_for_nothing(
    dao: Dao, service: Service, relay: Relay, open_as: Open
) -> None:
    offers = [dao.offer(OF_A_BATCH), dao.offer(20)]
    root, proofs = merkle_tree(offers)
    roll = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    signature = sign_batch(bytes(person(ISSUER).key), dao.deployment.chain_id, roll, root)
    page, _ = open_as(OF_A_BATCH)
    read(page, service, fragment(dao, offers[0], signature, proofs[0]), dao)
    accept(page, OF_A_BATCH, relay, "the iD has begun")
    assert dao.roll.functions.isHolder(person(OF_A_BATCH).address).call()
    assert nonce(dao, OF_A_BATCH) == 0


def test_an_id_is_asked_for_with_another_account_for_nothing(
    dao: Dao, service: Service, relay: Relay, open_as: Open
) -> None:
    offer = changed(dao.offer(NEW_ACCOUNT), person_tag=person_tag(6))
    page, _ = open_as(NEW_ACCOUNT)
    read(page, service, signed(dao, offer), dao)
    accept(page, NEW_ACCOUNT, relay, "The iD is asked for")
    assert dao.roll.functions.recoveryOf(person_tag(6)).call()[0] == person(NEW_ACCOUNT).address
    assert nonce(dao, NEW_ACCOUNT) == 0


def own_page(page: Page, service: Service, dao: Dao, who: int) -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    page.goto(f"{service.url}/accounts/{person(who).address}/id")
    connect(page, person(who).address)


def test_an_appeal_costs_nothing(dao: Dao, service: Service, relay: Relay, open_as: Open) -> None:
    dao.send(dao.roll.functions.openCase(person_tag(ACCUSED), b"\1" * 32, True), ISSUER)
    page, _ = open_as(ACCUSED)
    before = nonce(dao, ACCUSED)
    own_page(page, service, dao, ACCUSED)
    page.get_by_test_id("appeal-payer").select_option(relay.url, timeout=SOON)
    page.get_by_test_id("appeal-button").click()
    expect(page.get_by_test_id("appeal-status")).to_contain_text("You have appealed", timeout=SOON)
    assert dao.roll.functions.caseOf(person_tag(ACCUSED)).call()[1] == APPEALED
    assert nonce(dao, ACCUSED) == before


def test_leaving_costs_nothing(dao: Dao, service: Service, relay: Relay, open_as: Open) -> None:
    page, _ = open_as(LEAVER)
    before = nonce(dao, LEAVER)
    own_page(page, service, dao, LEAVER)
    page.get_by_text("Leave…").click()
    page.get_by_test_id("exit-sure").check(timeout=SOON)
    page.get_by_test_id("exit-payer").select_option(relay.url)
    page.get_by_test_id("exit-button").click()
    expect(page.get_by_test_id("exit-status")).to_contain_text("You have left the roll", timeout=SOON)
    assert not dao.roll.functions.isHolder(person(LEAVER).address).call()
    assert nonce(dao, LEAVER) == before
