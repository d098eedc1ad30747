"""A member proves in a browser, for a website, that they hold an iD; the server has the chain verify it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from lexiarch.chain.node import Node
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.proofs.anonymous import AnonymousProofs, Proof, Request
from lexiarch.proofs.errors import ProofInvalid, TreeUnsettled
from lexiarch.store.database import open_database
from tests.e2e.conftest import OUTSIDER
from tests.helpers.assets import put_into
from tests.helpers.dao import Dao
from tests.helpers.pages import Open, opening
from tests.helpers.semaphore import commitments_of
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.timeout(300)]

BY_SIGNATURE, BY_FILE, OTHERS = 3, 4, range(5, 9)
PASSPHRASE = "seven quiet herons"
CHALLENGE = Hash32(bytes.fromhex("c4" * 32))
ASKED = Request("https://forum.example", "sign-in", CHALLENGE)

ENTRY = """
import { openBySignature, openInFile, proveHolding } from "assets/proofs/holding";
import { about, prover, takeSignature } from "assets/secret/held";
import { signForNew } from "assets/secret/sign";

let provider;
addEventListener("eip6963:announceProvider", ({ detail }) => { provider = detail.provider; });
dispatchEvent(new Event("eip6963:requestProvider"));
const accounts = () => provider.request({ method: "eth_accounts" });
const session = async () => ({ wallet: { provider }, account: (await accounts())[0] });

export const newFile = async (passphrase) => {
  return (await prover().ask("makeFile", { passphrase, about: about() })).text;
};
export const openFile = async (text, passphrase) => {
  await openInFile(text, passphrase);
  return String((await prover().ask("fromFile", { text, passphrase, about: about() })).commitment);
};
export const newSignature = async () => {
  const who = await session();
  return String((await takeSignature(await signForNew(who, 1, () => undefined), who.account)).commitment);
};
export const sign = async () => openBySignature(await session());
export const prove = async (asking, least) => {
  const { root, nullifier, points } = await proveHolding(await session(), asking, { least });
  return [root, nullifier, ...points].map(String);
};
"""


@pytest.fixture(scope="module")
def open_as(browser: Browser, dao: Dao) -> Iterator[Open]:
    with opening(browser, dao.node_url) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def anonymous(dao: Dao, database_url: str) -> Iterator[AnonymousProofs]:
    index = open_database(database_url)
    with Node([dao.node_url], 5) as node:
        yield AnonymousProofs(node, dao.deployment, index)
    index.close()


def page_of(service: Service, open_as: Open, who: int, folder: Path) -> Page:
    """A page of the service, with the module in it."""
    page, _ = open_as(who)
    page.goto(f"{service.url}/members")
    put_into(page, ENTRY, folder)
    return page


def join(dao: Dao, who: int, commitment: int) -> None:
    dao.send(dao.contract(ContractName.HOLDER_TREE).functions.join(commitment), who)


@pytest.fixture(scope="module")
def by_file(dao: Dao, service: Service, open_as: Open, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A member whose key is in a file; four others are in the tree."""
    page = page_of(service, open_as, BY_FILE, tmp_path_factory.mktemp("file"))
    text = page.evaluate("passphrase => it.newFile(passphrase)", PASSPHRASE)
    join(dao, BY_FILE, int(page.evaluate("given => it.openFile(...given)", [text, PASSPHRASE])))
    for who, commitment in zip(OTHERS, commitments_of([f"member {who}" for who in OTHERS]), strict=True):
        join(dao, who, commitment)
    service.wait_for_block(dao.web3.eth.block_number)
    return page


@pytest.fixture(scope="module")
def by_signature(
    dao: Dao, service: Service, by_file: Page, open_as: Open, tmp_path_factory: pytest.TempPathFactory
) -> Page:
    """Another, whose key is made of a signature."""
    page = page_of(service, open_as, BY_SIGNATURE, tmp_path_factory.mktemp("signature"))
    join(dao, BY_SIGNATURE, int(page.evaluate("() => it.newSignature()")))
    service.wait_for_block(dao.web3.eth.block_number)
    return page


def prove(page: Page, asked: Request = ASKED, least: int = 5) -> Proof:
    asking = {**asked._asdict(), "challenge": "0x" + asked.challenge.hex()}
    found: list[Any] = page.evaluate("given => it.prove(...given)", [asking, least])
    root, nullifier, *points = map(int, found)
    return Proof(root, nullifier, tuple(points))


def test_a_member_with_a_key_in_a_file_is_verified_under_one_name(
    by_file: Page, anonymous: AnonymousProofs
) -> None:
    first = prove(by_file)
    assert anonymous.verify(ASKED, first) == first.nullifier
    later = ASKED._replace(challenge=Hash32(bytes(31) + b"\1"))
    assert anonymous.verify(later, prove(by_file, later)) == first.nullifier
    with pytest.raises(ProofInvalid):
        anonymous.verify(later, first)


def test_another_website_gets_another_name(by_file: Page, anonymous: AnonymousProofs) -> None:
    shop = ASKED._replace(client="https://shop.example")
    proof = prove(by_file, shop)
    assert anonymous.verify(shop, proof) != prove(by_file).nullifier
    with pytest.raises(ProofInvalid):
        anonymous.verify(ASKED, proof)


def test_a_member_with_a_key_of_a_signature_is_verified(
    by_file: Page, by_signature: Page, anonymous: AnonymousProofs
) -> None:
    by_signature.evaluate("() => it.sign()")
    proof = prove(by_signature)
    assert anonymous.verify(ASKED, proof) == proof.nullifier != prove(by_file).nullifier


def test_who_has_no_key_in_the_tree_is_told_so(service: Service, open_as: Open, tmp_path: Path) -> None:
    page = page_of(service, open_as, OUTSIDER, tmp_path)
    with pytest.raises(Error, match="has no ballot key in the tree"):
        page.evaluate("() => it.sign()")
    with pytest.raises(Error, match="Open your ballot key first"):
        prove(page)


def test_nothing_is_proven_among_too_few_or_with_a_key_that_is_not_in_the_tree(by_file: Page) -> None:
    with pytest.raises(Error, match="makes no proof among fewer than 100"):
        prove(by_file, least=100)
    text = by_file.evaluate("passphrase => it.newFile(passphrase)", PASSPHRASE)
    by_file.evaluate("given => it.openFile(...given)", [text, PASSPHRASE])
    with pytest.raises(Error, match="This key is not in the tree"):
        prove(by_file)


def test_a_tree_that_the_chain_does_not_have_is_not_used(service: Service, by_signature: Page) -> None:
    by_signature.evaluate("() => it.sign()")
    tree = service.get("/tree/leaves")
    tree["leaves"] = tree["leaves"][-1:]
    by_signature.route("**/api/v1/tree/leaves", lambda route: route.fulfill(json=tree))
    with pytest.raises(Error, match="is not the one on the chain"):
        prove(by_signature, least=1)
    by_signature.unroute("**/api/v1/tree/leaves")


def test_while_a_former_members_leaf_waits_the_server_takes_no_proof(
    dao: Dao, service: Service, by_signature: Page, anonymous: AnonymousProofs
) -> None:
    by_signature.evaluate("() => it.sign()")
    dao.send(dao.roll.functions.exit(), OTHERS[0])
    service.wait_for_block(dao.web3.eth.block_number)
    with pytest.raises(TreeUnsettled):
        anonymous.verify(ASKED, prove(by_signature))
