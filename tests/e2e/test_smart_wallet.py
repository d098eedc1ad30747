"""An account that is a contract delegates, proposes and votes like any other."""

from dataclasses import replace
from typing import Any

import pytest
from eth_abi import encode
from playwright.sync_api import expect
from web3 import Web3

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.proposals import ProposalState
from lexiarch.signing.typed_data import offer_struct, sign_offer
from tests.e2e.test_propose import add, start
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code
from tests.helpers.dao import Dao
from tests.helpers.foreign import send
from tests.helpers.pages import SOON, Open, connect
from tests.helpers.service import Service
from tests.helpers.wallet import CALL, SmartWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

OWNER = 30
ISSUER = 1


class Contract:
    """A wallet with one owner, which holds what a proposer needs and an iD as a person."""

    def __init__(self, dao: Dao) -> None:
        self._dao = dao
        owner = bytes.fromhex(person(OWNER).address[2:])
        code = creation_code("ERC1271WalletMock") + encode(["address"], [owner])
        receipt = send(dao.node_url, person(OWNER).address, None, code)
        self.address = Web3.to_checksum_address(receipt["contractAddress"])
        threshold = dao.governor.functions.proposalThreshold().call()
        dao.send(dao.token.functions.transfer(self.address, threshold), 28)
        self._accept_id()

    def _accept_id(self) -> None:
        """Accepts an issuer's offer, as the contract itself."""
        dao = self._dao
        holder = Address(bytes.fromhex(self.address[2:]))
        offer = replace(dao.offer(OWNER, ISSUER), holder=holder)
        roll = dao.deployment.address(ContractName.HOLDER_REGISTRY)
        signature = sign_offer(bytes(person(ISSUER).key), dao.deployment.chain_id, roll, offer)
        self.do(dao.roll.functions.attest(offer_struct(offer), signature))

    def do(self, call: Any) -> None:
        """Makes a call as the contract, without the app."""
        inner = encode(
            ["address", "bytes"], [call.address, bytes.fromhex(call._encode_transaction_data()[2:])]
        )
        send(self._dao.node_url, person(OWNER).address, self.address, CALL + inner)

    def wallet(self) -> SmartWallet:
        """The owner's app, which acts as the contract."""
        return SmartWallet(person(OWNER), self._dao.node_url, contract=self.address)


@pytest.fixture(scope="module")
def contract(dao: Dao) -> Contract:
    return Contract(dao)


def test_a_contract_wallet_delegates_proposes_and_votes_in_both_houses(
    dao: Dao, service: Service, open_as: Open, contract: Contract
) -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(OWNER, contract.wallet())
    delegate = dao.token.functions.delegates(contract.address)
    page.goto(f"{service.url}/accounts/{contract.address}")
    connect(page, contract.address)
    page.get_by_test_id("delegate-address").fill(person(28).address)
    page.get_by_test_id("delegate-submit").click()
    expect(page.get_by_test_id("account-delegate")).to_contain_text(person(28).address[-4:], timeout=SOON)
    assert delegate.call() == person(28).address
    page.get_by_test_id("delegate-self").click()
    expect(page.get_by_test_id("account-delegate")).to_contain_text("itself", timeout=SOON)
    assert delegate.call() == contract.address
    dao.travel(60)

    service.wait_for_block(dao.web3.eth.block_number)
    start(page, service, "From a contract")
    add(page, "statement")
    expect(page.get_by_test_id("propose-standing")).to_contain_text("as a person on the roll", timeout=SOON)
    page.get_by_test_id("propose-button").click()
    page.wait_for_url("**/proposals/*", timeout=2 * SOON)
    number = int(page.url.rpartition("/")[2])
    assert dao.governor.functions.proposalProposer(number).call() == contract.address

    dao.travel_to(dao.governor.functions.proposalSnapshot(number).call() + 1)
    page.get_by_test_id("vote-for").check(timeout=SOON)
    expect(page.get_by_test_id("vote-standing")).to_contain_text("as one person in the holder house")
    page.get_by_test_id("vote-reason").fill("Signed by nobody's key but the contract's.")
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("Your vote is counted.", timeout=2 * SOON)
    expect(page.get_by_test_id("receipt")).to_contain_text("as one person", timeout=SOON)
    row = page.locator(f"[data-testid=vote-row][data-voter='{contract.address}']")
    expect(row).to_contain_text("Signed by nobody's key but the contract's.", timeout=SOON)
    assert dao.governor.functions.hasVoted(number, contract.address).call()
    assert dao.governor.functions.holderVotes(number).call() == [0, 1, 0]
    threshold = dao.governor.functions.proposalThreshold().call()
    assert dao.governor.functions.proposalVotes(number).call() == [0, threshold, 0]
    assert list(ProposalState)[dao.governor.functions.state(number).call()] is ProposalState.ACTIVE
    assert set(wallet.asked) & {"personal_sign", "eth_sign", "eth_signTypedData_v4"} == set()


def test_what_the_governor_refuses_a_contract_is_told_in_words(
    dao: Dao, service: Service, open_as: Open, contract: Contract
) -> None:
    flow = dao.propose(3, "A contract is refused").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(OWNER, contract.wallet())
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, contract.address)
    expect(page.get_by_test_id("vote-form")).to_be_visible(timeout=SOON)
    page.get_by_test_id("vote-against").check()
    wallet.reject = True
    page.get_by_test_id("vote-submit").click()
    status = page.get_by_test_id("vote-status")
    expect(status).to_contain_text("You declined in the wallet. Nothing was sent.", timeout=SOON)
    wallet.reject = False
    page.route("**/api/**", lambda _: None)
    page.route("**/proposals/**", lambda _: None)
    contract.do(dao.governor.functions.castVote(flow.id, 1))  # from another window
    page.get_by_test_id("vote-submit").click()
    expect(status).to_contain_text("This account has voted on this proposal already.", timeout=SOON)
