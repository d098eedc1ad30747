"""At the desk: many offers with one signature, another key, the file about a case, on the real contracts."""

import json
from pathlib import Path

import pytest
from eth_utils import keccak
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OUTSIDER
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import Dao, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ISSUER, SIGNER = 1, 31


def at_desk(
    service: Service, open_as: Open, who: int, width: int = 1280
) -> tuple[Page, TestWallet, list[str]]:
    page, wallet = open_as(who, width=width)
    told: list[str] = []
    page.on("request", lambda request: told.append(f"{request.url} {request.post_data or ''}".lower()))
    page.goto(f"{service.url}/desk")
    connect(page, wallet.address)
    return page, wallet, told


def table(*members: int) -> str:
    return "\n".join(f"{person(who).address},0x{person_tag(who).hex()}" for who in members)


def sign(page: Page) -> None:
    page.get_by_test_id("batch-sign").click()
    expect(page.get_by_test_id("batch-status")).to_contain_text("The batch is signed", timeout=SOON)


def test_a_batch_is_signed_once_and_each_holder_accepts_their_own_link(
    dao: Dao, service: Service, open_as: Open, tmp_path: Path
) -> None:
    page, wallet, told = at_desk(service, open_as, ISSUER, width=320)
    file = tmp_path / "table.csv"
    file.write_text(f"account,tag\n{table(10, 11, 12)}\n")
    page.get_by_test_id("batch-file").set_input_files(file)
    expect(page.get_by_test_id("batch-table")).to_have_value(file.read_text())
    sign(page)
    assert wallet.asked.count("eth_signTypedData_v4") == 1
    assert "eth_sendTransaction" not in wallet.asked
    expect(page.get_by_test_id("batched")).to_be_focused()
    expect(page.get_by_test_id("batch-offer")).to_have_count(3)
    page.get_by_test_id("batch-code").first.click()
    expect(page.get_by_role("img", name="The link as a QR code")).to_be_visible()
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    with page.expect_download() as download:
        page.get_by_test_id("batch-save").click()
    lines = [json.loads(line) for line in Path(download.value.path()).read_text().splitlines()]
    assert [line["holder"] for line in lines] == [person(who).address for who in (10, 11, 12)]
    with page.expect_download() as alone:
        page.get_by_test_id("batch-save-one").nth(1).click()
    assert lines[1]["link"] in Path(alone.value.path()).read_text()
    for secret in (person(11).address, person_tag(11).hex()):
        assert not [url for url in told if secret.lower() in url], secret

    for who, line in ((12, lines[2]), (10, lines[0])):
        member, _ = open_as(who)
        member.goto(line["link"])
        connect(member, person(who).address)
        member.get_by_test_id("accept-button").click(timeout=SOON)
        expect(member.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
        assert dao.roll.functions.personTagOf(person(who).address).call() == person_tag(who)
    assert not dao.roll.functions.isHolder(person(11).address).call()


def test_a_batch_with_a_line_that_the_roll_refuses_is_not_signed(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, wallet, _ = at_desk(service, open_as, ISSUER)
    moved = f"{person(13).address},0x{person_tag(3).hex()}"  # the tag of a person who stands
    page.get_by_test_id("batch-table").fill(f"{table(14)}\n{moved}\nnonsense")
    page.get_by_test_id("batch-sign").click()
    expect(page.get_by_test_id("error-table")).to_contain_text("Line 3:", timeout=SOON)
    expect(page.get_by_test_id("batch-table")).to_be_focused()
    page.get_by_test_id("batch-table").fill(f"{table(14)}\n{moved}")
    page.get_by_test_id("batch-sign").click()
    expect(page.get_by_test_id("error-table")).to_contain_text("Line 2: The iD with this tag", timeout=SOON)
    expect(page.get_by_test_id("batch-status")).to_contain_text("Nothing is signed")
    assert "eth_signTypedData_v4" not in wallet.asked
    page.get_by_test_id("batch-table").fill(table(14))
    wallet.reject = True
    page.get_by_test_id("batch-sign").click()
    expect(page.get_by_test_id("batch-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    expect(page.get_by_test_id("batch-table")).to_have_value(table(14))
    expect(page.get_by_test_id("batched")).to_be_hidden()


def test_another_key_signs_from_now_on_and_what_the_old_one_signed_is_dead(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, wallet, _ = at_desk(service, open_as, ISSUER)
    page.get_by_test_id("batch-table").fill(table(15))
    sign(page)
    with page.expect_download() as download:
        page.get_by_test_id("batch-save").click()
    link = json.loads(Path(download.value.path()).read_text())["link"]
    expect(page.get_by_test_id("signer-form")).to_be_visible(timeout=SOON)
    page.get_by_test_id("signer-key").fill("0x1234")
    page.get_by_test_id("signer-set").click()
    expect(page.get_by_test_id("error-signer")).to_contain_text("0x and 40", timeout=SOON)
    page.get_by_test_id("signer-key").fill(wallet.address)
    page.get_by_test_id("signer-set").click()
    expect(page.get_by_test_id("error-signer")).to_have_text("This is who signs already.", timeout=SOON)
    page.get_by_test_id("signer-key").fill(person(SIGNER).address)
    page.get_by_test_id("signer-set").click()
    expect(page.get_by_test_id("signer-status")).to_contain_text("From now on", timeout=SOON)
    number = int(page.get_by_test_id("signer-accreditation").input_value())
    assert dao.issuers.functions.signerOf(number).call().hex() == person(SIGNER).address[2:].lower()
    expect(page.get_by_test_id("mandates")).to_contain_text("signed by another account", timeout=SOON)

    member, _ = open_as(15)
    member.goto(link)
    connect(member, person(15).address)
    expect(member.get_by_test_id("accept-standing")).to_contain_text("It cannot be accepted", timeout=SOON)
    service.wait_for_block(dao.web3.eth.block_number)
    other, _, _ = at_desk(service, open_as, SIGNER)
    expect(other.get_by_test_id("signer-standing")).to_contain_text("Only an issuer’s own", timeout=SOON)
    other.get_by_test_id("batch-table").fill(table(15))
    sign(other)

    page.get_by_test_id("signer-key").fill("")
    page.get_by_test_id("signer-set").click()
    expect(page.get_by_test_id("signer-status")).to_contain_text("own account signs", timeout=SOON)
    assert dao.issuers.functions.signerOf(number).call() == b""


def test_a_file_opens_the_commitment_of_its_case_and_no_other(
    dao: Dao, service: Service, open_as: Open, tmp_path: Path
) -> None:
    desk, _, _ = at_desk(service, open_as, ISSUER)
    desk.get_by_test_id("desk-id").fill(person(4).address)
    desk.get_by_test_id("desk-reason").fill("Two documents, <b>one</b> person.\nFiles 7 and 12.")
    with desk.expect_download() as download:
        desk.get_by_test_id("reason-save").click()
    desk.get_by_test_id("notice-open").click()
    expect(desk.get_by_test_id("notice-status")).to_contain_text("The case is open", timeout=SOON)
    file = json.loads(Path(download.value.path()).read_text())
    service.wait_for_block(dao.web3.eth.block_number)

    def check(page: Page, words: str, **changes: object) -> None:
        path = tmp_path / "reason.json"
        path.write_text(json.dumps({**file, **changes}))
        page.get_by_test_id("check-file").set_input_files(path)
        page.get_by_test_id("check-submit").click()
        expect(page.get_by_test_id("check-status")).to_contain_text(words, timeout=SOON)

    page, _ = open_as(OUTSIDER, width=320)
    told: list[str] = []
    page.on("request", lambda request: told.append(f"{request.url} {request.post_data or ''}".lower()))
    page.goto(f"{service.url}/accounts/{person(4).address}/id")
    page.get_by_test_id("reason-link").click()
    page.get_by_test_id("connect-to-check").click()
    check(page, "word by word")
    expect(page.get_by_test_id("check-status")).to_contain_text(f"Ground: {file['groundDefinition']}")
    expect(page.get_by_test_id("check-reason")).to_have_text(file["reason"])
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    check(page, "does not open the commitment", reason=file["reason"] + " And 13.")
    check(page, "does not open the commitment", salt="0x" + keccak(text="another").hex())
    check(page, "No case was ever opened", personTag="0x" + person_tag(5).hex())
    check(page, "on another roll", registry=person(9).address)
    check(page, "missing or changed", salt="0x12")
    check(page, "This is no file about the reason", format="something else")
    check(page, "only the chain’s counts", commitment="0x" + "00" * 32)
    for secret in (file["salt"][2:], "documents", file["personTag"][2:]):
        assert not [url for url in told if secret.lower() in url], secret
