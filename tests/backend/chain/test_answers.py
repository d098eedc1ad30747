"""What a node may not answer."""

from typing import Any

import pytest

from lexiarch.chain.node import Node
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import NodeAnswerInvalid
from tests.helpers.fake_node import fake_node, result

ADDRESS = Address(b"\x0a" * 20)
BLOCK = b"\xbb" * 32

HEADER = {
    "number": "0x5",
    "hash": f"0x{BLOCK.hex()}",
    "parentHash": "0x" + "aa" * 32,
    "timestamp": "0x3e8",
    "logsBloom": "0x" + "00" * 256,
    "transactions": [],
}
LOG = {
    "blockNumber": "0x5",
    "blockHash": f"0x{BLOCK.hex()}",
    "transactionHash": "0x" + "cc" * 32,
    "logIndex": "0x0",
    "address": f"0x{ADDRESS.hex()}",
    "topics": ["0x" + "dd" * 32],
    "data": "0x0102",
    "removed": False,
}


def fetch_header(answer: Any, block: int | bytes = 5) -> Any:
    with fake_node(lambda request: result(request, answer)) as fake, Node([fake.url], 5) as node:
        return node.fetch_header(block)


def fetch_logs(answer: Any) -> Any:
    with fake_node(lambda request: result(request, answer)) as fake, Node([fake.url], 5) as node:
        return node.fetch_logs(4, 6, [ADDRESS])


def fetch_block_logs(answer: Any) -> Any:
    with fake_node(lambda request: result(request, answer)) as fake, Node([fake.url], 5) as node:
        return node.fetch_block_logs(BLOCK, [ADDRESS])


def test_a_header_is_read_whole() -> None:
    assert fetch_header(HEADER) == (5, BLOCK, b"\xaa" * 32, 1000, bytes(256))


def test_a_log_is_read_whole() -> None:
    expected = (5, BLOCK, b"\xcc" * 32, 0, ADDRESS, (b"\xdd" * 32,), b"\x01\x02")
    assert fetch_logs([LOG]) == [expected]
    assert fetch_block_logs([LOG]) == [expected]


@pytest.mark.parametrize(
    "change",
    [
        {"number": None},  # a pending block
        {"hash": None},
        {"hash": "0xbb"},
        {"parentHash": "0x" + "a" * 63},
        {"timestamp": 1000},
        {"timestamp": "1000"},
        {"logsBloom": "0x"},
    ],
)
def test_a_header_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(NodeAnswerInvalid):
        fetch_header(HEADER | change)


@pytest.mark.parametrize("name", ["number", "hash", "parentHash", "timestamp", "logsBloom"])
def test_a_header_that_lacks_a_field_is_refused(name: str) -> None:
    with pytest.raises(NodeAnswerInvalid, match=f"it lacks {name}"):
        fetch_header({key: value for key, value in HEADER.items() if key != name})


@pytest.mark.parametrize("block", [4, b"\xbc" * 32])
def test_a_header_of_another_block_is_refused(block: int | bytes) -> None:
    with pytest.raises(NodeAnswerInvalid, match="it is block 5"):
        fetch_header(HEADER, block)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "0x" + "0b" * 20},
        {"address": "0x0a"},
        {"blockNumber": "0x7"},
        {"blockNumber": "0x3"},
        {"blockHash": None},
        {"logIndex": None},
        {"topics": None},
        {"topics": ["0xdd"]},
        {"data": "0x1"},
        {"data": "zz"},
        {"removed": True},
    ],
)
def test_logs_of_another_form_or_place_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(NodeAnswerInvalid):
        fetch_logs([LOG | change])


@pytest.mark.parametrize("answer", [None, {}, "0x", [None], [[]], [LOG, LOG]])
def test_what_is_no_list_of_different_logs_is_refused(answer: Any) -> None:
    with pytest.raises(NodeAnswerInvalid):
        fetch_logs(answer)


def test_logs_of_a_block_with_another_hash_are_refused() -> None:
    with pytest.raises(NodeAnswerInvalid, match="another block"):
        fetch_block_logs([LOG, LOG | {"logIndex": "0x1", "blockHash": "0x" + "bc" * 32}])


def test_logs_come_in_chain_order_however_the_node_sends_them() -> None:
    places = [("0x6", "0x0"), ("0x4", "0xa"), ("0x4", "0x9"), ("0x5", "0x1")]
    logs = fetch_logs([LOG | {"blockNumber": number, "logIndex": index} for number, index in places])
    assert [(log.block_number, log.log_index) for log in logs] == [(4, 9), (4, 10), (5, 1), (6, 0)]


@pytest.mark.parametrize(
    "answer",
    [{"input": "0x"}, {"hash": f"0x{BLOCK.hex()}"}, {"hash": "0x" + "cc" * 32, "input": "0x"}, [], "0x"],
)
def test_a_transaction_of_another_form_or_hash_is_refused(answer: Any) -> None:
    with (
        fake_node(lambda request: result(request, answer)) as fake,
        Node([fake.url], 5) as node,
        pytest.raises(NodeAnswerInvalid),
    ):
        node.fetch_input(Hash32(BLOCK))
