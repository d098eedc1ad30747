"""Node against a real chain."""

import time
from collections.abc import Iterator

import pytest

from lexiarch.chain.node import BATCH, Node
from lexiarch.chain.source import Source
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.decode.errors import decode_error
from lexiarch.decode.events import token
from lexiarch.decode.logs import decode_logs
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import CallReverted, NodeAnswerInvalid, NodeUnreachable
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.contracts import deploy, invoke

pytestmark = pytest.mark.chain

CHAIN_ID = 777_001
TOKEN = ContractName.TOKEN
OWNER = Address(bytes.fromhex("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"))
"""First account of the public test mnemonic."""
OTHER = Address(b"\x0b" * 20)
NOBODY = Address(b"\x99" * 20)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID) as url:
        yield url


@pytest.fixture(scope="module")
def token_address(url: str) -> Address:
    """Created in block 1; then transfers of 5 in block 2 and 6 in block 3."""
    address = deploy(url, TOKEN, "Token", "TOK", [(OWNER, 1000)])
    for amount in (5, 6):
        invoke(url, TOKEN, address, "transfer", OTHER, amount)
    return address


@pytest.fixture
def node(url: str, token_address: Address) -> Iterator[Node]:
    with Node([url], timeout=10) as node:
        yield node


def balance(node: Source, token_address: Address, block_hash: bytes) -> int:
    answer = node.call(token_address, encode_call(TOKEN, "balanceOf", OTHER), block_hash)
    (amount,) = decode_result(TOKEN, "balanceOf", answer)
    assert isinstance(amount, int)
    return amount


def test_chain_id_is_the_chains_own(node: Node) -> None:
    assert node.fetch_chain_id() == CHAIN_ID


def test_header_is_the_same_by_number_by_hash_and_as_the_newest(node: Node, url: str) -> None:
    newest = node.fetch_header("latest")
    assert newest is not None
    assert newest.number == int(rpc(url, "eth_blockNumber"), 16)
    assert node.fetch_header(newest.number) == newest
    assert node.fetch_header(newest.hash) == newest
    before = node.fetch_header(newest.number - 1)
    assert before is not None
    assert newest.parent_hash == before.hash
    assert before.timestamp <= newest.timestamp


def test_header_of_a_block_that_is_not_there_is_none(node: Node) -> None:
    assert node.fetch_header(10_000_000) is None
    assert node.fetch_header(b"\x01" * 32) is None


def test_headers_come_in_the_order_asked_over_several_batches(node: Node, url: str) -> None:
    rpc(url, "anvil_mine", hex(BATCH))
    numbers = [3, 1, 2, *range(BATCH)]
    headers = node.fetch_headers(numbers)
    assert [header.number for header in headers] == numbers
    assert headers[0] == node.fetch_header(3)
    assert node.fetch_headers([]) == []


def test_headers_refuse_when_one_block_is_not_there(node: Node) -> None:
    with pytest.raises(NodeAnswerInvalid, match="there is no block 10000000"):
        node.fetch_headers([1, 10_000_000])


def test_logs_of_a_range_are_the_events_in_order(node: Node, token_address: Address) -> None:
    logs = node.fetch_logs(0, 3, [token_address])
    times = {header.number: header.timestamp for header in node.fetch_headers([1, 2, 3])}
    events = list(decode_logs(logs, {token_address: TOKEN}, times))
    assert [
        (each.position.block_number, each.event.to, each.event.value)
        for each in events
        if isinstance(each.event, token.Transfer)
    ] == [(1, OWNER, 1000), (2, OTHER, 5), (3, OTHER, 6)]
    assert all(each.position.block_time == times[each.position.block_number] for each in events)


def test_logs_keep_to_the_range_and_to_the_addresses(node: Node, token_address: Address) -> None:
    assert {log.block_number for log in node.fetch_logs(2, 2, [token_address])} == {2}
    assert node.fetch_logs(0, 3, [NOBODY]) == []


def test_block_logs_are_those_of_the_range_with_that_block_alone(node: Node, token_address: Address) -> None:
    header = node.fetch_header(3)
    assert header is not None
    logs = node.fetch_block_logs(header.hash, [token_address])
    assert logs == node.fetch_logs(3, 3, [token_address])
    assert [log.block_hash for log in logs] == [header.hash]


def test_logs_without_addresses_are_everybodys(node: Node, url: str, token_address: Address) -> None:
    there = deploy(url, TOKEN, "Other", "OTH", [(OWNER, 1)])
    newest = node.fetch_header("latest")
    assert newest is not None
    logs = node.fetch_block_logs(newest.hash, [])
    assert [log.address for log in logs] == [there]
    assert node.fetch_logs(newest.number, newest.number, []) == logs
    assert node.fetch_block_logs(newest.hash, [token_address]) == []


def test_the_data_of_a_transaction_is_what_was_called(node: Node, token_address: Address) -> None:
    (log,) = node.fetch_logs(3, 3, [token_address])
    assert node.fetch_input(log.tx_hash) == encode_call(TOKEN, "transfer", OTHER, 6)
    assert node.fetch_input(Hash32(b"\x01" * 32)) is None


def test_block_logs_refuse_a_block_that_the_node_does_not_have(node: Node, token_address: Address) -> None:
    with pytest.raises(NodeAnswerInvalid, match="unknown block"):
        node.fetch_block_logs(b"\x01" * 32, [token_address])


def test_call_reads_the_state_of_the_block_asked_for(node: Node, token_address: Address) -> None:
    balances = [balance(node, token_address, header.hash) for header in node.fetch_headers([1, 2, 3])]
    assert balances == [0, 5, 11]


def test_call_refuses_a_block_that_the_node_does_not_have(node: Node, token_address: Address) -> None:
    with pytest.raises(NodeAnswerInvalid):
        balance(node, token_address, b"\x01" * 32)


def test_call_that_reverts_carries_the_contracts_error(node: Node, token_address: Address) -> None:
    newest = node.fetch_header("latest")
    assert newest is not None
    future = encode_call(TOKEN, "getPastVotes", OTHER, newest.timestamp + 10)
    with pytest.raises(CallReverted) as caught:
        node.call(token_address, future, newest.hash)
    said = decode_error(caught.value.data)
    assert said == f"ERC5805FutureLookup(timepoint={newest.timestamp + 10}, clock={newest.timestamp})"


def test_calls_of_several_batches_are_answered_in_their_order_and_one_that_reverts_is_told(
    node: Node, token_address: Address
) -> None:
    newest = node.fetch_header("latest")
    assert newest is not None
    asked = [(token_address, encode_call(TOKEN, "balanceOf", OTHER))] * BATCH
    asked += [
        (token_address, encode_call(TOKEN, "getPastVotes", OTHER, newest.timestamp + 10)),
        (token_address, encode_call(TOKEN, "decimals")),
    ]
    *balances, reverted, decimals = node.call_all(asked, newest.hash)
    assert balances == [node.call(*asked[0], newest.hash)] * BATCH
    assert isinstance(reverted, CallReverted)
    assert decode_error(reverted.data).startswith("ERC5805FutureLookup")
    assert decimals == (18).to_bytes(32, "big")


def test_calls_refuse_a_block_that_the_node_does_not_have(node: Node, token_address: Address) -> None:
    with pytest.raises(NodeAnswerInvalid):
        node.call_all([(token_address, encode_call(TOKEN, "decimals"))], b"\x01" * 32)


def test_call_of_an_address_without_code_is_no_result(node: Node) -> None:
    newest = node.fetch_header("latest")
    assert newest is not None
    with pytest.raises(NodeAnswerInvalid, match=r"balanceOf\(address\)"):
        balance(node, NOBODY, newest.hash)


def test_a_block_that_a_reorg_removed_is_gone(url: str, node: Node, token_address: Address) -> None:
    invoke(url, TOKEN, token_address, "transfer", OTHER, 7)
    removed = node.fetch_header("latest")
    assert removed is not None
    rpc(url, "anvil_reorg", 1, [])
    replaced = node.fetch_header(removed.number)
    assert replaced is not None
    assert replaced.hash != removed.hash
    assert replaced.parent_hash == removed.parent_hash
    assert node.fetch_block_logs(replaced.hash, [token_address]) == []
    assert node.fetch_header(removed.hash) is None


def test_a_node_that_went_away_is_unreachable_after_a_few_quick_attempts() -> None:
    with running_anvil() as url:
        node = Node([url], 5)
        assert node.fetch_header(0) is not None
    began = time.monotonic()
    with node, pytest.raises(NodeUnreachable, match=f"{url} does not answer: the connection failed"):
        node.fetch_chain_id()
    assert 0.1 < time.monotonic() - began < 5
