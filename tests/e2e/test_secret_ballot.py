"""A member's secret ballot from the browser: the key, the proof, the handing in, the receipt."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.domain.deployment import ContractName
from tests.e2e.test_eligibility import order
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow, eventually, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect, opening
from tests.helpers.semaphore import commitments_of
from tests.helpers.service import Service, serving
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.timeout(300)]

BY_SIGNATURE, BY_FILE, OTHERS, LATE = 3, 4, range(5, 9), 9
STRANGER, COURIER = 30, 31
"""Have ether, and nothing to do with the DAO."""
PROOF = 60_000
PASSPHRASE = "seven quiet herons"


@pytest.fixture(scope="module")
def service(dao: Dao, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("service") / "log"
    settings = {"secret_minimum": 5}
    with serving(dao.deployment_path, dao.node_url, database_url, log, **settings) as service:
        yield service


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def secret(dao: Dao) -> Dao:
    """Payments are decided in secret by persons; four members have keys of Semaphore's library."""
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    join = dao.contract(ContractName.HOLDER_TREE).functions.join
    secrets = [f"member {who}" for who in OTHERS]
    for who, commitment in zip(OTHERS, commitments_of(secrets), strict=True):
        dao.send(join(commitment), who)
    return dao


def commitment_of(dao: Dao, who: int) -> int:
    return int(dao.contract(ContractName.HOLDER_TREE).functions.commitmentOf(person_tag(who)).call())


def open_key_page(service: Service, open_as: Open, who: int, width: int = 1280) -> tuple[Page, TestWallet]:
    page, wallet = open_as(who, width=width)
    page.goto(f"{service.url}/accounts/{person(who).address}/ballot-key")
    connect(page, person(who).address)
    return page, wallet


class Keys(NamedTuple):
    file: Path


@pytest.fixture(scope="module")
def keys(secret: Dao, service: Service, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Member 3 has a key of a signature, member 4 one in a file."""
    service.wait_for_block(secret.web3.eth.block_number)
    folder = tmp_path_factory.mktemp("keys")
    with opening(browser, secret.node_url) as open_as:
        page, wallet = open_key_page(service, open_as, BY_SIGNATURE)
        expect(page.get_by_test_id("key-standing")).to_contain_text("no ballot key", timeout=SOON)
        page.get_by_test_id("key-sign").click()
        expect(page.get_by_test_id("key-status")).to_contain_text("The key is open", timeout=SOON)
        assert wallet.asked.count("eth_signTypedData_v4") == 2
        page.get_by_test_id("key-put").click()
        expect(page.get_by_test_id("key-status")).to_contain_text("is in the tree", timeout=SOON)

        page, _ = open_key_page(service, open_as, BY_FILE, width=320)
        page.get_by_text("Make a new file").click()
        page.get_by_test_id("new-passphrase").fill(PASSPHRASE)
        page.get_by_test_id("again").fill(PASSPHRASE)
        with page.expect_download() as download:
            page.get_by_test_id("key-make").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        open_file(page, path)
        expect(page.get_by_test_id("key-status")).to_contain_text("The key is open", timeout=SOON)
        page.get_by_test_id("key-put").click()
        expect(page.get_by_test_id("key-status")).to_contain_text("is in the tree", timeout=SOON)
    return Keys(path)


def open_file(page: Page, path: Path, passphrase: str = PASSPHRASE) -> None:
    if not page.get_by_test_id("key-file").is_visible():
        page.get_by_text("It is in a file").click()
    page.get_by_test_id("key-file").set_input_files(path)
    page.get_by_test_id("key-passphrase").fill(passphrase)
    page.get_by_test_id("key-open").click()


def propose(dao: Dao, service: Service, title: str) -> Flow:
    """A secret proposal whose vote is open."""
    flow = dao.propose(3, title, [dao.token.functions.transfer(person(37).address, 7)]).wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    return flow


def make_ballot(page: Page, choice: str) -> None:
    page.get_by_test_id(f"secret-{choice}").check()
    page.get_by_test_id("booth-make").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("The ballot is made", timeout=PROOF)


def test_a_key_of_a_signature_votes_with_whatever_account(
    secret: Dao, service: Service, keys: Keys, open_as: Open, tmp_path: Path
) -> None:
    dao = secret
    flow = propose(dao, service, "Pay the miller in secret")
    page, wallet = open_as(BY_SIGNATURE)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(BY_SIGNATURE).address)
    page.get_by_test_id("booth-sign").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("hides among 6 persons", timeout=SOON)
    make_ballot(page, "against")
    expect(page.get_by_test_id("booth-caution")).to_contain_text("account of your own iD")
    page.get_by_test_id("booth-submit").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("tick the box", timeout=SOON)
    assert "eth_sendTransaction" not in wallet.asked

    wallet.account = person(STRANGER)
    page.evaluate("(account) => __testWalletEmit('accountsChanged', [account])", person(STRANGER).address)
    expect(page.get_by_test_id("booth-caution")).to_be_hidden(timeout=SOON)
    page.get_by_test_id("booth-submit").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("The ballot is counted", timeout=SOON)
    assert dao.governor.functions.holderVotes(flow.id).call() == [1, 0, 0]
    (cast,) = dao.governor.events.SecretVoteCast.get_logs(from_block=0)
    assert dao.web3.eth.get_transaction(cast["transactionHash"])["from"] == person(STRANGER).address

    expect(page.get_by_test_id("booth-apart")).to_be_visible()
    expect(page.get_by_test_id("connect-wallet")).to_have_text("Connect wallet")
    with page.expect_download() as download:
        page.get_by_test_id("booth-receipt").click()
    receipt = tmp_path / "receipt.json"
    download.value.save_as(receipt)
    kept = json.loads(receipt.read_text())
    assert int(kept["nullifier"]) == cast["args"]["nullifier"]
    expect(page.get_by_test_id("secret-row")).to_have_count(1, timeout=SOON)
