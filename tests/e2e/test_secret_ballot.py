"""A member's secret ballot from the browser: the key, the proof, the handing in, the receipt."""

import json
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_account.messages import encode_typed_data
from eth_keys.backends.native.jacobian import fast_multiply
from eth_keys.constants import SECPK1_G, SECPK1_N
from eth_utils import keccak
from playwright.sync_api import Browser, Error, Page, Route, expect

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import OUTSIDER
from tests.e2e.test_eligibility import order
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import FOR, Dao, Flow, eventually, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect, opening
from tests.helpers.relay import Relay
from tests.helpers.semaphore import commitments_of
from tests.helpers.service import Service, serving
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.timeout(300)]

BY_SIGNATURE, BY_FILE, OTHERS, LATE = 3, 4, range(5, 9), 9
STRANGER, COURIER = 30, 31
"""Have ether, and nothing to do with the DAO."""
PROOF = 60_000
PASSPHRASE = "seven quiet herons"
WATCH_PROGRESS = """() => {
  const bar = document.querySelector("[data-testid=booth-progress]");
  window.shares = [];
  const note = () => { if (!bar.hidden) window.shares.push(bar.value); };
  new MutationObserver(note).observe(bar, { attributes: true });
}"""


@pytest.fixture(scope="module")
def relay(dao: Dao, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """Not started yet."""
    relay = Relay(dao, tmp_path_factory.mktemp("relay"), {"relay_origins": "*"})
    yield relay
    relay.stop()


@pytest.fixture(scope="module")
def service(
    dao: Dao, relay: Relay, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    log = tmp_path_factory.mktemp("service") / "log"
    settings = {"secret_minimum": 5, "relays": relay.url}
    with serving(dao.deployment_path, dao.node_url, database_url, log, **settings) as service:
        yield service


@pytest.fixture(scope="module")
def secret(dao: Dao) -> Dao:
    """Payments are decided in secret by persons; four members have keys of Semaphore's library."""
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    join = dao.contract(ContractName.HOLDER_TREE).functions.join
    names = [f"member {who}" for who in OTHERS]
    for who, commitment in zip(OTHERS, commitments_of(names), strict=True):
        dao.send(join(commitment), who)
    return dao


def commitment_of(dao: Dao, who: int) -> int:
    return int(dao.contract(ContractName.HOLDER_TREE).functions.commitmentOf(person_tag(who)).call())


def open_key_page(service: Service, open_as: Open, who: int, width: int = 1280) -> tuple[Page, TestWallet]:
    page, wallet = open_as(who, width=width)
    page.goto(f"{service.url}/accounts/{person(who).address}/ballot-key")
    connect(page, person(who).address)
    return page, wallet


@pytest.fixture(scope="module")
def key_file(
    secret: Dao, service: Service, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Member 3 has a key of a signature, member 4 one in this file; both are in the tree."""
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
    return path


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


def open_booth(service: Service, open_as: Open, flow: Flow, who: int, **more: Any) -> tuple[Page, TestWallet]:
    """The proposal's page, with the account of `who` connected."""
    page, wallet = open_as(who, **more)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, wallet.address)
    expect(page.get_by_test_id("secret-box")).to_be_visible()
    return page, wallet


def choose_account(page: Page, wallet: TestWallet, who: int) -> None:
    """In the wallet, as its owner does."""
    wallet.account = person(who)
    page.evaluate("(account) => __testWalletEmit('accountsChanged', [account])", person(who).address)
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(person(who).address[-4:])


def open_by_signature(page: Page) -> None:
    page.get_by_test_id("booth-sign").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("The key is open", timeout=SOON)


def make_ballot(page: Page, choice: str) -> None:
    page.get_by_test_id(f"secret-{choice}").check()
    page.get_by_test_id("booth-make").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("The ballot is made", timeout=PROOF)


def save(page: Page, button: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_test_id(button).click()
    download.value.save_as(path)
    return path


def said(page: Page, words: str) -> None:
    expect(page.get_by_test_id("booth-status")).to_contain_text(words, timeout=SOON)


def cast_on(dao: Dao, flow: Flow) -> list[Any]:
    return list(
        dao.governor.events.SecretVoteCast.get_logs(from_block=0, argument_filters={"proposalId": flow.id})
    )


def from_chain(dao: Dao, flow: Flow, cast: Any) -> dict[str, Any]:
    """The receipt that anybody can write of a ballot on the chain: the voter's own says no more."""
    return {
        "format": "lexiarch ballot receipt",
        "version": 1,
        "chainId": dao.deployment.chain_id,
        "governor": dao.governor.address.lower(),
        "proposal": str(flow.id),
        "support": cast["args"]["support"],
        "nullifier": str(cast["args"]["nullifier"]),
        "txHash": cast["transactionHash"].to_0x_hex(),
    }


def test_a_key_of_a_signature_votes_with_whatever_account(
    secret: Dao, service: Service, key_file: Path, open_as: Open, tmp_path: Path
) -> None:
    flow = propose(secret, service, "Pay the miller in secret")
    page, wallet = open_booth(service, open_as, flow, BY_SIGNATURE)
    open_by_signature(page)
    said(page, "hides among 6 persons")
    make_ballot(page, "against")
    expect(page.get_by_test_id("booth-caution")).to_contain_text("account of your own iD")
    page.get_by_test_id("booth-submit").click()
    said(page, "tick the box")
    choose_account(page, wallet, OTHERS[0])
    expect(page.get_by_test_id("booth-caution")).to_contain_text("has or had an iD here", timeout=SOON)
    assert "eth_sendTransaction" not in wallet.asked

    choose_account(page, wallet, STRANGER)
    expect(page.get_by_test_id("booth-caution")).to_be_hidden(timeout=SOON)
    page.get_by_test_id("booth-submit").click()
    said(page, "The ballot is counted")
    assert secret.governor.functions.holderVotes(flow.id).call() == [1, 0, 0]
    (cast,) = cast_on(secret, flow)
    assert secret.web3.eth.get_transaction(cast["transactionHash"])["from"] == person(STRANGER).address

    expect(page.get_by_test_id("booth-apart")).to_be_visible()
    expect(page.get_by_test_id("connect-wallet")).to_have_text("Connect wallet")
    expect(page.get_by_test_id("secret-row")).to_have_count(1, timeout=SOON)
    receipt = save(page, "booth-receipt", tmp_path / "receipt.json")
    kept = json.loads(receipt.read_text())
    assert kept == from_chain(secret, flow, cast)

    page, _ = open_booth(service, open_as, flow, COURIER)
    forged = tmp_path / "forged.json"
    missing = tmp_path / "missing.json"
    forged.write_text(json.dumps(kept | {"support": FOR}))
    missing.write_text(json.dumps(kept | {"nullifier": "1"}))
    page.get_by_text("Check a receipt").click()
    for file, words in (
        (receipt, "Counted: Against"),
        (forged, "not what the receipt says"),
        (missing, "No ballot"),
    ):
        page.get_by_test_id("kept-file").set_input_files(file)
        page.get_by_test_id("kept-check").click()
        said(page, words)
    page.get_by_text("Hand in somebody’s ballot").click()
    page.get_by_test_id("given-file").set_input_files(receipt)
    page.get_by_test_id("given-open").click()
    said(page, "no file with a secret ballot")  # a receipt votes for nobody


def test_a_key_in_a_file_makes_a_ballot_that_somebody_else_hands_in(
    secret: Dao, service: Service, key_file: Path, open_as: Open, tmp_path: Path
) -> None:
    flow = propose(secret, service, "Pay the baker in secret")
    page, wallet = open_booth(service, open_as, flow, STRANGER, width=320)
    open_file(page, key_file, "seven loud herons")
    said(page, "The passphrase is not the one of this file")
    open_file(page, key_file)
    said(page, "hides among 6 persons")
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate(WATCH_PROGRESS)
    make_ballot(page, "for")
    shares = page.evaluate("window.shares")
    assert len(set(shares)) > 10
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] <= 1
    expect(page.get_by_test_id("booth-progress")).to_be_hidden()
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    ballot = save(page, "booth-save", tmp_path / "ballot.json")
    assert "eth_sendTransaction" not in wallet.asked
    assert set(json.loads(ballot.read_text())) == {
        *("format", "version", "chainId", "governor", "proposal", "support", "nullifier", "points")
    }

    courier, _ = open_booth(service, open_as, flow, COURIER)
    courier.get_by_text("Hand in somebody’s ballot").click()
    courier.get_by_test_id("given-file").set_input_files(ballot)
    courier.get_by_test_id("given-open").click()
    said(courier, "The ballot says For")
    courier.get_by_test_id("booth-submit").click()
    said(courier, "The ballot is counted")
    assert secret.governor.functions.holderVotes(flow.id).call() == [0, 1, 0]
    (cast,) = cast_on(secret, flow)
    assert secret.web3.eth.get_transaction(cast["transactionHash"])["from"] == person(COURIER).address

    page.get_by_test_id("booth-submit").click()
    said(page, "is counted already")
    page.once("dialog", lambda dialog: dialog.accept())  # it warns that a ballot would be lost
    page.reload()
    open_file(page, key_file)
    said(page, "Your ballot is counted already: For")


def test_a_relay_hands_in_what_it_is_given(
    secret: Dao, service: Service, key_file: Path, open_as: Open, relay: Relay, tmp_path: Path
) -> None:
    flow = propose(secret, service, "Pay the glazier in secret")
    page, wallet = open_booth(service, open_as, flow, BY_SIGNATURE, width=320)
    open_by_signature(page)
    make_ballot(page, "for")
    page.get_by_test_id("booth-way").select_option(relay.url)
    expect(page.get_by_test_id("booth-caution")).to_be_hidden(timeout=SOON)
    page.get_by_test_id("booth-delay").select_option("21600")
    relay.start()
    page.get_by_test_id("booth-submit").click()
    said(page, "The relay has taken the ballot, and it is not counted yet")
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    receipt = save(page, "booth-receipt", tmp_path / "receipt.json")
    ballot = save(page, "booth-save-given", tmp_path / "ballot.json")
    assert cast_on(secret, flow) == []

    page, _ = open_booth(service, open_as, flow, STRANGER)
    page.get_by_text("Check a receipt").click()
    page.get_by_test_id("kept-file").set_input_files(receipt)
    page.get_by_test_id("kept-check").click()
    said(page, "No ballot of this receipt is counted")
    page.get_by_text("Hand in somebody’s ballot").click()
    page.get_by_test_id("given-file").set_input_files(ballot)
    page.get_by_test_id("given-open").click()
    said(page, "The ballot says For")
    relay.kill()  # and what it held is lost
    relay.start()
    page.get_by_test_id("booth-way").select_option(relay.url)
    page.get_by_test_id("booth-submit").click()
    expect(page.get_by_test_id("booth-status")).to_contain_text("The ballot is counted", timeout=30_000)
    (cast,) = cast_on(secret, flow)
    assert secret.web3.eth.get_transaction(cast["transactionHash"])["from"] == relay.account.address
    assert "eth_sendTransaction" not in wallet.asked
    page.get_by_test_id("kept-file").set_input_files(receipt)
    page.get_by_test_id("kept-check").click()
    said(page, "Counted: For")


def refuse(status: int, code: str, message: str) -> Callable[[Route], None]:
    """A relay that answers so, in English, whatever it is asked."""
    error = {"error": {"code": code, "message": message, "remedy": "Send it by another relay."}}
    headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
    return lambda route: route.fulfill(status=status, json=error, headers=headers)


def test_a_relay_that_refuses_or_is_silent_loses_nothing(
    secret: Dao, service: Service, key_file: Path, browser: Browser, relay: Relay, tmp_path: Path
) -> None:
    flow = propose(secret, service, "Pay the turner in secret")
    page = without_complaints(browser, secret, STRANGER)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(STRANGER).address)
    open_file(page, key_file)
    said(page, "The key is open")
    make_ballot(page, "against")
    relay.stop()
    page.get_by_test_id("booth-way").select_option(relay.url)
    page.get_by_test_id("booth-submit").click()
    said(page, "The relay does not answer")
    off = page.get_by_test_id("booth-relay-off")
    expect(off).to_contain_text("The ballot is not lost, and you need no relay")
    assert find_violations(page) == []
    saved = json.loads(save(page, "booth-save-refused", tmp_path / "ballot.json").read_text())
    assert saved["proposal"] == str(flow.id)
    page.route(f"{relay.url}/**", refuse(503, "FundsLow", "This relay's account has too little to pay."))
    page.get_by_test_id("booth-submit").click()
    said(page, "The relay does not take it: its account has too little to pay the fee.")
    page.unroute(f"{relay.url}/**")
    page.route(f"{relay.url}/**", refuse(409, "BallotBoxNotFrozen", "No tree is frozen for this proposal."))
    page.get_by_test_id("booth-submit").click()
    said(page, "The relay refuses it. No tree of persons is frozen for this proposal")
    page.get_by_test_id("booth-other-way").click()
    expect(off).to_be_hidden()
    expect(page.get_by_test_id("booth-way")).to_be_focused()
    expect(page.get_by_test_id("booth-way")).to_have_value("")
    page.get_by_test_id("booth-submit").click()
    said(page, "The ballot is counted")
    assert secret.governor.functions.holderVotes(flow.id).call() == [1, 0, 0]
    page.context.close()


def test_a_ballot_of_another_proposal_or_changed_is_refused_and_the_true_one_still_counts(
    secret: Dao, service: Service, key_file: Path, open_as: Open, tmp_path: Path
) -> None:
    first = propose(secret, service, "Pay the cooper in secret")
    second = propose(secret, service, "Pay the weaver in secret")
    page, _ = open_booth(service, open_as, first, STRANGER)
    open_file(page, key_file)
    said(page, "The key is open")
    make_ballot(page, "abstain")
    ballot = save(page, "booth-save", tmp_path / "ballot.json")
    other = tmp_path / "other.json"
    other.write_text(
        json.dumps(json.loads(ballot.read_text()) | {"proposal": str(second.id), "support": FOR})
    )
    flipped = tmp_path / "flipped.json"
    flipped.write_text(json.dumps(json.loads(ballot.read_text()) | {"support": FOR}))

    page, _ = open_booth(service, open_as, first, COURIER)
    page.get_by_text("Hand in somebody’s ballot").click()
    for file, words in ((other, "for another proposal"), (key_file, "no file with a secret ballot")):
        page.get_by_test_id("given-file").set_input_files(file)
        page.get_by_test_id("given-open").click()
        said(page, words)
    page.get_by_test_id("given-file").set_input_files(flipped)
    page.get_by_test_id("given-open").click()
    said(page, "The ballot says For")
    page.get_by_test_id("booth-submit").click()
    said(page, "does not show that a person of the frozen tree made this choice")
    page.get_by_test_id("given-file").set_input_files(ballot)
    page.get_by_test_id("given-open").click()
    page.get_by_test_id("booth-submit").click()
    said(page, "The ballot is counted")
    assert secret.governor.functions.holderVotes(first.id).call() == [0, 0, 1]
    assert secret.governor.functions.holderVotes(second.id).call() == [0, 0, 0]


def test_chance_picks_the_moment(secret: Dao, service: Service, key_file: Path, open_as: Open) -> None:
    flow = propose(secret, service, "Pay the ferryman in secret")
    page, _ = open_as(STRANGER)
    page.clock.install()
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(STRANGER).address)
    open_file(page, key_file)
    said(page, "The key is open")
    make_ballot(page, "for")
    page.get_by_test_id("booth-delay").select_option("21600")
    page.get_by_test_id("booth-submit").click()
    said(page, "at some moment before")
    page.clock.run_for(500)
    assert cast_on(secret, flow) == []
    expect(page.get_by_test_id("booth-now")).to_be_visible()
    page.clock.fast_forward(21_600_000)

    def is_cast() -> bool:
        page.clock.run_for(500)  # the page's clock stands still between these, and its wallet waits, too
        return len(cast_on(secret, flow)) == 1

    eventually(is_cast, 60, what="handing in")
    page.clock.run_for(5_000)
    said(page, "The ballot is counted")


def test_who_came_after_the_freeze_is_told_so(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    flow = propose(secret, service, "Pay the potter in secret")
    secret.attest(LATE)
    page, _ = open_booth(service, open_as, flow, LATE)
    page.get_by_test_id("booth-sign").click()
    said(page, "You had no ballot key in the tree when it was frozen")
    page, _ = open_booth(service, open_as, flow, OUTSIDER)
    page.get_by_test_id("booth-sign").click()
    said(page, "never had an iD")
    page, wallet = open_booth(service, open_as, flow, OTHERS[0])
    page.get_by_test_id("booth-sign").click()
    said(page, "was not made with this wallet’s signature")
    wallet.reject = True
    page.get_by_test_id("booth-sign").click()
    said(page, "You declined in the wallet")


def test_a_replaced_key_counts_in_later_votes_and_the_old_one_where_it_was_frozen(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    earlier = propose(secret, service, "Pay the tanner in secret")
    former = commitment_of(secret, BY_SIGNATURE)
    page, wallet = open_key_page(service, open_as, BY_SIGNATURE)
    status = page.get_by_test_id("key-status")
    page.get_by_test_id("key-check").click()
    expect(status).to_contain_text("opens the key that is in the tree", timeout=SOON)
    page.get_by_test_id("key-sign").click()
    expect(status).to_contain_text("It is not the one in the tree", timeout=SOON)
    page.get_by_test_id("key-put").click()
    expect(status).to_contain_text("is in the tree", timeout=SOON)
    assert commitment_of(secret, BY_SIGNATURE) not in (0, former)
    later = propose(secret, service, "Pay the smith in secret")
    for flow in (earlier, later):
        page, wallet = open_booth(service, open_as, flow, BY_SIGNATURE)
        open_by_signature(page)
        assert wallet.asked.count("eth_signTypedData_v4") == 1


def without_complaints(browser: Browser, dao: Dao, who: int) -> Page:
    """A page in which something is refused that the browser reports as an error."""
    page = browser.new_context().new_page()
    TestWallet(person(who), dao.node_url).install(page)
    return page


def change_answers(page: Page, pattern: str, change: Any) -> None:
    """The server's answers to a kind of address, changed on the way."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    page.route(re.compile(pattern), answer)


def test_a_tree_that_is_not_the_one_on_chain_is_used_for_nothing(
    secret: Dao, service: Service, key_file: Path, browser: Browser
) -> None:
    flow = propose(secret, service, "Pay the fuller in secret")
    page = without_complaints(browser, secret, STRANGER)

    def with_one_of_its_own(body: bytes) -> bytes:
        tree = json.loads(body)
        tree["leaves"][3] = f"0x{7:064x}"
        return json.dumps(tree).encode()

    change_answers(page, "/proposals/[0-9]+/tree$", with_one_of_its_own)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(STRANGER).address)
    open_file(page, key_file)
    said(page, "is not the one on the chain")
    expect(page.get_by_test_id("booth-choice")).to_be_hidden()
    page.unroute_all()
    open_file(page, key_file)
    said(page, "The key is open")
    page.context.close()


def test_a_circuit_that_is_not_the_pinned_one_is_used_for_nothing(
    secret: Dao, service: Service, key_file: Path, browser: Browser
) -> None:
    flow = propose(secret, service, "Pay the dyer in secret")
    page = without_complaints(browser, secret, STRANGER)
    change_answers(page, "[.]zkey$", lambda body: body[:-1] + bytes([body[-1] ^ 1]))
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(STRANGER).address)
    open_file(page, key_file)
    said(page, "The key is open")
    page.get_by_test_id("secret-for").check()
    page.get_by_test_id("booth-make").click()
    said(page, "is not the one it should be")
    page.context.close()


def test_the_prover_can_connect_to_nothing(
    secret: Dao, service: Service, key_file: Path, browser: Browser
) -> None:
    flow = propose(secret, service, "Pay the mason in secret")
    page = without_complaints(browser, secret, STRANGER)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(STRANGER).address)
    open_file(page, key_file)
    said(page, "The key is open")
    (worker,) = page.workers
    tried = """async () => {
        const ways = {
            fetch: () => fetch("/health"),
            import: () => import("/static/main.js"),
            script: async () => importScripts("/static/main.js"),
            socket: () => new Promise((done, fail) => {
                const socket = new WebSocket(`ws://${location.host}/`);
                socket.onopen = done; socket.onerror = () => fail(new Error("refused"));
            }),
            elsewhere: () => fetch("http://127.0.0.1:1/"),
        };
        const answers = {};
        for (const [name, way] of Object.entries(ways)) {
            answers[name] = await way().then(() => "connected", () => "refused");
        }
        return answers;
    }"""
    assert set(worker.evaluate(tried).values()) == {"refused"}
    assert page.evaluate("fetch('/health').then(({ status }) => status)") == 200
    with pytest.raises(Error, match=r"unsafe-eval|violates|CompileError"):
        page.evaluate("WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))")
    page.context.close()


class FickleWallet(TestWallet):
    """Signs with another nonce each time, as wallets of shared keys may."""

    def _signed(self, method: str, params: list[Any]) -> dict[str, Any]:
        if method != "eth_signTypedData_v4":
            return super()._signed(method, params)
        message = encode_typed_data(full_message=json.loads(params[1]))
        digest = int.from_bytes(keccak(b"\x19" + message.version + message.header + message.body), "big")
        nonce = secrets.randbelow(SECPK1_N - 1) + 1
        x, y = fast_multiply(SECPK1_G, nonce)
        r = x % SECPK1_N
        s = pow(nonce, -1, SECPK1_N) * (digest + r * int.from_bytes(self.account.key, "big")) % SECPK1_N
        odd = (y % 2) ^ (s > SECPK1_N // 2)
        s = min(s, SECPK1_N - s)
        return {"result": f"0x{r:064x}{s:064x}{27 + odd:02x}"}


def test_only_wallets_that_sign_alike_each_time_make_keys_of_signatures(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    fickle = FickleWallet(person(OTHERS[1]), secret.node_url)
    page, _ = open_as(OTHERS[1], wallet=fickle)
    page.goto(f"{service.url}/accounts/{fickle.address}/ballot-key")
    connect(page, fickle.address)
    page.get_by_test_id("key-sign").click()
    expect(page.get_by_test_id("key-status")).to_contain_text("differently each time", timeout=SOON)
    expect(page.get_by_test_id("key-put")).to_be_hidden()
    assert fickle.asked.count("eth_signTypedData_v4") == 2


def test_passphrases_are_long_typed_twice_or_suggested(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    page, _ = open_key_page(service, open_as, OTHERS[2], width=320)
    status = page.get_by_test_id("key-status")
    page.get_by_text("Make a new file").click()
    page.get_by_test_id("new-passphrase").fill("too short")
    page.get_by_test_id("key-make").click()
    expect(status).to_contain_text("12 characters at least")
    page.get_by_test_id("new-passphrase").fill(PASSPHRASE)
    page.get_by_test_id("again").fill(PASSPHRASE + "x")
    page.get_by_test_id("key-make").click()
    expect(status).to_contain_text("not the same")
    page.get_by_test_id("key-suggest").click()
    expect(page.get_by_test_id("suggested")).to_have_text(re.compile(r"^([a-z2-9]{5}-){3}[a-z2-9]{5}$"))
    suggested = page.get_by_test_id("suggested").inner_text()
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    with page.expect_download() as download:
        page.get_by_test_id("key-make").press("Enter")
    expect(status).to_contain_text("The file is saved", timeout=SOON)
    open_file(page, Path(download.value.path()), suggested)
    expect(status).to_contain_text("It is not the one in the tree", timeout=SOON)


def test_another_accounts_page_offers_no_key(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    page, _ = open_as(STRANGER)
    page.goto(f"{service.url}/accounts/{person(BY_FILE).address}/ballot-key")
    connect(page, person(STRANGER).address)
    expect(page.get_by_test_id("key-standing")).to_contain_text("another account", timeout=SOON)
    expect(page.get_by_test_id("key-sign")).to_be_hidden()


def test_the_booth_is_used_with_keys_alone(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    flow = propose(secret, service, "Pay the joiner in secret")
    page, wallet = open_booth(service, open_as, flow, BY_SIGNATURE)
    expect(page.get_by_test_id("booth-sign")).to_be_visible(timeout=SOON)
    page.get_by_test_id("booth-sign").focus()
    page.keyboard.press("Enter")
    said(page, "The key is open")
    expect(page.get_by_role("heading", name="2. Make the ballot")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("booth-status")).to_contain_text("The ballot is made: Against", timeout=PROOF)
    expect(page.get_by_role("heading", name="3. Hand it in")).to_be_focused()
    choose_account(page, wallet, STRANGER)
    page.get_by_test_id("booth-submit").focus()
    page.keyboard.press("Enter")
    said(page, "The ballot is counted")
    expect(page.get_by_role("heading", name="Keep the receipt")).to_be_focused()


def test_who_left_after_the_freeze_still_votes(
    secret: Dao, service: Service, key_file: Path, open_as: Open
) -> None:
    flow = propose(secret, service, "Pay the carter in secret")
    secret.send(secret.roll.functions.exit(), BY_SIGNATURE)
    page, wallet = open_booth(service, open_as, flow, BY_SIGNATURE)
    open_by_signature(page)
    make_ballot(page, "for")
    choose_account(page, wallet, STRANGER)
    page.get_by_test_id("booth-submit").click()
    said(page, "The ballot is counted")
    assert secret.governor.functions.holderVotes(flow.id).call() == [0, 1, 0]
