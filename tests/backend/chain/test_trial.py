"""Calls tried on a real node, and on nodes that can less."""

from collections.abc import Iterator
from typing import Any

import pytest

from lexiarch.chain.trial import TrialNode
from lexiarch.decode.calls import encode_call
from lexiarch.decode.errors import decode_error
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import NodeUnreachable
from lexiarch.domain.execution import ETHER, Call, Trial, Where
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.contracts import deploy
from tests.helpers.fake_node import error, fake_node, result

pytestmark = pytest.mark.chain

TOKEN = ContractName.TOKEN
OWNER = Address(bytes.fromhex("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"))
OTHER = Address(b"\x0b" * 20)
NOBODY = Address(b"\x99" * 20)

CLOCK = bytes.fromhex("425f5260205ff3")
"""Code that returns the block's time."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_anvil() as url:
        yield url


@pytest.fixture(scope="module")
def token(url: str) -> Address:
    """The owner has 1000 of them."""
    return deploy(url, TOKEN, "Token", "TOK", [(OWNER, 1000)])


@pytest.fixture
def node(url: str, token: Address) -> Iterator[TrialNode]:
    with TrialNode([url], timeout=10) as node:
        yield node


def now(node: TrialNode, later: int = 1) -> Where:
    header = node.fetch_header("latest")
    assert header is not None
    return Where(header.number, header.hash, header.timestamp + later)


def transfer(token: Address, to: Address, amount: int) -> Call:
    return Call(token, 0, encode_call(TOKEN, "transfer", to, amount))


def test_each_call_sees_what_those_before_it_did_and_nothing_is_done(
    node: TrialNode, url: str, token: Address
) -> None:
    half = transfer(token, OTHER, 600)
    trial = node.try_calls(OWNER, [half, half], now(node))
    assert trial.together
    assert [outcome.success for outcome in trial.outcomes] == [True, False]
    (log,) = trial.outcomes[0].logs
    assert (log.address, int.from_bytes(log.data, "big")) == (token, 600)
    words = decode_error(trial.outcomes[1].returned)
    assert words is not None
    assert words.startswith("ERC20InsufficientBalance(")
    assert trial.outcomes[1].logs == []
    asked = {"to": "0x" + token.hex(), "data": "0x" + encode_call(TOKEN, "balanceOf", OTHER).hex()}
    assert int(rpc(url, "eth_call", asked), 16) == 0


def test_ether_is_told_as_a_transfer(node: TrialNode) -> None:
    (outcome,) = node.try_calls(OWNER, [Call(OTHER, 5, b"")], now(node)).outcomes
    assert [(log.address, int.from_bytes(log.data, "big")) for log in outcome.logs] == [(ETHER, 5)]


def test_a_contract_may_be_the_sender(node: TrialNode, token: Address) -> None:
    (outcome,) = node.try_calls(token, [transfer(token, OTHER, 0)], now(node)).outcomes
    assert outcome.success


def test_more_ether_than_there_is_fails_that_call(node: TrialNode) -> None:
    trial = node.try_calls(NOBODY, [Call(OTHER, 5, b""), Call(OTHER, 0, b"")], now(node))
    assert not trial.together
    assert [outcome.success for outcome in trial.outcomes] == [False, True]
    assert "nsufficient funds" in trial.outcomes[0].said


def test_it_is_tried_at_the_time_that_is_asked_for(node: TrialNode, url: str) -> None:
    rpc(url, "anvil_setCode", "0x" + NOBODY.hex(), "0x" + CLOCK.hex())
    where = now(node, later=1_000)
    (outcome,) = node.try_calls(OWNER, [Call(NOBODY, 0, b"\x01")], where).outcomes
    assert int.from_bytes(outcome.returned, "big") == where.time
    rpc(url, "anvil_setCode", "0x" + NOBODY.hex(), "0x")


def test_code_and_storage_are_those_of_the_block_asked_for(node: TrialNode, url: str, token: Address) -> None:
    slot = (7).to_bytes(32, "big")
    before = now(node)
    rpc(url, "anvil_setCode", "0x" + OTHER.hex(), "0x6001")
    nine = (9).to_bytes(32, "big")
    rpc(url, "anvil_setStorageAt", "0x" + OTHER.hex(), "0x" + slot.hex(), "0x" + nine.hex())
    rpc(url, "anvil_mine", "0x1")
    codes = node.fetch_codes([OTHER, token, NOBODY], now(node).hash)
    assert codes is not None
    assert codes[0] == b"\x60\x01"
    assert len(codes[1]) > 1000
    assert codes[2] == b""
    assert node.fetch_slots([OTHER, NOBODY], slot, now(node).hash) == [nine, bytes(32)]
    assert node.fetch_codes([token], before.number) == [codes[1]]
    assert node.fetch_codes([token], before.number + 10_000) is None
    assert node.fetch_codes([], before.number) == []


def old(request: Any) -> Any:
    """A node without eth_simulateV1, and without old states; every call with data reverts."""
    if isinstance(request, list):
        return [old(each) for each in request]
    if request["method"] == "eth_call":
        call = request["params"][0]
        if call["input"] == "0x":
            return result(request, "0x")
        return error(request, 3, "execution reverted", data="0x01020304")
    if request["method"] == "eth_getCode":
        return error(request, -32000, "missing trie node")
    return error(request, -32601, "the method eth_simulateV1 does not exist")


def test_a_node_that_cannot_try_several_tries_each_alone() -> None:
    where = Where(1, rpc_hash(), 5)
    with fake_node(old) as fake, TrialNode([fake.url], timeout=10) as node:
        trial = node.try_calls(OWNER, [Call(OTHER, 0, b""), Call(OTHER, 0, b"\x01")], where)
        assert node.fetch_codes([OTHER], 3) is None
    assert not trial.together
    assert [(each.success, each.returned, each.said) for each in trial.outcomes] == [
        (True, b"", ""),
        (False, b"\x01\x02\x03\x04", "execution reverted"),
    ]
    assert fake.requests[1]["params"][1] == {"blockHash": "0x" + where.hash.hex()}


@pytest.mark.parametrize("answer", [[], [{}], [{"calls": []}], [{"calls": [{}]}], "0x", None])
def test_an_answer_of_another_form_is_not_believed(answer: Any) -> None:
    def odd(request: dict[str, Any]) -> dict[str, Any]:
        return old(request) if request["method"] == "eth_call" else result(request, answer)

    with fake_node(odd) as fake, TrialNode([fake.url], timeout=10) as node:
        trial: Trial = node.try_calls(OWNER, [Call(OTHER, 0, b"")], Where(1, rpc_hash(), 5))
    assert (trial.together, trial.outcomes[0].success) == (False, True)


def test_a_node_that_is_gone_is_told() -> None:
    with TrialNode(["http://127.0.0.1:9"], timeout=1) as node, pytest.raises(NodeUnreachable):
        node.try_calls(OWNER, [Call(OTHER, 0, b"")], Where(1, rpc_hash(), 5))


def rpc_hash() -> Any:
    return b"\x07" * 32
