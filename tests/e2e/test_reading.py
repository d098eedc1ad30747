"""What a reader finds: the home of a DAO, and a proposal from every side, with and without a wallet."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow
from tests.helpers.pages import SOON, OpenReader, reading
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]

FIVE = 5 * 10**18


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[OpenReader]:
    """A browser for somebody with a wallet, or without."""
    with reading(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def paid(dao: Dao, service: Service) -> Flow:
    """A payment that is voted on; 27 and 28 have voted with tokens, and 6 as a person."""
    call = dao.token.functions.transfer(person(37).address, FIVE)
    flow = dao.propose(27, "# Pay for the lamps\n\nFive VALE.", [call]).wait_for_snapshot()
    flow.vote(FOR, 27, 6).vote(AGAINST, 28, reason="Too bright.")
    service.wait_for_block(dao.web3.eth.block_number)
    return flow


def connect(page: Page) -> None:
    page.get_by_test_id("connect-wallet").click()


def test_the_home_says_what_waits_for_who_connects_and_no_longer_after_the_vote(
    dao: Dao, service: Service, paid: Flow, open_as: OpenReader
) -> None:
    page = open_as(3)
    page.goto(service.url)
    expect(page.get_by_test_id("home-freshness")).to_contain_text(re.compile(r"As of block \d+,"))
    expect(page.get_by_test_id("treasury")).to_contain_text("0 ETH at block", timeout=SOON)
    expect(page.get_by_test_id("mine")).to_contain_text("Connect a wallet")
    connect(page)
    waiting = page.get_by_test_id("waiting").filter(has_text="Pay for the lamps")
    expect(waiting).to_contain_text("closes in")
    waiting.get_by_role("link").click()

    expect(page.get_by_test_id("seat-token")).to_contain_text("Yes, with 120,000 VALE")
    expect(page.get_by_test_id("seat-holder")).to_contain_text("Yes, as one person")
    page.get_by_test_id("vote-for").check()
    page.get_by_test_id("vote-submit").click()
    receipt = page.get_by_test_id("receipt")
    expect(receipt).to_contain_text("Counted: For, with 120,000 VALE, as one person.", timeout=2 * SOON)
    expect(receipt).to_contain_text("0x")
    receipt.get_by_role("link", name="See it in the list").click()
    expect(page.get_by_test_id("vote-row")).to_have_count(1)
    expect(page.get_by_test_id("vote-row")).to_have_attribute("data-voter", person(3).address)

    page.goto(service.url)
    expect(page.get_by_test_id("mine")).to_contain_text("As ")
    expect(page.get_by_test_id("waiting").filter(has_text="Pay for the lamps")).to_have_count(0)


def test_who_cannot_vote_is_told_why_in_each_house_and_how_to_mend_it(
    service: Service, paid: Flow, open_as: OpenReader
) -> None:
    page = open_as(29)
    page.goto(f"{service.url}/proposals/{paid.id}")
    connect(page)
    expect(page.get_by_test_id("seat-token")).to_contain_text("nobody votes with them")
    expect(page.get_by_test_id("seat-token").get_by_role("link", name="Delegate")).to_be_visible()
    expect(page.get_by_test_id("seat-holder")).to_contain_text("The account has no iD.")


def test_the_execution_is_tried_on_the_node_when_the_reader_gets_there(
    dao: Dao, service: Service, paid: Flow, open_as: OpenReader
) -> None:
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{paid.id}")
    page.get_by_test_id("simulation").scroll_into_view_if_needed()
    expect(page.get_by_test_id("simulation-verdict")).to_have_text(
        "If it were executed now, every action would succeed."
    )
    expect(page.get_by_test_id("tried")).to_contain_text("5 VALE goes from")
    expect(page.get_by_test_id("tried")).to_contain_text(person(37).address[-4:])
    assert dao.token.functions.balanceOf(person(37).address).call() == 0


def test_an_execution_that_would_fail_is_told_in_the_contracts_word(
    dao: Dao, service: Service, open_as: OpenReader
) -> None:
    too_much = dao.token.functions.transfer(person(37).address, 10**30)
    elsewhere = dao.governor.functions.relay(person(37).address, 0, b"")
    flow = dao.propose(3, "# Spend what is not there", [too_much, elsewhere])
    service.wait_for_block(dao.web3.eth.block_number)
    found = service.get(f"/proposals/{flow.id}/simulation")
    assert (found["success"], found["together"]) == (False, True)
    assert found["actions"][0]["error"].startswith("ERC20InsufficientBalance(sender=")
    codes = [each["code"] for each in service.get(f"/proposals/{flow.id}")["warnings"]]
    assert codes == ["POWER_MOVES", "OWN_RULES"]
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{flow.id}/simulation")
    expect(page.get_by_test_id("simulation-verdict")).to_contain_text("it would fail")
    expect(page.get_by_test_id("tried").first).to_contain_text("ERC20InsufficientBalance")


def test_code_that_changed_since_the_proposal_is_warned_of(
    dao: Dao, service: Service, open_as: OpenReader
) -> None:
    target = person(36).address
    dao.rpc("anvil_setCode", target, "0x6001")
    call = dao.token.functions.transfer(person(37).address, 1)
    call.address = target
    flow = dao.propose(3, "# Call what will change", [call])
    dao.rpc("anvil_mine", "0x1")  # anvil keeps a state when the next block comes
    dao.rpc("anvil_setCode", target, "0x00")
    dao.rpc("anvil_mine", "0x1")
    service.wait_for_block(dao.web3.eth.block_number)
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{flow.id}")
    expect(page.get_by_test_id("warning")).to_have_attribute("data-code", "UNKNOWN_TARGET")
    page.get_by_test_id("simulation").scroll_into_view_if_needed()
    changed = page.get_by_test_id("simulation").get_by_test_id("warning")
    expect(changed).to_have_attribute("data-code", "CODE_CHANGED")
    dao.rpc("anvil_setCode", target, "0x")


def test_votes_are_ordered_searched_and_drawn_and_who_has_not_voted_is_listed(
    service: Service, paid: Flow, open_as: OpenReader
) -> None:
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{paid.id}")
    expect(page.get_by_test_id("chart-token").get_by_role("img")).to_be_visible()
    page.get_by_test_id("chart-token").get_by_text("The same as a table").click()
    expect(page.get_by_test_id("chart-token").get_by_role("row")).not_to_have_count(1)
    page.get_by_role("link", name="Most tokens first").click()
    first = page.get_by_test_id("vote-row").first
    expect(first).to_have_attribute("data-voter", person(27).address)
    page.get_by_test_id("voter-search").fill(person(28).address)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_test_id("vote-row")).to_have_count(1)
    expect(page.get_by_test_id("vote-row")).to_contain_text("Too bright.")
    page.get_by_test_id("nonvoters-link").click()
    expect(page.get_by_test_id("nonvoter-row").filter(has_text=person(5).address[-4:])).to_have_count(1)
    page.get_by_role("link", name="Holder house").click()
    expect(page.get_by_test_id("nonvoter-row").filter(has_text="1 person")).not_to_have_count(0)
    expect(page.get_by_test_id("nonvoter-row").filter(has_text=person(6).address[-4:])).to_have_count(0)


def test_a_vote_without_a_reason_stands_in_the_columns_of_the_others(
    service: Service, paid: Flow, open_as: OpenReader
) -> None:
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{paid.id}")
    table = page.locator("table.votes")
    assert {"", "Too bright."} <= set(table.locator("td.reason").all_inner_texts())
    starts = "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().left))"
    assert len(set(table.locator("tr > :last-child").evaluate_all(starts))) == 1


def test_the_deadline_can_be_taken_into_a_calendar(service: Service, paid: Flow, open_as: OpenReader) -> None:
    page = open_as(None)
    page.goto(f"{service.url}/proposals/{paid.id}")
    with page.expect_download() as download:
        page.get_by_test_id("remind").click()
    text = download.value.path().read_text()
    assert "SUMMARY:Vote ends: Pay for the lamps" in text
    assert text.count("BEGIN:VEVENT") == 2


def test_all_of_it_can_be_read_without_javascript(service: Service, paid: Flow, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(service.url)
    page.get_by_label("Account").fill(person(5).address)
    page.get_by_role("button", name="Look up").click()
    page.get_by_test_id("waiting").filter(has_text="Pay for the lamps").get_by_role("link").click()
    expect(page.get_by_test_id("seat-holder")).to_contain_text("Yes")
    page.get_by_role("link", name="See what the execution would do now").click()
    expect(page.get_by_test_id("tried")).to_contain_text("5 VALE goes from")
    context.close()
