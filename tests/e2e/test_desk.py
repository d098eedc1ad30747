"""The issuer's desk on the real contracts: offers, renewals and cases, by who may and by who may not."""

import base64
import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from eth_abi import encode
from eth_utils import keccak
from playwright.sync_api import Browser, Download, Page, expect
from web3 import Web3
from web3.exceptions import ContractLogicError

from tests.e2e.conftest import OUTSIDER
from tests.e2e.test_eligibility import order
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import DAY, Dao, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.qr import read_qr
from tests.helpers.service import Service
from tests.helpers.wallet import SmartWallet, TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ISSUER, GUARDIAN = 1, 17
OPEN, CLOSED = 1, 3


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
        self.holder = ""
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
        self.holder = self.page.get_by_test_id("desk-holder").input_value()
        self.page.get_by_test_id("offer-sign").click()

    def link(self) -> str:
        """The link of the signed offer, once it is there."""
        expect(self.page.get_by_test_id("offered-words")).to_contain_text(self.holder, timeout=SOON)
        expect(self.page.get_by_test_id("offered")).to_be_visible()
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
    assert (
        read_qr(browser, page.get_by_test_id("offer-qr").locator("svg").screenshot(caret="initial")) == link
    )
    assert link in text_of(desk.save("offer-save"))
    page.get_by_test_id("offer-copy").click()
    expect(page.get_by_test_id("offer-copied")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert page.get_by_test_id("desk-unique").input_value() == ""
    assert page.get_by_test_id("desk-salt").input_value() == salt
    assert "eth_sendTransaction" not in wallet.asked

    member, _ = open_as(10)
    service.wait_for_block(dao.web3.eth.block_number)
    member.goto(link)
    expect(member.get_by_test_id("offer-issuer")).to_have_attribute(
        "href", f"/issuers/{person(ISSUER).address}"
    )
    connect(member, holder)
    member.get_by_test_id("accept-button").click(timeout=SOON)
    expect(member.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
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


def test_nobody_but_an_accredited_issuer_works_at_the_desk(dao: Dao, service: Service, open_as: Open) -> None:
    for who in (OUTSIDER, 5):  # a stranger, and a member
        page, _ = open_as(who)
        Desk(page, service, person(who).address)
        expect(page.get_by_test_id("desk-standing")).to_contain_text("has not accredited", timeout=SOON)
        expect(page.get_by_test_id("offer-standing")).to_contain_text("can sign no offer")
        expect(page.get_by_test_id("notice-standing")).to_contain_text("can open no case")
        for form in ("offer-form", "notice-form"):
            expect(page.get_by_test_id(form)).to_be_hidden()


def test_an_issuer_opens_no_case_about_an_id_on_anothers_word(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    accredit(dao, schema, person(2).address)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(2)
    desk = Desk(page, service, person(2).address)
    for named, words in (
        (person(4).address, "stands on the word of"),
        (person(OUTSIDER).address, "There is no such iD"),
        ("0x12", "0x and 40 hexadecimal digits"),
    ):
        desk.type("id", named)
        desk.type("reason", "I think so.")
        page.get_by_test_id("reason-save").click()
        expect(page.get_by_test_id("error-id")).to_contain_text(words, timeout=SOON)
        expect(page.get_by_test_id("desk-id")).to_be_focused()
        expect(page.get_by_test_id("desk-reason")).to_have_value("I think so.")
        expect(page.get_by_test_id("notice-open")).to_be_disabled()


def test_the_last_offer_of_the_day_is_told_to_be_one_for_tomorrow(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    accredit(dao, schema, person(34).address, cap=1)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(34)
    desk = Desk(page, service, person(34).address)
    links = []
    for member in (20, 21):
        desk.type("holder", person(member).address)
        desk.type("tag", "0x" + person_tag(member).hex())
        desk.sign()
        links.append(desk.link())
        if member == 20:
            expect(page.get_by_test_id("offered-warning")).to_be_hidden()
            accept(dao, links[0], 20)
            service.wait_for_block(dao.web3.eth.block_number)
            expect(page.get_by_test_id("mandates")).to_contain_text(
                "All 1 new iDs of today are used", timeout=SOON
            )
    expect(page.get_by_test_id("offered-warning")).to_contain_text("from tomorrow on (00:00 UTC)")
    with pytest.raises(ContractLogicError):
        dao.roll.functions.attest(*offer_in(links[1])).call({"from": person(21).address})
    dao.travel(DAY)
    accept(dao, links[1], 21)
    assert dao.roll.functions.isHolder(person(21).address).call()


def test_what_the_term_or_the_roll_does_not_allow_is_told_at_its_field(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    accredit(dao, schema, person(35).address, days=10)
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(35)
    desk = Desk(page, service, person(35).address)
    today = dao.now - dao.now % DAY

    def day(number: int) -> str:
        return str(datetime.fromtimestamp(today + number * DAY, UTC).date())

    def complains(**fields: str) -> None:
        desk.sign()
        for name, words in fields.items():
            expect(page.get_by_test_id(f"error-{name}")).to_contain_text(words, timeout=SOON)

    complains(holder="0x and 40", tag="0x and an even number")
    desk.type("holder", person(22).address.swapcase().replace("0X", "0x"))
    desk.type("tag", "0x" + "00" * 31 + "01")
    desk.type("expires", day(5 * 365 + 2))
    desk.type("deadline", day(10 + 1))
    complains(
        holder="its checksum does not fit",
        tag="0 and 1 are no person tags",
        expires="An iD runs for 5 years at most",
        deadline="Your accreditation ends on",
    )
    desk.type("holder", person(22).address)
    desk.type("tag", "0x" + person_tag(22).hex())
    desk.type("expires", day(5))
    desk.type("deadline", day(6))
    complains(deadline="The iD would have run out by then")
    desk.type("expires", day(-1))
    complains(expires="This day is over")
    desk.type("expires", day(5 * 365 - 1))
    desk.type("deadline", day(9))
    wallet.reject = True
    desk.sign()
    desk.refused().to_contain_text("You declined in the wallet", timeout=SOON)
    expect(page.get_by_test_id("desk-holder")).to_have_value(person(22).address)
    wallet.reject = False
    desk.sign()
    accept(dao, desk.link(), 22)
    assert dao.roll.functions.attestationOf(person_tag(22)).call()[5] == today + 5 * 365 * DAY

    desk.type("holder", person(22).address)
    desk.type("expires", day(300))
    complains(expires="The iD has to run beyond")
    desk.type("holder", person(22).address)
    desk.type("tag", "0x" + person_tag(23).hex())
    desk.type("expires", day(5 * 365 - 1))
    complains(holder="holds an iD with another tag")


def test_an_accreditation_that_is_stopped_or_over_makes_no_offer(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    accredit(dao, schema, person(33).address, days=30)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(33)
    desk = Desk(page, service, person(33).address)
    expect(page.get_by_test_id("offer-form")).to_be_visible(timeout=SOON)
    dao.send(dao.issuers.functions.suspendIssuance(person(33).address, schema), GUARDIAN)
    service.wait_for_block(dao.web3.eth.block_number)
    expect(page.get_by_test_id("mandates")).to_contain_text("Stopped by the guardian until", timeout=SOON)
    expect(page.get_by_test_id("offer-form")).to_be_hidden()
    expect(page.get_by_test_id("notice-standing")).to_contain_text("can open no case")
    dao.travel(15 * DAY)
    service.wait_for_block(dao.web3.eth.block_number)
    page.reload()
    expect(page.get_by_test_id("offer-form")).to_be_visible(timeout=SOON)
    desk.type("holder", person(23).address)
    desk.type("tag", "0x" + person_tag(23).hex())
    order(dao, dao.issuers.functions.withdraw(person(33).address, schema))
    service.wait_for_block(dao.web3.eth.block_number)
    expect(page.get_by_test_id("mandates")).to_contain_text("Over since", timeout=SOON)
    expect(page.get_by_test_id("offer-form")).to_be_hidden()


def test_the_key_that_signs_for_an_issuer_makes_its_offers(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    accredit(dao, schema, person(32).address)
    dao.send(dao.issuers.functions.setSigner(schema, bytes.fromhex(person(31).address[2:])), 32)
    service.wait_for_block(dao.web3.eth.block_number)
    issuer, _ = open_as(32)
    Desk(issuer, service, person(32).address)
    expect(issuer.get_by_test_id("mandates")).to_contain_text("signed by another account", timeout=SOON)
    expect(issuer.get_by_test_id("offer-form")).to_be_hidden()
    expect(issuer.get_by_test_id("notice-form")).to_be_visible()
    page, _ = open_as(31)
    desk = Desk(page, service, person(31).address)
    desk.type("holder", person(24).address)
    desk.type("tag", "0x" + person_tag(24).hex())
    desk.sign()
    accept(dao, desk.link(), 24)
    assert dao.roll.functions.attestationOf(person_tag(24)).call()[1] == person(32).address
    expect(page.get_by_test_id("notice-standing")).to_contain_text("can open no case")


def test_a_lost_account_is_no_reason_for_a_second_id(dao: Dao, service: Service, open_as: Open) -> None:
    dao.attest(12)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(ISSUER)
    desk = Desk(page, service, person(ISSUER).address)
    desk.type("holder", person(13).address)
    desk.type("tag", "0x" + person_tag(12).hex())
    expect(page.get_by_test_id("note-tag")).to_contain_text("This person holds an iD already", timeout=SOON)
    desk.sign()
    desk.refused().to_contain_text("Confirm above that their account is lost", timeout=SOON)
    page.get_by_test_id("desk-recovery").check()
    desk.sign()
    link = desk.link()
    expect(page.get_by_test_id("offered-words")).to_contain_text("14 days to refuse")
    dao.send(dao.roll.functions.startRecovery(*offer_in(link), b""), 13)
    assert dao.roll.functions.recoveryOf(person_tag(12)).call()[0] == person(13).address


def test_a_case_that_nobody_appealed_is_concluded_from_the_desk(
    dao: Dao, service: Service, open_as: Open
) -> None:
    dao.attest(14)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(ISSUER)
    desk = Desk(page, service, person(ISSUER).address)
    desk.type("id", "0x" + person_tag(14).hex())
    desk.type("reason", "Moved into other hands.")
    page.get_by_test_id("desk-suspend").check()
    desk.save("reason-save")
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("open-case")).to_contain_text("The iD is suspended until", timeout=SOON)
    assert not dao.roll.functions.isHolder(person(14).address).call()
    dao.travel(14 * DAY)
    service.wait_for_block(dao.web3.eth.block_number)
    page.reload()
    expect(page.get_by_test_id("open-case")).to_contain_text("Nobody appealed in time", timeout=SOON)
    page.get_by_test_id("case-conclude").click()
    expect(page.get_by_test_id("cases-status")).to_contain_text("the iD has ended", timeout=SOON)
    expect(page.get_by_test_id("cases-standing")).to_have_text("No case of yours is open.", timeout=SOON)
    assert phase(dao, 14) == CLOSED
    record = service.get(f"/issuers/{person(ISSUER).address}")
    assert (record["cases"]["opened"], record["cases"]["upheld"], record["revoked"]) == (2, 1, 1)


def test_a_contract_wallet_is_an_issuer_like_any_other(
    dao: Dao, service: Service, open_as: Open, schema: bytes
) -> None:
    owner = person(30)
    code = creation_code("ERC1271WalletMock") + encode(["address"], [bytes.fromhex(owner.address[2:])])
    contract = Web3.to_checksum_address(send(dao.node_url, None, code)["contractAddress"])
    accredit(dao, schema, contract)
    dao.send(dao.roll.functions.openCase(person_tag(5), b"\1" * 32, False), ISSUER)  # not the contract's
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(30, SmartWallet(owner, dao.node_url, contract=contract))
    desk = Desk(page, service, contract)
    desk.type("holder", person(25).address)
    desk.type("tag", "0x" + person_tag(25).hex())
    desk.sign()
    link = desk.link()
    assert offer_in(link)[0][1] == contract
    accept(dao, link, 25)
    assert dao.roll.functions.attestationOf(person_tag(25)).call()[1] == contract
    service.wait_for_block(dao.web3.eth.block_number)
    desk.type("id", person(25).address)
    desk.type("reason", "By a contract.")
    desk.save("reason-save")
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("open-case")).to_have_count(1, timeout=SOON)
    assert phase(dao, 25) == OPEN
    page.get_by_test_id("case-withdraw").click()
    expect(page.get_by_test_id("cases-standing")).to_have_text("No case of yours is open.", timeout=SOON)
    assert phase(dao, 25) == CLOSED


@pytest.mark.parametrize("number", [1, 2])
def test_the_desk_breaks_no_accessibility_rule_in_either_theme(
    dao: Dao, service: Service, open_as: Open, number: int
) -> None:
    dao.attest(15 + number, days=20)
    service.wait_for_block(dao.web3.eth.block_number)
    for width in (320, 1280):
        page, _ = open_as(number, TestWallet(person(ISSUER), dao.node_url), width=width)
        page.goto(f"{service.url}/issuers/{person(ISSUER).address}")
        assert find_violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0
        page.goto(f"{service.url}/desk")
        assert find_violations(page) == []
        desk = Desk(page, service, person(ISSUER).address)
        page.get_by_text("Make the person tag here").click()
        desk.type("holder", person(18).address)
        desk.type("tag", "0x" + person_tag(18).hex())
        desk.sign()
        desk.link()
        expect(page.get_by_test_id("offered")).to_be_focused()
        expect(page.get_by_test_id("renewal").first).to_be_visible()
        assert find_violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0
