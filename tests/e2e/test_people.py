"""Accounts and delegates: who votes with whose tokens, told and changed from the pages."""

import urllib.request
from typing import Literal

import pytest
from eth_utils.crypto import keccak
from playwright.sync_api import Browser, Page, expect

from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import DAY, FOR, Dao
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service
from tests.helpers.subscriber import read_calendar, read_feed

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ZERO = "0x" + "0" * 40


def own_page(service: Service, page: Page, who: int) -> None:
    page.goto(f"{service.url}/accounts/{person(who).address}")
    connect(page, person(who).address)


def delegate_of(dao: Dao, who: int) -> str:
    return str(dao.token.functions.delegates(person(who).address).call())


def test_a_delegation_is_ended_and_begun_again_and_told_everywhere(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(27)
    watching, _ = open_as(38)
    service.wait_for_block(dao.web3.eth.block_number)
    watching.goto(f"{service.url}/accounts/{person(27).address}")
    expect(watching.get_by_test_id("delegator-row")).to_contain_text("itself")
    own_page(service, page, 27)
    expect(page.get_by_test_id("delegation-standing")).to_contain_text("You vote with them yourself")
    page.get_by_test_id("undelegate").click()
    expect(page.get_by_test_id("delegate-status")).to_contain_text(
        "Nobody votes with your tokens", timeout=SOON
    )
    expect(page.get_by_test_id("account-delegate")).to_have_text(
        "nobody: these tokens do not vote", timeout=SOON
    )
    expect(page.get_by_test_id("delegation-standing")).to_contain_text("nobody votes with them", timeout=SOON)
    expect(page.get_by_test_id("undelegate")).to_be_hidden()
    assert delegate_of(dao, 27) == ZERO
    assert dao.token.functions.getVotes(person(27).address).call() == 0

    expect(watching.get_by_test_id("move-row").first).to_contain_text(
        "Left, and has no delegate", timeout=SOON
    )
    expect(watching.get_by_test_id("act").first).to_contain_text("Took its delegation back", timeout=SOON)
    expect(watching.get_by_test_id("account-power")).to_have_text("0 VALE", timeout=SOON)

    page.get_by_test_id("delegate-self").click()
    expect(page.get_by_test_id("account-delegate")).to_have_text("itself", timeout=SOON)
    assert delegate_of(dao, 27) == person(27).address


def test_on_anothers_page_one_delegates_to_it_and_takes_it_back(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(28)
    service.wait_for_block(dao.web3.eth.block_number)
    page.goto(f"{service.url}/accounts/{person(3).address}")
    connect(page, person(28).address)
    expect(page.get_by_test_id("delegate-here")).to_be_enabled()
    expect(page.get_by_test_id("undelegate")).to_be_hidden()
    expect(page.get_by_test_id("delegate-form")).to_be_hidden()
    page.get_by_test_id("delegate-here").click()
    came = page.get_by_test_id("delegator-row").first
    expect(came).to_contain_text(person(28).address[-4:], timeout=SOON)
    expect(page.get_by_test_id("delegate-here")).to_be_disabled()
    expect(page.get_by_test_id("undelegate")).to_be_visible()
    page.get_by_test_id("delegate-self").click()
    left = page.get_by_test_id("move-row").first
    expect(left).to_contain_text("Left for", timeout=SOON)
    assert delegate_of(dao, 28) == person(28).address
    row = service.get(f"/accounts/{person(3).address}/delegations?party=delegate&limit=1")["items"][0]
    assert row["amount"] == str(dao.token.functions.balanceOf(person(28).address).call())


def test_the_address_of_nobody_is_refused_with_the_way_to_mean_it(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, wallet = open_as(5)
    own_page(service, page, 5)
    for typed, said in ((ZERO, "press “Delegate to nobody”"), (person(4).address.swapcase(), "checksum")):
        page.get_by_test_id("delegate-address").fill("0x" + typed[2:])
        page.get_by_test_id("delegate-submit").click()
        expect(page.get_by_test_id("delegate-status")).to_contain_text(said)
        expect(page.get_by_test_id("delegate-address")).to_have_value("0x" + typed[2:])
    assert "eth_sendTransaction" not in wallet.asked


def test_a_rejected_end_changes_nothing(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(4)
    wallet.reject = True
    own_page(service, page, 4)
    page.get_by_test_id("undelegate").click()
    expect(page.get_by_test_id("delegate-status")).to_contain_text("You declined in the wallet")
    expect(page.get_by_test_id("undelegate")).to_be_enabled()
    assert delegate_of(dao, 4) == person(4).address


def test_delegates_are_in_the_order_that_anybody_draws_from_the_chain(
    dao: Dao, service: Service, open_as: Open
) -> None:
    orders = []
    for _ in range(2):
        dao.travel(DAY)
        service.wait_for_block(dao.web3.eth.block_number)
        draw = service.get("/delegates/draw")["block"]
        block = dao.web3.eth.get_block(draw["number"])
        before = dao.web3.eth.get_block(draw["number"] - 1)
        assert before["timestamp"] // DAY < block["timestamp"] // DAY == dao.now // DAY
        votes = dao.token.functions.getPastVotes
        accounts = [person(number).address for number in range(40)]
        part = [each for each in accounts if votes(each, before["timestamp"]).call() > 0]
        order = sorted(part, key=lambda each: keccak(bytes(block["hash"]) + bytes.fromhex(each[2:])))
        listed = [each["address"] for each in service.get("/delegates?limit=100")["items"]]
        assert listed == order
        orders.append(order)
    page, _ = open_as(38)
    page.goto(f"{service.url}/delegates")
    rows = page.get_by_test_id("delegate-row")
    for row, address in zip(rows.all(), orders[-1], strict=True):
        expect(row).to_contain_text(address[-4:])
    page.get_by_role("link", name="Most votes first").click()
    expect(page.get_by_test_id("order-words")).to_contain_text("chosen more often")
    powers = [each["power"] for each in service.get("/delegates?order=votes")["items"]]
    assert powers == sorted(powers, key=int, reverse=True)


def subscribe(service: Service, page: Page, link: str) -> bytes:
    """What a program gets under the address of a link on the page."""
    href = page.get_by_test_id(link).get_attribute("href")
    with urllib.request.urlopen(f"{service.url}{href}", timeout=10) as answer:
        return bytes(answer.read())


def test_a_reminder_vanishes_with_the_vote(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(3, "# Mend the weir").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(5)
    own_page(service, page, 5)
    expect(page.get_by_test_id("waiting").filter(has_text="Mend the weir")).to_be_visible()
    before = {event.title: event for event in read_calendar(subscribe(service, page, "reminders-ics"))}
    event = before["Vote ends, yours is missing: Mend the weir"]
    assert (event.status, event.alarms) == ("CONFIRMED", (1440, 120))
    assert event.at.timestamp() == dao.governor.functions.proposalDeadline(flow.id).call()
    titles = [entry.title for entry in read_feed(subscribe(service, page, "reminders-atom"))]
    assert "Your vote is missing: Mend the weir" in titles

    page.goto(event.link)
    expect(page.get_by_test_id("reminders")).to_be_visible()
    page.get_by_test_id("vote-for").check()
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("receipt")).to_be_visible(timeout=2 * SOON)
    expect(page.get_by_test_id("reminders")).to_have_count(0, timeout=SOON)

    page.goto(f"{service.url}/accounts/{person(5).address}")
    expect(page.get_by_test_id("waiting").filter(has_text="Mend the weir")).to_have_count(0)
    after = {event.id: event for event in read_calendar(subscribe(service, page, "reminders-ics"))}
    assert (after[event.id].status, after[event.id].alarms) == ("CANCELLED", ())
    titles = [entry.title for entry in read_feed(subscribe(service, page, "reminders-atom"))]
    assert not [title for title in titles if "Mend the weir" in title]
    assert dao.governor.functions.hasVoted(flow.id, person(5).address).call()


@pytest.fixture(scope="module")
def followed(dao: Dao) -> int:
    """Somebody whom more accounts have chosen than a page lists."""
    for number in range(10, 23):
        dao.delegate(number, 4)
    return 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_of_people_breaks_an_accessibility_rule(
    dao: Dao, service: Service, browser: Browser, followed: int, theme: Literal["light", "dark"]
) -> None:
    flow = dao.propose(3, f"# Seen in {theme}").wait_for_snapshot()
    flow.vote(FOR, 3, reason="https://example.org/" + "long" * 60)
    service.wait_for_block(dao.web3.eth.block_number)
    paths = [f"/accounts/{person(number).address}" for number in (3, followed, 38)]
    paths += ["/delegates", "/delegates?order=votes", "/notifications"]
    paths += [f"/notifications?account={person(number).address}" for number in (followed, 38)]
    paths += [f"/proposals/{flow.id}?account={person(followed).address}"]
    found = {}
    for width in (320, 1280):
        context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in paths:
            page.goto(service.url + path)
            page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
            if "/notifications" in path:
                page.get_by_test_id("webhook-name").fill("forum")
                page.get_by_test_id("webhook-url").fill("https://forum.example/hooks/dao")
                page.get_by_test_id("webhook-write").click()
            found[(path, width)] = find_violations(page)
            overflow = page.evaluate(OVERFLOW)
            assert overflow <= 0, f"{path} is {overflow} px too wide at {width} px"
        context.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_accounts_can_be_read_without_javascript(
    dao: Dao, service: Service, browser: Browser, followed: int
) -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.url}/accounts/{person(followed).address}")
    expect(page.get_by_test_id("delegator-row")).to_have_count(10)
    page.get_by_test_id("delegators-older").click()
    expect(page.get_by_test_id("delegators")).to_contain_text("Back to the first delegators")
    expect(page.get_by_test_id("chart-power")).to_be_visible()
    expect(page.locator("[data-testid=act][data-kind=delegation]")).not_to_have_count(0)
    page.get_by_role("link", name="Votes", exact=True).click()
    expect(page.locator("[data-testid=act][data-kind=delegation]")).to_have_count(0)
    expect(page.get_by_role("link", name="Votes", exact=True)).to_have_attribute("aria-current", "true")
    context.close()
