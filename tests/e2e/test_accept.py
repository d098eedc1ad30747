"""Accepting an offer: from the issuer's link to the iD, by whom it is for and by nobody else."""

import base64
import json
from collections.abc import Iterator, Sequence

import pytest
from eth_abi import encode
from playwright.sync_api import Browser, Page, expect
from web3 import Web3

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.signing.typed_data import Offer, merkle_tree, offer_struct, sign_batch, sign_offer
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import DAY, Dao, address_of, person_tag
from tests.helpers.pages import OVERFLOW, SOON, Open, connect, opening
from tests.helpers.service import Service
from tests.helpers.wallet import SmartWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

ISSUER = 1


@pytest.fixture
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


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
    return Offer(**fields)  # type: ignore[arg-type]  # as of the fields


def test_an_offer_is_read_accepted_and_its_id_begins(dao: Dao, service: Service, open_as: Open) -> None:
    asked: list[str] = []
    page, wallet = open_as(10)
    page.on("request", lambda request: asked.append(request.url))
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
    before = "\n".join(asked).lower()
    for secret in (offer.person_tag.hex(), offer.holder.hex(), "offer="):
        assert secret not in before.replace(page.url.partition("#")[2].lower(), "")
    page.get_by_test_id("accept-button").click()
    expect(page.get_by_test_id("accept-status")).to_contain_text("the iD has begun", timeout=SOON)
    expect(page.get_by_test_id("accept-standing")).to_contain_text("This offer is accepted", timeout=SOON)
    expect(page.get_by_test_id("accept-button")).to_be_hidden()
    assert dao.roll.functions.isHolder(person(10).address).call()
    assert "#" not in page.url
    page.get_by_test_id("accept-standing").get_by_role("link").click()
    expect(page.get_by_test_id("id-state")).to_have_text("Live")
