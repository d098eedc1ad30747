"""Accounts that are contracts sign in: deployed (ERC-1271) or not yet (ERC-6492), on a real chain."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from eth_abi import encode
from eth_utils import keccak, to_checksum_address
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.settings import Settings
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.builders import History, make_deployment
from tests.helpers.cast import person
from tests.helpers.client import Client
from tests.helpers.contracts import creation_code, send
from tests.helpers.sign_in import ORIGIN, Visitor, message, sign

pytestmark = pytest.mark.chain

OWNER, STRANGER = person(5), person(6)
FACTORY = bytes.fromhex("4e59b44847b379578588920ca78fbf26c0b4956c")
"""Deploys with CREATE2 what follows 32 bytes of salt; anvil has it, as most chains do."""
MAGIC = bytes.fromhex("6492" * 16)
FICKLE = bytes.fromhex(
    "602a80600b6000396000f3"  # creates what follows
    "60003560e01c631626ba7e14601557"  # is it isValidSignature?
    "600160005500"  # if not, write 1
    "5b600054631626ba7e0260e01b60005260206000f3"  # if so, yes once 1 is written
)
"""A wallet that says yes to every signature after any other call."""
SALT = bytes(31) + b"\x07"


class Wallet(NamedTuple):
    """A contract wallet, there or not."""

    address: str
    deploying: bytes
    """What the factory is called with."""


def wallet_of(owner: Any, salt: bytes = SALT) -> Wallet:
    code = creation_code("ERC1271WalletMock") + encode(["address"], [owner.address])
    address = keccak(b"\xff" + FACTORY + salt + keccak(code))[12:]
    return Wallet(to_checksum_address(address), salt + code)


@pytest.fixture
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=31_337) as url:
        yield url


@pytest.fixture
def app(node_url: str, tmp_path: Path) -> Iterator[FastAPI]:
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    settings = Settings(
        deployment=path,
        database_url=f"sqlite:///{tmp_path / 'index.db'}",
        private_database_url=f"sqlite:///{tmp_path / 'private.db'}",
        rpc_url=node_url,
        origin=ORIGIN,
        credential_keys=tmp_path / "keys.json",
    )
    app = create_site(settings, with_indexer=False)
    History().founded().save(app.state.context.database)
    yield app
    app.state.proofs.close()
    app.state.context.database.close()


def enter(app: FastAPI, wallet: Wallet, signer: Any, *, wrapped: bool = False, **more: Any) -> httpx.Response:
    """Signs in as a contract, with the key of whomever."""
    visitor = Visitor(Client(app), OWNER)
    text = message({**visitor.invitation(), "address": wallet.address})
    signature = bytes.fromhex(sign(signer, text)[2:])
    if wrapped:
        to, data = more.get("factory", FACTORY), more.get("deploying", wallet.deploying)
        signature = encode(["address", "bytes", "bytes"], [to, data, signature]) + MAGIC
    return visitor.hand_in(text, "0x" + signature.hex())


def outcome(answer: httpx.Response) -> str:
    body = answer.json()
    return str(body["error"]["code"]) if "error" in body else str(body["session"]["account"])


def test_a_deployed_wallet_signs_in_with_its_owners_key_and_with_no_other(
    app: FastAPI, node_url: str
) -> None:
    wallet = wallet_of(OWNER)
    send(node_url, FACTORY, wallet.deploying)
    assert outcome(enter(app, wallet, OWNER)) == wallet.address
    assert outcome(enter(app, wallet, STRANGER)) == "SignatureInvalid"
    assert outcome(enter(app, wallet, OWNER, wrapped=True)) == wallet.address
    assert outcome(enter(app, wallet, STRANGER, wrapped=True)) == "SignatureInvalid"


def test_a_wallet_that_is_not_deployed_yet_signs_in_with_how_to_deploy_it(
    app: FastAPI, node_url: str
) -> None:
    wallet = wallet_of(OWNER)
    assert outcome(enter(app, wallet, OWNER)) == "SignatureInvalid", "nobody knows yet whose it will be"
    assert outcome(enter(app, wallet, OWNER, wrapped=True)) == wallet.address
    assert outcome(enter(app, wallet, STRANGER, wrapped=True)) == "SignatureInvalid"
    assert rpc(node_url, "eth_getCode", wallet.address, "latest") == "0x", "asking has deployed it"


def test_a_wallet_that_would_be_deployed_elsewhere_proves_nothing(app: FastAPI) -> None:
    mine, others = wallet_of(OWNER), wallet_of(STRANGER)
    answer = enter(app, others, OWNER, wrapped=True, deploying=mine.deploying)
    assert outcome(answer) == "SignatureInvalid"


@pytest.mark.parametrize("broken", [MAGIC, b"\x01" * 64 + MAGIC, b"", b"\x00" * 65, b"\xff" * 65])
def test_a_broken_signature_is_no_signature(app: FastAPI, node_url: str, broken: bytes) -> None:
    deployed, not_yet = wallet_of(OWNER), wallet_of(OWNER, bytes(32))
    send(node_url, FACTORY, deployed.deploying)
    for wallet in (deployed, not_yet):
        visitor = Visitor(Client(app), OWNER)
        text = message({**visitor.invitation(), "address": wallet.address})
        assert outcome(visitor.hand_in(text, "0x" + broken.hex())) == "SignatureInvalid"


def test_a_strangers_call_before_the_question_is_not_made_for_a_wallet_that_is_there(
    app: FastAPI, node_url: str
) -> None:
    """Else whoever finds a call after which the wallet says yes is let in, though nobody ever made it."""
    address = to_checksum_address(send(node_url, None, FICKLE)["contractAddress"])
    answer = enter(app, Wallet(address, b""), STRANGER, wrapped=True, factory=address, deploying=b"\1")
    assert outcome(answer) == "SignatureInvalid"
    send(node_url, bytes.fromhex(address[2:]), b"\1")
    assert outcome(enter(app, Wallet(address, b""), STRANGER)) == address, "or it never says yes"


def test_a_key_that_was_dropped_signs_in_no_more(app: FastAPI, node_url: str) -> None:
    wallet = wallet_of(OWNER)
    send(node_url, FACTORY, wallet.deploying)
    drop = "0x" + keccak(text="dropKey()")[:4].hex()
    rpc(node_url, "eth_sendTransaction", {"from": OWNER.address, "to": wallet.address, "data": drop})
    assert outcome(enter(app, wallet, OWNER)) == "SignatureInvalid"
    assert outcome(enter(app, wallet, OWNER, wrapped=True)) == "SignatureInvalid", "as it once was deployed"


def test_an_account_that_is_no_contract_signs_with_its_own_key_only(app: FastAPI) -> None:
    account = Wallet(OWNER.address, b"")
    assert outcome(enter(app, account, OWNER)) == OWNER.address
    assert outcome(enter(app, account, STRANGER)) == "SignatureInvalid"
    assert outcome(enter(app, account, STRANGER, wrapped=True, deploying=bytes(32))) == "SignatureInvalid"


def test_a_node_of_another_chain_is_not_believed(app: FastAPI, node_url: str) -> None:
    wallet = wallet_of(OWNER)
    with running_anvil() as other:
        send(other, FACTORY, wallet.deploying)
        node = app.state.proofs.sign_in._node
        here, node._transport._nodes = node._transport._nodes, type(node)([other], 5)._transport._nodes
        answer = enter(app, wallet, OWNER)
        node._transport._nodes = here
    assert (answer.status_code, outcome(answer)) == (503, "WrongChain")


def test_while_the_node_is_down_keys_are_believed_and_contracts_are_not(app: FastAPI, node_url: str) -> None:
    wallet = wallet_of(OWNER)
    send(node_url, FACTORY, wallet.deploying)
    node = app.state.proofs.sign_in._node
    node._transport._nodes = type(node)(["http://127.0.0.1:9"], 1)._transport._nodes
    for wrapped in (False, True):
        answer = enter(app, wallet, OWNER, wrapped=wrapped)
        assert (answer.status_code, outcome(answer)) == (503, "NodeUnreachable")
        assert "set-cookie" not in answer.headers
    assert outcome(enter(app, Wallet(OWNER.address, b""), OWNER)) == OWNER.address
