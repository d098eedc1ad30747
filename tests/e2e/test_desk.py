"""The issuer's desk on the real contracts: offers, renewals, cases; with keys, contract wallets and wrong accounts."""

import base64
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_abi import encode
from eth_utils import keccak
from playwright.sync_api import Browser, Download, Page, expect
from web3 import Web3
from web3.exceptions import ContractLogicError

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import OUTSIDER
from tests.e2e.test_eligibility import order
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import DAY, Dao, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect, opening
from tests.helpers.qr import read_qr
from tests.helpers.service import Service
from tests.helpers.wallet import SmartWallet, TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ISSUER, GUARDIAN = 1, 17
OPEN, CLOSED = 1, 3


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def schema(dao: Dao) -> bytes:
    """Uid of the schema of persons."""
    return bytes(dao.offer(10).schema)


def accredit(dao: Dao, schema: bytes, issuer: str, cap: int = 10, days: int = 365) -> None:
    order(dao, dao.issuers.functions.accredit(issuer, schema, dao.now + days * DAY, cap))


class Desk:
    """The page of somebody who works at the desk. `told` is all that the browser asked of the server."""

    def __init__(self, page: Page, service: Service, account: str, query: str = "") -> None:
        self.page = page
        self.told: list[str] = []
        page.on(
            "request", lambda request: self.told.append(f"{request.url} {request.post_data or ''}".lower())
        )
        page.goto(f"{service.url}/desk{query}")
        connect(page, account)

    def type(self, name: str, value: str) -> None:
        box = self.page.get_by_test_id(f"desk-{name}")
        box.fill(value)
        box.blur()

    def sign(self) -> None:
        self.page.get_by_test_id("offer-sign").click()

    def link(self) -> str:
        """The link of the signed offer, once it is there."""
        expect(self.page.get_by_test_id("offered")).to_be_visible(timeout=SOON)
        return self.page.get_by_test_id("offer-link").input_value()

    def save(self, button: str) -> Download:
        with self.page.expect_download() as download:
            self.page.get_by_test_id(button).click()
        return download.value

    def refused(self) -> Any:
        return expect(self.page.get_by_test_id("offer-status"))


def offer_in(link: str) -> tuple[tuple[Any, ...], str]:
    """The struct and the signature that a link holds."""
    code = link.partition("#offer=")[2]
    parts = json.loads(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)))
    return tuple(parts[3:10]), parts[10]


def accept(dao: Dao, link: str, holder: int) -> None:
    dao.send(dao.roll.functions.attest(*offer_in(link)), holder)


def text_of(download: Download) -> str:
    return Path(download.path()).read_text()


def phase(dao: Dao, who: int) -> int:
    return int(dao.roll.functions.caseOf(person_tag(who)).call()[1])


def test_an_offer_is_signed_handed_over_as_a_qr_code_and_accepted(
    dao: Dao, service: Service, open_as: Open, browser: Browser
) -> None:
    holder = person(10).address
    page, wallet = open_as(ISSUER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(page, service, person(ISSUER).address)
    expect(page.get_by_test_id("mandates").locator("li")).to_have_count(2, timeout=SOON)
    expect(page.get_by_test_id("mandates")).to_contain_text("of 40 new iDs used today")
    desk.type("holder", holder)
    expect(page.get_by_test_id("note-holder")).to_contain_text("never held an iD")
    page.get_by_text("Make the person tag here").click()
    page.get_by_test_id("salt-new").click()
    desk.type("unique", "  Valley ﬁle   n° 17 ")
    salt = page.get_by_test_id("desk-salt").input_value()
    unique = " ".join(unicodedata.normalize("NFKC", "Valley ﬁle n° 17").split()).upper()
    tag = "0x" + keccak(encode(["bytes32", "string"], [bytes.fromhex(salt[2:]), unique])).hex()
    expect(page.get_by_test_id("desk-tag")).to_have_value(tag)
    assert salt in text_of(desk.save("salt-save"))
    desk.sign()
    link = desk.link()
    assert link.startswith(f"{service.url}/accept#offer=")
    expect(page.get_by_test_id("offered-words")).to_contain_text("A new iD begins")
    expect(page.get_by_test_id("offered-warning")).to_be_hidden()
    assert read_qr(browser, page.get_by_test_id("offer-qr").locator("svg").screenshot()) == link
    assert link in text_of(desk.save("offer-save"))
    page.get_by_test_id("offer-copy").click()
    expect(page.get_by_test_id("offer-copied")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert page.get_by_test_id("desk-unique").input_value() == ""
    assert page.get_by_test_id("desk-salt").input_value() == salt
    assert "eth_sendTransaction" not in wallet.asked

    accept(dao, link, 10)
    assert dao.roll.functions.isHolder(holder).call()
    assert dao.roll.functions.personTagOf(holder).call().hex() == tag[2:]
    for secret in (holder, tag, salt, "valley", "offer="):
        assert not [url for url in desk.told if secret.lower() in url], secret
    assert (
        page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])").find(
            salt
        )
        < 0
    )
    service.wait_for_block(dao.web3.eth.block_number)
    expect(page.get_by_test_id("mandates")).to_contain_text("1 of 40 new iDs used today", timeout=SOON)


def test_an_id_that_runs_out_soon_is_renewed(dao: Dao, service: Service, open_as: Open) -> None:
    dao.attest(11, days=20)
    before = dao.roll.functions.attestationOf(person_tag(11)).call()
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(ISSUER)
    desk = Desk(page, service, person(ISSUER).address)
    renewal = page.get_by_test_id("renewal")
    expect(renewal).to_have_count(1, timeout=SOON)
    expect(renewal).to_contain_text("runs out in 19 days")
    renewal.get_by_role("button").click()
    expect(page.get_by_test_id("desk-holder")).to_have_value(person(11).address)
    expect(page.get_by_test_id("desk-tag")).to_have_value("0x" + person_tag(11).hex())
    expect(page.get_by_test_id("note-holder")).to_contain_text("the offer renews it")
    desk.sign()
    link = desk.link()
    expect(page.get_by_test_id("offered-words")).to_contain_text("renewed when the holder accepts")
    accept(dao, link, 11)
    after = dao.roll.functions.attestationOf(person_tag(11)).call()
    assert after[4] == before[4]
    assert after[5] > before[5] + 300 * DAY
    service.wait_for_block(dao.web3.eth.block_number)
    expect(page.get_by_test_id("nothing-runs-out")).to_be_visible(timeout=SOON)


def test_a_case_is_opened_with_a_commitment_that_its_file_opens_and_is_taken_back(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, wallet = open_as(ISSUER)
    desk = Desk(page, service, person(ISSUER).address)
    expect(page.get_by_test_id("cases-standing")).to_have_text("No case of yours is open.", timeout=SOON)
    desk.type("id", person(3).address)
    page.get_by_test_id("desk-ground").select_option(index=0)
    reason = "Two documents of one person, Ünal & Unal. <b>Files 7 and 12.</b>"
    desk.type("reason", reason)
    expect(page.get_by_test_id("notice-open")).to_be_disabled()
    file = json.loads(text_of(desk.save("reason-save")))
    expect(page.get_by_test_id("notice-commitment")).to_contain_text(file["commitment"])
    desk.type("reason", reason + " And 13.")
    expect(page.get_by_test_id("notice-open")).to_be_disabled()
    desk.type("reason", reason)
    again = json.loads(text_of(desk.save("reason-save")))
    assert again["salt"] != file["salt"]
    wallet.reject = True
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("notice-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    wallet.reject = False
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("notice-status")).to_contain_text("The case is open", timeout=SOON)

    (opened,) = (
        log["args"]
        for log in dao.roll.events.CaseOpened.get_logs(from_block=0)
        if log["args"]["personTag"] == person_tag(3)
    )
    facts = [bytes.fromhex(again[name][2:]) for name in ("personTag", "ground", "evidenceHash", "salt")]
    moment = dao.roll.functions.caseOf(person_tag(3)).call()[3]
    assert dao.roll.functions.reasonCommitment(*facts, moment).call() == opened["reasonCommitment"]
    assert again["commitment"] == "0x" + opened["reasonCommitment"].hex()
    assert (again["reason"], facts[2]) == (reason, keccak(text=reason))
    assert (again["holder"], again["personTag"]) == (person(3).address, "0x" + person_tag(3).hex())
    for secret in ("documents", again["salt"][2:], person(3).address, person_tag(3).hex()):
        assert not [url for url in desk.told if secret.lower() in url], secret

    case = page.get_by_test_id("open-case")
    expect(case).to_have_count(1, timeout=SOON)
    expect(case).to_contain_text("The holder may appeal until")
    assert phase(dao, 3) == OPEN
    dao.send(dao.roll.functions.appeal(person_tag(3)), 3)
    service.wait_for_block(dao.web3.eth.block_number)
    expect(case).to_contain_text("the members decide by a proposal, you do not", timeout=SOON)
    expect(page.get_by_test_id("case-conclude")).to_have_count(0)
    page.get_by_test_id("case-withdraw").click()
    expect(page.get_by_test_id("cases-status")).to_contain_text("The case is taken back", timeout=SOON)
    expect(page.get_by_test_id("cases-standing")).to_have_text("No case of yours is open.", timeout=SOON)
    assert phase(dao, 3) == CLOSED
    assert dao.roll.functions.isHolder(person(3).address).call()

    desk.type("id", person(3).address)
    desk.type("reason", "Once more.")
    page.get_by_test_id("reason-save").click()
    expect(page.get_by_test_id("notice-status")).to_contain_text("An issuer has opened a case", timeout=SOON)
    expect(page.get_by_test_id("notice-open")).to_be_disabled()
