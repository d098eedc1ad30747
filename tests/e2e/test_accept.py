"""Accepting an offer: from the issuer's link to the iD, by whom it is for and by nobody else."""

import base64
import json
from collections.abc import Sequence

import pytest
from eth_abi import encode
from playwright.sync_api import Page, expect
from web3 import Web3

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.signing.typed_data import Offer, merkle_tree, offer_struct, sign_batch, sign_offer
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import DAY, Dao, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service
from tests.helpers.wallet import SmartWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ISSUER = 1


def fragment(dao: Dao, offer: Offer, signature: bytes, proof: Sequence[bytes] | None = None) -> str:
    """The link's fragment, made here from its description alone."""
    registry = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    struct = [f"0x{part.hex()}" if isinstance(part, bytes) else part for part in offer_struct(offer)]
    parts = [1, dao.deployment.chain_id, Web3.to_checksum_address(registry), *struct, f"0x{signature.hex()}"]
    if proof is not None:
        parts.append([f"0x{node.hex()}" for node in proof])
    code = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")
    return f"#offer={code}"


def signed(dao: Dao, offer: Offer, issuer: int = ISSUER) -> str:
    registry = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    signature = sign_offer(bytes(person(issuer).key), dao.deployment.chain_id, registry, offer)
    return fragment(dao, offer, signature)


def read(page: Page, service: Service, link: str, dao: Dao) -> Page:
    """The page of an offer, once the index is where the chain is."""
    service.wait_for_block(dao.web3.eth.block_number)
    page.goto(f"{service.url}/accept{link}")
    return page


def changed(offer: Offer, **changes: object) -> Offer:
    fields = {name: getattr(offer, name) for name in Offer.__slots__} | changes
    return Offer(**fields)  # type: ignore[arg-type]  # values as asked


def test_an_offer_is_read_accepted_and_its_id_begins(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(10)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url.partition('#')[0]} {request.post_data}"))
    offer = dao.offer(10)
    read(page, service, signed(dao, offer), dao)
    expect(page.get_by_test_id("offer-holder")).to_have_text(person(10).address)
    expect(page.get_by_test_id("offer-issuer")).to_have_text(person(ISSUER).address)
    expect(page.get_by_test_id("offer-accreditation")).to_contain_text("accredited by this DAO from")
    expect(page.get_by_test_id("offer-schema")).to_contain_text("a person")
    expect(page.get_by_test_id("offer-cautions").locator("li")).to_have_count(0)
    assert wallet.asked == []

    connect(page, person(10).address)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("Accepting begins an iD", timeout=SOON)
    told = "\n".join(asked).lower()
    assert "/accept" in told
    for secret in (offer.person_tag.hex(), offer.holder.hex(), page.url.partition("=")[2].lower()):
        assert secret not in told  # the server hears of nothing before it is accepted
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("This offer is accepted", timeout=SOON)
    expect(page.get_by_test_id("accept-button")).to_be_hidden()
    assert dao.roll.functions.isHolder(person(10).address).call()
    assert "#" not in page.url
    page.get_by_test_id("accept-standing").get_by_role("link").click()
    expect(page.get_by_test_id("id-state")).to_have_text("Live")


def test_another_account_is_told_which_one_to_take(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(11)
    read(page, service, signed(dao, dao.offer(12)), dao)
    connect(page, person(11).address)
    standing = page.get_by_test_id("accept-standing")
    expect(standing).to_contain_text(f"This offer is for the account {person(12).address}", timeout=SOON)
    expect(page.get_by_test_id("accept-button")).to_be_hidden()
    wallet.account = person(12)
    page.evaluate("account => window.__testWalletEmit('accountsChanged', [account])", person(12).address)
    expect(standing).not_to_contain_text("is for the account", timeout=SOON)
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
    assert dao.roll.functions.isHolder(person(12).address).call()


def test_a_pasted_link_that_is_damaged_or_over_says_so_and_is_kept(
    dao: Dao, service: Service, open_as: Open
) -> None:
    page, _ = open_as(13)
    good = signed(dao, dao.offer(13))
    over = signed(dao, changed(dao.offer(13), deadline=dao.now - 1, issued_at=dao.now - 60))
    read(page, service, good[:-40], dao)
    status = page.get_by_test_id("offer-status")
    expect(status).to_contain_text("link is damaged")
    expect(page.get_by_test_id("offer")).to_be_hidden()
    expect(page.get_by_test_id("accept")).to_be_hidden()
    text = page.get_by_test_id("offer-text")
    page.get_by_test_id("offer-read").click()
    expect(status).to_contain_text("There is no offer here")
    text.fill(over)
    page.get_by_test_id("offer-read").click()
    expect(status).to_contain_text("Ask the issuer for a new one")
    expect(text).to_have_value(over)
    text.fill(f"Welcome! Open\n https://elsewhere.example/accept{good[:90]}\n{good[90:]}")
    page.get_by_test_id("offer-read").click()
    expect(status).to_be_empty()
    expect(page.get_by_test_id("offer-holder")).to_have_text(person(13).address)
    page.get_by_test_id("offer-other").locator("summary").click()
    text.fill(over)
    page.get_by_test_id("offer-read").click()
    expect(page.get_by_test_id("offer")).to_be_hidden()


def test_what_the_roll_would_refuse_is_said_before_the_wallet_opens(
    dao: Dao, service: Service, open_as: Open
) -> None:
    registry = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    forged = sign_offer(bytes(person(31).key), dao.deployment.chain_id, registry, dao.offer(14))
    refused = {
        "its accreditation is not in force": signed(dao, dao.offer(14, issuer=31), issuer=31),
        "The signature is not the issuer’s": fragment(dao, dao.offer(14), forged),
        "The account holds another iD": signed(dao, changed(dao.offer(3), person_tag=person_tag(14))),
        "runs longer than an iD may": signed(dao, dao.offer(14, days=5 * 366)),
        "longer than the offer": signed(dao, dao.offer(3, days=30)),
    }
    for number, (why, link) in enumerate(refused.items()):
        who = 3 if "another iD" in why or "longer than the offer" in why else 14
        page, wallet = open_as(who)
        read(page, service, link, dao)
        if number == 0:
            expect(page.get_by_test_id("offer-accreditation")).to_contain_text("not accredited")
            expect(page.get_by_test_id("offer-cautions")).to_contain_text("will refuse this one")
        connect(page, person(who).address)
        standing = page.get_by_test_id("accept-standing")
        expect(standing).to_contain_text("It cannot be accepted.", timeout=SOON)
        expect(standing).to_contain_text(why)
        expect(page.get_by_test_id("accept-button")).to_be_hidden()
        assert "eth_sendTransaction" not in wallet.asked


def test_a_renewal_says_that_it_is_one(dao: Dao, service: Service, open_as: Open) -> None:
    dao.travel(60)
    page, _ = open_as(4)
    until = dao.roll.functions.standingOf(person_tag(4)).call()[1]
    link = signed(dao, dao.offer(4, days=700))
    read(page, service, link, dao)
    connect(page, person(4).address)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("This is a renewal.", timeout=SOON)
    button = page.get_by_test_id("accept-button")
    expect(button).to_have_text("Accept the renewal")
    button.click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD is renewed", timeout=SOON)
    assert dao.roll.functions.standingOf(person_tag(4)).call()[1] > until + 300 * DAY
    read(page, service, link, dao)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("This offer is accepted", timeout=SOON)


def test_who_declines_in_the_wallet_keeps_the_offer(dao: Dao, service: Service, open_as: Open) -> None:
    page, wallet = open_as(15)
    read(page, service, signed(dao, dao.offer(15)), dao)
    connect(page, person(15).address)
    wallet.reject = True
    page.get_by_test_id("accept-button").click(timeout=SOON)
    expect(page.get_by_test_id("accept-status")).to_contain_text("You declined in the wallet", timeout=SOON)
    wallet.reject = False
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)


def test_an_offer_from_a_batch_is_claimed_by_a_contract_wallet(
    dao: Dao, service: Service, open_as: Open
) -> None:
    owner = bytes.fromhex(person(32).address[2:])
    receipt = send(dao.node_url, None, creation_code("ERC1271WalletMock") + encode(["address"], [owner]))
    contract = Web3.to_checksum_address(receipt["contractAddress"])
    mine = changed(dao.offer(32), holder=Address(bytes.fromhex(contract[2:])))
    root, proofs = merkle_tree([dao.offer(33), mine, dao.offer(34)])
    registry = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    signature = sign_batch(bytes(person(ISSUER).key), dao.deployment.chain_id, registry, Hash32(root))
    page, _ = open_as(32, SmartWallet(person(32), dao.node_url, contract=contract))
    read(page, service, fragment(dao, mine, signature, proofs[1]), dao)
    connect(page, contract)
    page.get_by_test_id("accept-button").click(timeout=SOON)
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
    assert dao.roll.functions.isHolder(contract).call()


def test_who_left_can_come_back_with_a_newer_offer_and_with_no_older(
    dao: Dao, service: Service, open_as: Open
) -> None:
    older = signed(dao, dao.offer(8))
    dao.travel(60)
    dao.send(dao.roll.functions.exit(), 8)
    dao.travel(60)
    page, _ = open_as(8)
    read(page, service, older, dao)
    connect(page, person(8).address)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("older than what happened", timeout=SOON)
    read(page, service, signed(dao, dao.offer(8)), dao)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("brings it back", timeout=SOON)
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD is back", timeout=SOON)


@pytest.mark.parametrize("who", [20, 21])  # dark and light
def test_the_page_is_usable_by_all_and_on_a_narrow_screen(
    dao: Dao, service: Service, open_as: Open, who: int
) -> None:
    page, _ = open_as(who, width=320)
    read(page, service, "", dao)
    assert find_violations(page) == []
    page.get_by_test_id("offer-text").fill("nonsense")
    page.get_by_test_id("offer-read").click()
    expect(page.get_by_test_id("offer-status")).to_contain_text("damaged")
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    read(page, service, signed(dao, dao.offer(who, issuer=31), issuer=31), dao)
    page.reload()  # the same page with another fragment is not loaded anew
    connect(page, person(who).address)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("It cannot be accepted", timeout=SOON)
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_a_guardian_s_stop_is_told_with_its_end(dao: Dao, service: Service, open_as: Open) -> None:
    guardian = dao.issuers.functions.guardian().call()
    number = next(number for number in range(40) if person(number).address == guardian)
    offer = dao.offer(16)
    dao.send(dao.issuers.functions.suspendIssuance(person(ISSUER).address, offer.schema), number)
    page, _ = open_as(16)
    read(page, service, signed(dao, offer), dao)
    expect(page.get_by_test_id("offer-cautions")).to_contain_text("has stopped this issuer until")
    connect(page, person(16).address)
    expect(page.get_by_test_id("accept-standing")).to_contain_text(
        "the guardian has stopped it", timeout=SOON
    )
