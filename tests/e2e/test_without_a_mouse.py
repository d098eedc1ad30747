"""A vote with the keyboard alone, and as a screen reader tells it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.accessibility import Node, read_tree
from tests.helpers.cast import person
from tests.helpers.dao import Dao, Flow
from tests.helpers.pages import SOON, Open, connect
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]

MOST_TABS = 80
IS_MARKED = """() => [document.activeElement, document.activeElement.closest("label")].some(
  (each) => each && getComputedStyle(each).outlineStyle !== "none",
)"""
"""Whether it can be seen where the focus is."""


@pytest.fixture(scope="module")
def flow(dao: Dao, service: Service) -> Flow:
    flow = dao.propose(27, "# Widen the gate").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    return flow


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, which can be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_MARKED), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def test_a_vote_takes_no_mouse(dao: Dao, service: Service, flow: Flow, open_as: Open) -> None:
    page, _ = open_as(3)
    page.goto(f"{service.url}/proposals/{flow.id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    tab_to(page, "[data-testid=connect-wallet]")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(person(3).address[-4:])
    expect(page.get_by_test_id("wallet-dialog")).to_be_hidden()
    expect(page.get_by_test_id("connect-wallet")).to_be_focused()
    expect(page.get_by_test_id("vote-form")).to_be_visible(timeout=SOON)

    tab_to(page, "[name=support]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("vote-against")).to_be_checked()
    tab_to(page, "[name=reason]")
    page.keyboard.type("It is wide enough.")
    tab_to(page, "[data-testid=vote-submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("vote-status")).to_contain_text("Your vote is counted.", timeout=2 * SOON)

    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"
    expect(page.get_by_test_id("receipt")).to_contain_text("Counted: Against", timeout=SOON)
    tab_to(page, "[data-testid=receipt] a")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("vote-row")).to_contain_text("It is wide enough.")
    assert dao.governor.functions.hasVoted(flow.id, person(3).address).call()


def test_the_wallets_dialog_keeps_the_focus_and_gives_it_back(
    service: Service, flow: Flow, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{service.url}/proposals/{flow.id}")
    tab_to(page, "[data-testid=connect-to-vote]")
    page.keyboard.press("Enter")
    dialog = read_tree(page).one("dialog", "No wallet found")
    assert dialog.properties["modal"]
    assert "Reading needs no wallet." in dialog.text
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("wallet-dialog")).to_be_hidden()
    expect(page.get_by_test_id("connect-to-vote")).to_be_focused()
    page.context.close()


def test_a_screen_reader_is_told_what_to_do_and_what_came_of_it(
    service: Service, flow: Flow, open_as: Open
) -> None:
    page, _ = open_as(4)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(4).address)
    expect(page.get_by_test_id("vote-form")).to_be_visible(timeout=SOON)
    box = read_tree(page).one("region", "Your vote")
    choice = box.one("group", "Choice")
    assert [radio.name for radio in choice.all("radio")] == ["For", "Against", "Abstain"]
    box.one("textbox", "Reason optional, public, on chain")
    box.one("button", "Vote")
    assert {region.text.split(" ")[0] for region in live(box)} == {"You"}  # the status has nothing to say

    page.evaluate("document.querySelector('#ballot [data-slot=status]').isTheSame = true")
    page.get_by_test_id("vote-for").check()
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("Your vote is counted.", timeout=2 * SOON)
    assert page.evaluate("document.querySelector('#ballot [data-slot=status]').isTheSame"), "not announced"
    expect(page.get_by_role("heading", name="Your receipt")).to_be_visible(timeout=SOON)
    tree = read_tree(page)
    said = [region.text for region in live(tree.one("region", "Your vote"))]
    assert "You have voted on this proposal. A vote cannot be changed." in said
    assert any(words.startswith("Your vote is counted. It is in block") for words in said)
    receipt = tree.one("region", "Can I vote?")
    receipt.one("heading", "Your receipt")
    receipt.one("link", "See it in the list of votes")


def live(node: Node) -> list[Node]:
    """Regions whose changes are read out, and that say something."""
    found = [node] if node.properties.get("live") in ("polite", "assertive") and node.text else []
    return found + [region for child in node.children for region in live(child)]


def test_who_only_reads_is_told_of_new_votes(dao: Dao, service: Service, flow: Flow, open_as: Open) -> None:
    page, _ = open_as(38)
    page.goto(f"{service.url}/proposals/{flow.id}")
    expect(page.get_by_test_id("vote-row").first).to_be_attached()
    flow.vote(1, 6)
    expect(page.locator("#announcement")).to_have_text("A new vote was counted.", timeout=SOON)
    statuses = [node.text for node in read_tree(page).all("status")]
    assert "A new vote was counted." in statuses
