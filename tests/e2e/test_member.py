"""A member's own place: appeal, recovery, the secret-ballot commitment, leaving, and the data."""

import csv
import json
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from web3 import Web3

from lexiarch.domain import cases, recoveries
from lexiarch.domain.deployment import ContractName
from tests.e2e.test_accept import changed, signed
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import DAY, FOR, Dao, address_of, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]

FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617


def visit(page: Page, service: Service, dao: Dao, member: int, name: str = "id") -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    page.goto(f"{service.url}/accounts/{person(member).address}/{name}")


def open_case(dao: Dao, member: int) -> None:
    """Notice by the issuer."""
    dao.send(dao.roll.functions.openCase(person_tag(member), b"\1" * 32, False), 1)


def test_the_terms_that_pages_tell_are_those_of_the_contracts(dao: Dao) -> None:
    roll = dao.roll.functions
    assert roll.APPEAL_WINDOW().call() == cases.APPEAL_WINDOW
    assert roll.DECISION_TIME().call() == cases.DECISION_TIME
    assert roll.SUSPENSION().call() == cases.SUSPENSION
    assert roll.RECOVERY_DELAY().call() == recoveries.RECOVERY_DELAY
    assert roll.VETO_REST().call() == recoveries.VETO_REST


def test_the_wallets_menu_leads_to_ones_own_id_and_another_account_is_told(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(3)
    visit(page, service, dao, 4)
    expect(page.get_by_test_id("exit-button")).to_be_hidden()
    connect(page, person(3).address)
    expect(page.get_by_test_id("member-standing")).to_contain_text("another account", timeout=SOON)
    page.get_by_test_id("exit-steps").locator("summary").click()
    expect(page.get_by_test_id("exit-button")).to_be_hidden()
    expect(page.get_by_test_id("commitment-form")).to_be_hidden()
    page.get_by_test_id("connect-wallet").click()
    page.get_by_test_id("own-id").get_by_role("link").click()
    expect(page.get_by_test_id("id-address")).to_have_text(person(3).address)
    expect(page.get_by_test_id("member-standing")).to_contain_text("shows this account", timeout=SOON)


def test_a_member_appeals(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(5)
    visit(page, service, dao, 5)
    connect(page, person(5).address)
    expect(page.get_by_test_id("appeal")).to_be_hidden()
    open_case(dao, 5)
    expect(page.get_by_test_id("appeal-state")).to_contain_text("You can appeal until", timeout=SOON)
    button = page.get_by_test_id("appeal-button")
    expect(button).to_be_enabled(timeout=SOON)
    wallet.reject = True
    button.click()
    expect(page.get_by_test_id("appeal-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    wallet.reject = False
    button.click()
    expect(page.get_by_test_id("appeal-status")).to_contain_text("You have appealed", timeout=SOON)
    expect(page.get_by_test_id("appeal-state")).to_contain_text("now only the members", timeout=SOON)
    assert dao.roll.functions.caseOf(person_tag(5)).call()[1] == 2
    expect(page.get_by_test_id("chore-conclude")).to_have_count(0)
    dao.send(dao.roll.functions.withdrawCase(person_tag(5)), 1)
    expect(page.get_by_test_id("appeal-state")).to_have_count(0, timeout=SOON)
    assert "gave notice" not in page.content()


def test_who_misses_the_appeal_is_told_and_cannot(dao: Dao, service: Service, open_as: Open) -> None:
    dao.attest(20)
    open_case(dao, 20)
    page, _ = open_as(20)
    visit(page, service, dao, 20)
    connect(page, person(20).address)
    expect(page.get_by_test_id("appeal-button")).to_be_enabled(timeout=SOON)
    dao.travel(14 * DAY)
    expect(page.get_by_test_id("appeal-state")).to_contain_text("The time to appeal is over", timeout=SOON)
    expect(page.get_by_test_id("appeal-button")).to_be_disabled(timeout=SOON)
    expect(page.get_by_test_id("appeal")).to_contain_text("The time to appeal was over on")
    expect(page.get_by_test_id("chore-conclude")).to_be_enabled(timeout=SOON)


def test_an_id_is_asked_for_from_a_new_account_refused_asked_again_and_moved(
    dao: Dao, service: Service, open_as: Open
) -> None:
    dao.attest(21)
    dao.travel(60)

    def link(new: int) -> str:
        return signed(dao, changed(dao.offer(21), holder=address_of(new)))

    thief, _ = open_as(22)
    service.wait_for_block(dao.web3.eth.block_number)
    thief.goto(f"{service.url}/accept{link(22)}")
    connect(thief, person(22).address)
    expect(thief.get_by_test_id("accept-standing")).to_contain_text("is with another account", timeout=SOON)
    expect(thief.get_by_test_id("accept-standing")).to_contain_text("14 days to refuse")
    expect(thief.get_by_test_id("accept-button")).to_have_text("Ask for the iD")
    thief.get_by_test_id("accept-button").click()
    expect(thief.get_by_test_id("accept-status")).to_contain_text("The iD is asked for", timeout=SOON)
    assert dao.roll.functions.recoveryOf(person_tag(21)).call()[0] == person(22).address

    owner, _ = open_as(21)
    visit(owner, service, dao, 21)
    connect(owner, person(21).address)
    expect(owner.get_by_test_id("veto")).to_contain_text("If it was not you, refuse")
    owner.get_by_test_id("veto-button").click(timeout=SOON)
    expect(owner.get_by_test_id("veto-status")).to_contain_text("The move is refused", timeout=SOON)
    expect(owner.get_by_test_id("veto-state")).to_have_count(0, timeout=SOON)
    assert dao.roll.functions.recoveryOf(person_tag(21)).call()[0] == "0x" + "0" * 40
    assert dao.roll.functions.isHolder(person(21).address).call()

    new, _ = open_as(23)
    service.wait_for_block(dao.web3.eth.block_number)
    new.goto(f"{service.url}/accept{link(23)}")
    connect(new, person(23).address)
    expect(new.get_by_test_id("accept-standing")).to_contain_text("Nobody can ask again before", timeout=SOON)
    dao.travel(recoveries.VETO_REST)
    service.wait_for_block(dao.web3.eth.block_number)
    new.goto(f"{service.url}/accept{link(23)}")
    new.reload()
    new.get_by_test_id("accept-button").click(timeout=SOON)
    expect(new.get_by_test_id("accept-status")).to_contain_text("The iD is asked for", timeout=SOON)
    new.get_by_test_id("accept-standing").get_by_role("link").click(timeout=SOON)
    expect(new.get_by_test_id("request-state")).to_contain_text("has asked for the iD of")
    expect(new.get_by_test_id("chore-recover")).to_be_disabled()
    dao.travel(recoveries.RECOVERY_DELAY)
    new.get_by_test_id("chore-recover").click(timeout=SOON)
    expect(new.get_by_test_id("id-state")).to_have_text("Live", timeout=SOON)
    assert dao.roll.functions.isHolder(person(23).address).call()
    visit(owner, service, dao, 21)
    expect(owner.get_by_test_id("id-state")).to_have_text("Moved")


def test_a_commitment_is_put_into_the_tree_and_replaced(dao: Dao, service: Service, open_as: Open) -> None:
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    for other in (3, 4):
        dao.send(tree.join(1000 + other), other)
    page, _ = open_as(6)
    visit(page, service, dao, 6)
    connect(page, person(6).address)
    expect(page.get_by_test_id("commitment-standing")).to_have_text("You are not in the tree.", timeout=SOON)
    number, error = page.get_by_test_id("commitment-number"), page.get_by_test_id("commitment-error")
    submit = page.get_by_test_id("commitment-submit")
    for wrong, words in (
        ("", "Paste the commitment"),
        ("1.5", "one whole number"),
        ("0", "is not 0"),
        (str(FIELD), "too large"),
    ):
        number.fill(wrong)
        submit.click()
        expect(error).to_contain_text(words)
        expect(number).to_be_focused()
        expect(number).to_have_attribute("aria-invalid", "true")
    assert find_violations(page) == []
    number.fill("1003")
    submit.click()
    status = page.get_by_test_id("commitment-status")
    expect(status).to_contain_text("in the tree already", timeout=SOON)
    number.fill(f" {hex(FIELD - 1)} ")
    submit.click()
    expect(status).to_contain_text("Your commitment is in the tree", timeout=SOON)
    expect(page.get_by_test_id("commitment-standing")).to_contain_text(str(FIELD - 1), timeout=SOON)
    assert tree.commitmentOf(person_tag(6)).call() == FIELD - 1
    expect(submit).to_have_text("Replace it")
    expect(number).to_have_value("")
    number.fill(str(FIELD - 1))
    submit.click()
    expect(error).to_contain_text("in the tree already")
    dao.send(tree.join(77), 7)
    number.fill("4242")
    submit.click()
    expect(page.get_by_test_id("commitment-standing")).to_contain_text("with 4242.", timeout=SOON)
    assert tree.commitmentOf(person_tag(6)).call() == 4242


def test_leaving_takes_two_steps_and_says_what_is_lost(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(8, width=320)
    visit(page, service, dao, 8)
    connect(page, person(8).address)
    page.get_by_test_id("exit-steps").locator("summary").click()
    expect(page.get_by_test_id("exit-steps")).to_contain_text("Coming back is free")
    page.get_by_test_id("exit-button").click(timeout=SOON)
    expect(page.get_by_test_id("exit-status")).to_contain_text("Tick the box first")
    expect(page.get_by_test_id("exit-sure")).to_be_focused()
    assert "eth_sendTransaction" not in wallet.asked
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_test_id("exit-sure").check()
    page.get_by_test_id("exit-button").click()
    expect(page.get_by_test_id("id-state")).to_have_text("Ended", timeout=SOON)
    expect(page.get_by_test_id("exit-status")).to_contain_text("You have left the roll", timeout=SOON)
    expect(page.get_by_test_id("exit-steps")).to_have_count(0)
    assert not dao.roll.functions.isHolder(person(8).address).call()


def test_an_id_that_runs_out_soon_warns_its_holder(dao: Dao, service: Service, open_as: Open) -> None:
    dao.attest(24, days=30)
    page, _ = open_as(24)
    visit(page, service, dao, 24)
    expect(page.get_by_test_id("expiry-warning")).to_contain_text("It runs out in ")
    expect(page.get_by_test_id("renewers")).to_contain_text(person(1).address[-4:])
    dao.attest(28, days=300)
    visit(page, service, dao, 28)
    expect(page.get_by_test_id("id-state")).to_have_text("Live")
    expect(page.get_by_test_id("expiry-warning")).to_have_count(0)


def test_all_that_there_is_of_an_account_is_taken_away(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(27, "# Mend the well").wait_for_snapshot()
    flow.vote(FOR, 3, reason="It is dry.")
    page, _ = open_as(3)
    visit(page, service, dao, 3, "data")
    with page.expect_download() as download:
        page.get_by_test_id("export-json").click()
    assert person(3).address in download.value.suggested_filename
    document = json.loads(download.value.path().read_text())
    assert [each["reason"] for each in document["votes"]] == ["It is dry."]
    assert document["now"]["state"] == "live"
    assert [each["issuer"] for each in document["attestations"]] == [person(1).address]
    with page.expect_download() as download:
        page.get_by_role("link", name="Votes as CSV").click()
    (row,) = csv.DictReader(download.value.path().read_text().splitlines())
    assert row["voter"] == person(3).address
    tag = Web3.to_hex(person_tag(3))
    assert service.get(f"/accounts/{person(3).address}/id")["attestation"]["person_tag"] == tag


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_a_member_breaks_an_accessibility_rule_or_the_narrowest_screen(
    dao: Dao, service: Service, browser: Browser, theme: Literal["light", "dark"]
) -> None:
    member = 25 if theme == "light" else 26
    dao.attest(member, days=40)
    open_case(dao, member)
    dao.travel(60)
    service.wait_for_block(dao.web3.eth.block_number)
    found = {}
    for width in (320, 1280):
        context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800})
        page = context.new_page()
        for who, name in ((member, "id"), (39, "id"), (3, "data"), (39, "data")):
            page.goto(f"{service.url}/accounts/{person(who).address}/{name}")
            for summary in page.locator("details > summary").all():
                if summary.is_visible():
                    summary.click()
            found[(who, name, width)] = find_violations(page)
            assert page.evaluate(OVERFLOW) <= 0, f"{name} is too wide at {width} px"
        context.close()
    assert {where: what for where, what in found.items() if what} == {}
