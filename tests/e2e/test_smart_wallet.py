"""An account that is a contract proposes and votes like any other."""

from collections.abc import Iterator

import pytest
from eth_abi import encode
from playwright.sync_api import Browser, expect
from web3 import Web3

from lexiarch.domain.proposals import ProposalState
from tests.e2e.test_propose import add, start
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import Dao
from tests.helpers.pages import SOON, Open, connect, opening
from tests.helpers.service import Service
from tests.helpers.wallet import SmartWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

OWNER = 30


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture
def contract(dao: Dao) -> str:
    """A wallet with the voting power that a proposer needs."""
    owner = bytes.fromhex(person(OWNER).address[2:])
    receipt = send(dao.node_url, None, creation_code("ERC1271WalletMock") + encode(["address"], [owner]))
    address = Web3.to_checksum_address(receipt["contractAddress"])
    threshold = dao.governor.functions.proposalThreshold().call()
    dao.send(dao.token.functions.transfer(address, threshold), 28)
    abi = [
        {
            "type": "function",
            "name": "call",
            "stateMutability": "nonpayable",
            "outputs": [],
            "inputs": [{"name": "target", "type": "address"}, {"name": "data", "type": "bytes"}],
        }
    ]
    wallet = dao.web3.eth.contract(address=address, abi=abi)
    delegation = dao.token.functions.delegate(address)._encode_transaction_data()
    dao.send(wallet.functions.call(dao.token.address, delegation), OWNER)
    dao.travel(60)
    return address


def test_a_contract_wallet_proposes_and_votes(
    dao: Dao, service: Service, open_as: Open, contract: str
) -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(OWNER, SmartWallet(person(OWNER), dao.node_url, contract=contract))
    start(page, service, "From a contract")
    add(page, "statement")
    connect(page, contract)
    expect(page.get_by_test_id("propose-standing")).to_contain_text("of voting power", timeout=SOON)
    page.get_by_test_id("propose-button").click()
    page.wait_for_url("**/proposals/*", timeout=20_000)
    number = int(page.url.rpartition("/")[2])
    assert dao.governor.functions.proposalProposer(number).call() == contract
    assert wallet.address == contract

    dao.travel(dao.governor.functions.proposalSnapshot(number).call() + 1 - dao.now)
    page.get_by_test_id("vote-for").check(timeout=SOON)
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-standing")).to_contain_text("You have voted", timeout=SOON)
    assert dao.governor.functions.hasVoted(number, contract).call()
    assert list(ProposalState)[dao.governor.functions.state(number).call()] is ProposalState.ACTIVE
