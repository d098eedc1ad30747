"""A proposal's whole life in a browser, with a wallet that signs with real keys."""

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.domain.proposals import ProposalState
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow
from tests.helpers.pages import SOON, Open
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]


def connect(page: Page, number: int) -> None:
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(person(number).address[-4:])


def cast(page: Page, choice: str, reason: str) -> None:
    page.get_by_test_id(f"vote-{choice}").check()
    page.get_by_test_id("vote-reason").fill(reason)
    page.get_by_test_id("vote-submit").click()


def test_propose_vote_in_both_houses_queue_and_execute(dao: Dao, service: Service, open_as: Open) -> None:
    payment = dao.token.functions.transfer(person(37).address, 5 * 10**18)
    flow = dao.propose(27, "# Pay the lamplighter\n\nFive **VALE** for a month of light.", [payment])
    flow.wait_for_snapshot().vote(FOR, 27, 28, 4, 5)
    service.wait_for_block(dao.web3.eth.block_number)

    page, wallet = open_as(3)
    page.goto(service.url)
    page.get_by_role("link", name="Pay the lamplighter").click()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Active")
    expect(page.get_by_test_id("description").locator("strong")).to_have_text("VALE")
    connect(page, 3)
    expect(page.get_by_test_id("vote-standing")).to_contain_text("120,000 VALE in the token house")
    expect(page.get_by_test_id("vote-standing")).to_contain_text("as one person in the holder house")
    cast(page, "for", "Light for everybody.")

    row = page.locator(f"[data-testid=vote-row][data-voter='{person(3).address}']")
    expect(row).to_contain_text("Light for everybody.", timeout=SOON)
    expect(page.get_by_test_id("holder-for")).to_contain_text("3")
    expect(page.get_by_test_id("vote-standing")).to_contain_text("You have voted", timeout=SOON)
    expect(page.get_by_test_id("vote-form")).to_be_hidden()
    assert "eth_sendTransaction" in wallet.asked
    expect_api_equals_contract(dao, service, flow)

    flow.wait_for_deadline()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Succeeded", timeout=SOON)
    page.get_by_test_id("queue-button").click()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Queued", timeout=SOON)
    flow.wait_for_eta()
    page.get_by_test_id("execute-button").click()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Executed", timeout=SOON)
    assert dao.token.functions.balanceOf(person(37).address).call() == 5 * 10**18
    assert service.get(f"/proposals/{flow.id}")["state"] == ProposalState.EXECUTED


def expect_api_equals_contract(dao: Dao, service: Service, flow: Flow) -> None:
    proposal = service.get(f"/proposals/{flow.id}")
    token = dao.governor.functions.proposalVotes(flow.id).call()
    holder = dao.governor.functions.holderVotes(flow.id).call()
    for house, tally in ((proposal["token_house"], token), (proposal["holder_house"], holder)):
        assert [house["against"], house["for"], house["abstain"]] == [str(votes) for votes in tally]
    decoded = proposal["actions"][0]["decoded"]
    assert decoded["function"] == "transfer(address,uint256)"
    assert decoded["arguments"][0]["value"] == person(37).address


def test_another_voters_ballot_appears_without_a_reload(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(3, "Watch the bars move").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(38)
    page.goto(f"{service.url}/proposals/{flow.id}")
    expect(page.get_by_test_id("holder-against")).to_contain_text("0")

    flow.vote(AGAINST, 6, reason="Seen by somebody who only reads.")

    expect(page.get_by_test_id("holder-against")).to_contain_text("1", timeout=SOON)
    expect(page.get_by_test_id("vote-row")).to_contain_text("Seen by somebody who only reads.")


def test_a_member_without_tokens_votes_as_a_person_only(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(3, "A person's vote").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(8)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, 8)
    expect(page.get_by_test_id("vote-standing")).to_contain_text("as one person in the holder house")
    expect(page.get_by_test_id("vote-standing")).to_contain_text("not delegated")
    cast(page, "abstain", "")
    expect(page.get_by_test_id("holder-abstain")).to_contain_text("1", timeout=SOON)
    assert dao.governor.functions.holderVotes(flow.id).call() == [0, 0, 1]
    assert dao.governor.functions.proposalVotes(flow.id).call() == [0, 0, 0]


def test_power_that_came_after_the_snapshot_is_not_promised(
    dao: Dao, service: Service, open_as: Open
) -> None:
    flow = dao.propose(3, "Delegated a moment too late").wait_for_snapshot()
    dao.delegate(8, to=8)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(8)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, 8)
    standing = page.get_by_test_id("vote-standing")
    expect(standing).to_contain_text("You vote as one person in the holder house.")
    expect(standing).to_contain_text("not delegated to you yet when the vote opened")


def test_who_cannot_vote_is_told_why_and_sends_nothing(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(3, "Not for outsiders").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(38)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, 38)
    expect(page.get_by_test_id("vote-standing")).to_contain_text("cannot vote on this proposal")
    expect(page.get_by_test_id("vote-form")).to_be_hidden()
    assert "eth_sendTransaction" not in wallet.asked


def test_a_rejected_signature_loses_nothing(dao: Dao, service: Service, open_as: Open) -> None:
    flow = dao.propose(3, "The wallet says no").wait_for_snapshot()
    service.wait_for_block(dao.web3.eth.block_number)
    page, wallet = open_as(4)
    wallet.reject = True
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, 4)
    cast(page, "against", "Typed with care.")
    expect(page.get_by_test_id("vote-status")).to_contain_text(
        "You declined in the wallet. Nothing was sent."
    )
    expect(page.get_by_test_id("vote-reason")).to_have_value("Typed with care.")

    wallet.reject = False
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("holder-against")).to_contain_text("1", timeout=SOON)


def test_delegating_to_oneself_gives_voting_power(dao: Dao, service: Service, open_as: Open) -> None:
    page, _ = open_as(29)
    page.goto(f"{service.url}/accounts/{person(29).address}")
    expect(page.get_by_test_id("account-delegate")).not_to_contain_text("itself")
    connect(page, 29)
    page.get_by_test_id("delegate-self").click()
    expect(page.get_by_test_id("account-delegate")).to_contain_text("itself", timeout=SOON)
    expect(page.get_by_test_id("account-power")).to_contain_text("380,000")
    assert dao.token.functions.delegates(person(29).address).call() == person(29).address


def test_its_proposer_alone_cancels_it_before_the_vote_opens(
    dao: Dao, service: Service, open_as: Open
) -> None:
    flow = dao.propose(5, "Thought better of it")
    service.wait_for_block(dao.web3.eth.block_number)
    other, _ = open_as(4)
    other.goto(f"{service.url}/proposals/{flow.id}")
    connect(other, 4)
    expect(other.get_by_test_id("vote-standing")).to_contain_text("You would vote with")
    expect(other.get_by_test_id("cancel-button")).to_be_hidden()
    page, _ = open_as(5)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, 5)
    page.get_by_test_id("cancel-button").click()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Canceled", timeout=SOON)
    assert flow.state is ProposalState.CANCELED


def test_the_pages_can_be_read_without_javascript(dao: Dao, service: Service, browser: Browser) -> None:
    dao.propose(3, "Readable by itself").wait_for_snapshot().vote(FOR, 3, reason="Plain text.")
    service.wait_for_block(dao.web3.eth.block_number)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(service.url)
    page.get_by_role("link", name="Readable by itself").click()
    expect(page.get_by_test_id("holder-for")).to_contain_text("1")
    expect(page.get_by_test_id("vote-row")).to_contain_text("Plain text.")
    context.close()
