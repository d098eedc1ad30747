"""A proposal put together on its page, of every kind of action, with a wallet that signs with real keys."""

import pytest
from eth_utils import keccak
from playwright.sync_api import Locator, Page, expect

from lexiarch.domain.deployment import ContractName
from lexiarch.domain.proposals import ProposalState
from tests.e2e.conftest import OUTSIDER
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import FOR, Dao, eventually
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]


def start(page: Page, service: Service, title: str, body: str = "") -> None:
    page.goto(f"{service.url}/propose")
    page.get_by_test_id("draft-title").fill(title)
    page.get_by_test_id("draft-body").fill(body)


def add(page: Page, kind: str, **typed: str) -> Locator:
    """Adds an action and types into it; a name's `_` stands for a point."""
    page.get_by_test_id("kind").select_option(kind)
    actions = page.get_by_test_id("draft-action")
    action = actions.nth(actions.count())
    page.get_by_test_id("add-action").click()
    for name, value in typed.items():
        type_in(action, name.strip("_").replace("_", "."), value)
    return action


def type_in(action: Locator, name: str, value: str) -> None:
    control = action.locator(f"[data-name='{name}']")
    if control.evaluate("each => each.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)
        control.blur()


def error_of(action: Locator, name: str) -> Locator:
    return action.locator(f"[data-field='{name}'] .error")


def proposed(page: Page, service: Service) -> int:
    page.get_by_test_id("propose-button").click()
    page.wait_for_url("**/proposals/*", timeout=20_000)
    return int(page.url.rpartition("/")[2])


def test_every_kind_of_action_is_proposed_voted_queued_and_executed(
    dao: Dao, service: Service, open_as: Open
) -> None:
    treasury = dao.deployment.contracts[ContractName.TIMELOCK].address
    dao.rpc("anvil_setBalance", treasury, hex(10**19))
    receiver = person(36).address
    before = dao.web3.eth.get_balance(receiver)
    page, _ = open_as(3)
    start(page, service, "Everything at once", "One **action** of each kind.\n\n<script>alert(1)</script>")
    connect(page, person(3).address)
    add(page, "ether", to=receiver, amount="1.5")
    add(page, "tokens", _0=receiver, _1="12.25")
    add(page, "erc20", token=dao.token.address, to=receiver, amount="0.000003", decimals="18")
    call = add(page, "call", target=dao.token.address, value="0", abi="approve(address who, uint256 amount)")
    type_in(call, "argument.0", receiver)
    type_in(call, "argument.1", "77")
    add(page, "statement")
    add(page, "issuer_registry.registerGround", _0="The iD was lent to somebody else.")
    add(page, "governor.setVotingDelay", _0="2")
    expect(page.get_by_test_id("propose-standing")).to_contain_text("as a person on the roll")

    page.get_by_test_id("preview-button").click()
    preview = page.get_by_test_id("preview")
    expect(preview.get_by_test_id("asks")).to_contain_text("Both houses must pass it.", timeout=SOON)
    expect(preview.locator("strong").first).to_have_text("action")
    expect(preview.get_by_test_id("action")).to_have_count(7)
    expect(preview.get_by_test_id("action").nth(0)).to_contain_text("Send 1.5 ETH")
    expect(preview.get_by_test_id("action").nth(1)).to_contain_text("Send 12.25 VALE from the treasury")
    expect(preview.get_by_test_id("action").nth(6)).to_contain_text("Open votes 2 days after the proposal")
    expect(preview.get_by_test_id("reencoded")).to_contain_text("5 calls were decoded")
    number = proposed(page, service)

    said = service.get(f"/proposals/{number}")
    assert said["description"].endswith(f"#proposer={person(3).address}")
    description = keccak(text=said["description"])
    identity = (
        [action["target"] for action in said["actions"]],
        [int(action["value"]) for action in said["actions"]],
        [action["calldata"] for action in said["actions"]],
        description,
    )
    assert dao.governor.functions.hashProposal(*identity).call() == number
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft.'))") == []

    dao.travel_to(dao.governor.functions.proposalSnapshot(number).call() + 1)
    for voter in (4, 5, 27, 28):
        dao.send(dao.governor.functions.castVote(number, FOR), voter)
    page.get_by_test_id("vote-for").check(timeout=SOON)
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-standing")).to_contain_text("You have voted", timeout=SOON)
    dao.travel_to(dao.governor.functions.proposalDeadline(number).call() + 1)
    page.get_by_test_id("queue-button").click(timeout=SOON)
    expect(page.get_by_test_id("proposal-state")).to_have_text("Queued", timeout=SOON)
    dao.travel_to(dao.governor.functions.proposalEta(number).call())
    expect(page.get_by_test_id("execute-button")).to_be_enabled(timeout=SOON)
    page.get_by_test_id("execute-button").click()
    expect(page.get_by_test_id("proposal-state")).to_have_text("Executed", timeout=SOON)

    assert dao.web3.eth.get_balance(receiver) - before == 15 * 10**17
    assert dao.token.functions.balanceOf(receiver).call() == 1225 * 10**16 + 3 * 10**12
    assert dao.token.functions.allowance(treasury, receiver).call() == 77
    assert dao.governor.functions.votingDelay().call() == 2 * 86_400


def test_what_cannot_be_read_is_told_at_its_field(dao: Dao, service: Service, open_as: Open) -> None:
    page, _ = open_as(3)
    start(page, service, "")
    wrong = person(36).address.swapcase().replace("0X", "0x")
    payment = add(page, "tokens", _0=wrong, _1="1,5")
    delay = add(page, "governor.setVotingDelay", _0="31")
    call = add(page, "call", target="0x12", value="0", abi="pay(uint8 times, address[] whom)")
    type_in(call, "argument.0", "256")
    type_in(call, "argument.1", '["0x12"]')
    page.get_by_test_id("preview-button").click()
    expect(page.locator("#draft-title-error")).to_contain_text("needs a title")
    expect(page.get_by_test_id("draft-title")).to_be_focused()
    expect(error_of(payment, "0")).to_contain_text("checksum does not fit")
    expect(error_of(payment, "1")).to_contain_text("A number such as 1250.5")
    expect(error_of(delay, "0")).to_contain_text("At most 30 days.")
    expect(error_of(call, "target")).to_contain_text("0x and 40 hexadecimal digits")
    expect(error_of(call, "argument.0")).to_contain_text("At most 255.")
    expect(error_of(call, "argument.1")).to_contain_text("0x and 40 hexadecimal digits")
    type_in(call, "abi", "[not json")
    expect(error_of(call, "abi")).to_contain_text("This is no JSON of an ABI")
    assert find_violations(page) == []


def test_drafts_outlive_a_reload_and_a_rejected_signature(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(4)
    wallet.reject = True
    start(page, service, "Typed with care", "At length.")
    add(page, "tokens", _0=person(36).address, _1="1")
    expect(page.get_by_test_id("draft-status")).to_contain_text("Kept in this browser")
    page.get_by_test_id("draft-new").click()
    page.get_by_test_id("draft-title").fill("Another one")
    expect(page.get_by_test_id("draft-list").locator("li")).to_have_count(2)
    page.reload()
    expect(page.get_by_test_id("draft-title")).to_have_value("Another one")
    page.get_by_role("button", name="Typed with care", exact=True).click()
    expect(page.get_by_test_id("draft-body")).to_have_value("At length.")
    expect(page.get_by_test_id("draft-action").locator("[data-name='0']")).to_have_value(person(36).address)
    connect(page, person(4).address)
    page.get_by_test_id("propose-button").click()
    expect(page.get_by_test_id("propose-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    page.reload()
    expect(page.get_by_test_id("draft-title")).to_have_value("Typed with care")
    page.get_by_role("button", name="Delete the draft Another one").click()
    expect(page.get_by_test_id("draft-list").locator("li")).to_have_count(1)


def test_who_cannot_propose_is_told_why_before_the_wallet_opens(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, wallet = open_as(OUTSIDER)
    start(page, service, "Not mine to make")
    add(page, "statement")
    connect(page, person(OUTSIDER).address)
    expect(page.get_by_test_id("propose-standing")).to_contain_text("This account cannot propose")
    expect(page.get_by_test_id("propose-button")).to_be_hidden()
    page.get_by_test_id("preview-button").click()
    expect(page.get_by_test_id("cannot-propose").locator("li")).to_have_count(2, timeout=SOON)
    expect(page.get_by_test_id("cannot-propose")).to_contain_text("It is not on the roll.")
    assert "eth_sendTransaction" not in wallet.asked


def test_an_action_that_would_fail_is_told_and_may_be_proposed_nevertheless(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(27)
    start(page, service, "More than there is")
    add(page, "tokens", _0=person(36).address, _1="999999999999")
    connect(page, person(27).address)
    expect(page.get_by_test_id("propose-standing")).to_contain_text("of voting power", timeout=SOON)
    page.get_by_test_id("propose-button").click()
    expect(page.get_by_test_id("notice")).to_contain_text("holds fewer tokens", timeout=SOON)
    expect(page.get_by_test_id("propose-status")).to_contain_text("action 1 would fail", timeout=SOON)
    number = proposed(page, service)
    assert dao.governor.functions.proposalProposer(number).call() == person(27).address


def test_a_text_that_names_its_proposer_cannot_be_taken(dao: Dao, service: Service, open_as: Open) -> None:
    page, _ = open_as(5)
    start(page, service, "Mine")
    expect(page.get_by_test_id("protect")).to_be_checked()
    add(page, "statement")
    connect(page, person(5).address)
    number = proposed(page, service)
    text = service.get(f"/proposals/{number}")["description"]
    assert dao.governor.functions.proposalProposer(number).call() == person(5).address
    with pytest.raises(Exception, match="0x"):
        dao.governor.functions.propose([dao.token.address], [0], [b""], text).call(
            {"from": person(4).address}
        )
    assert list(ProposalState)[dao.governor.functions.state(number).call()] is ProposalState.PENDING


def test_a_keyboard_alone_makes_a_proposal(dao: Dao, service: Service, open_as: Open) -> None:
    page, _ = open_as(6)
    page.goto(f"{service.url}/propose")
    connect(page, person(6).address)
    keys = page.keyboard

    def tab_to(selector: str) -> None:
        for _press in range(60):
            if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
                return
            keys.press("Tab")
        raise AssertionError(f"{selector} cannot be reached")

    tab_to("#draft-title")
    keys.type("Without a mouse")
    tab_to("#draft-body")
    keys.type("Only keys.")
    tab_to("#kind")
    keys.press("ArrowDown")
    tab_to("#add-action")
    keys.press("Enter")
    expect(page.locator("[data-name='0']")).to_be_focused()
    keys.type(person(36).address)
    keys.press("Tab")
    keys.type("3")
    tab_to("[data-testid=preview-button]")
    keys.press("Space")
    expect(page.get_by_test_id("preview")).to_be_focused(timeout=SOON)
    tab_to("[data-testid=propose-button]")
    keys.press("Enter")
    page.wait_for_url("**/proposals/*", timeout=20_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Without a mouse")


@pytest.mark.parametrize("number", [4, 5])
def test_the_builder_breaks_no_accessibility_rule_in_either_theme(
    dao: Dao, service: Service, open_as: Open, number: int
) -> None:
    for width in (320, 1280):
        page, _ = open_as(number, width=width)
        start(page, service, "Read me", "| a | b |\n| - | - |\n| 1 | 2 |")
        add(page, "governor.setVotingDelay", _0="3")
        add(page, "issuer_registry.accredit", _0=person(36).address)
        add(page, "tracks.addTrack")
        add(page, "call", target=dao.token.address, abi="transfer(address,uint256)")
        assert find_violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0
        for button in page.get_by_test_id("remove-action").all()[:0:-1]:
            button.click()
        page.get_by_test_id("preview-button").click()
        expect(page.get_by_test_id("asks")).to_be_visible(timeout=SOON)
        assert find_violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0


def test_the_api_says_who_may_propose_and_what_is_asked_as_the_contracts_do(
    dao: Dao, service: Service
) -> None:
    service.wait_for_block(dao.web3.eth.block_number)
    call = dao.issuers.functions.registerGround("Any ground")
    calldata = bytes.fromhex(call._encode_transaction_data()[2:])
    for who in range(40):
        said = service.get(f"/proposals/eligibility/{person(who).address}")
        draft = ([dao.issuers.address], [0], [calldata], f"by {who}")
        try:
            dao.governor.functions.propose(*draft).call({"from": person(who).address})
            accepted = True
        except Exception:
            accepted = False
        assert said["can_propose"] == accepted, who
    terms = dao.contract(ContractName.TRACKS).functions.termsOf([dao.issuers.address], [calldata[:4]]).call()
    action = {"target": dao.issuers.address, "calldata": "0x" + calldata.hex()}
    asks = eventually(lambda: service.post("/drafts/preview", {"description": "by 3", "actions": [action]}))
    assert (asks["asks"]["token_house"], asks["asks"]["holder_house"]) == (terms[0], terms[1])
    identity = ([dao.issuers.address], [0], [calldata], keccak(text="by 3"))
    assert int(asks["proposal_id"]) == dao.governor.functions.hashProposal(*identity).call()
