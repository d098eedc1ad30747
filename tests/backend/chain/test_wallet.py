"""What a wallet asks of a real node, and what it makes of answers that a real one does not give here."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from eth_account import Account

from lexiarch.chain.wallet import WalletNode
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import ChainError, NodeAnswerInvalid, TransactionRefused
from lexiarch.domain.execution import Call
from lexiarch.domain.transactions import Signed, Transaction, WhyRefused
from lexiarch.signing.keystore import HotKey
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.fake_node import error, fake_node, result

pytestmark = pytest.mark.chain

GWEI = 10**9
OTHER = Address(b"\x0b" * 20)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_anvil(no_mining=True) as url:
        yield url


@pytest.fixture
def node(url: str) -> Iterator[WalletNode]:
    with WalletNode([url], timeout=10) as node:
        yield node


@pytest.fixture
def key(url: str) -> HotKey:
    """A new key with an ether."""
    key = HotKey(Account.create())
    rpc(url, "anvil_setBalance", key.checksum_address, hex(10**18))
    return key


def sign(node: WalletNode, key: HotKey, nonce: int = 0, max_fee: int = 50 * GWEI, value: int = 7) -> Signed:
    call = Call(OTHER, value, b"")
    return key.sign(Transaction(node.fetch_chain_id(), nonce, call, 21_000, max_fee, GWEI))


def test_a_transaction_is_known_while_it_waits_and_has_a_receipt_when_it_is_mined(
    node: WalletNode, key: HotKey, url: str
) -> None:
    signed = sign(node, key)
    assert node.fetch_transaction(signed.hash) is None
    node.send(signed.raw)
    node.send(signed.raw)  # again is no error
    sent = node.fetch_transaction(signed.hash)
    assert sent is not None
    assert (sent.call, sent.gas, sent.max_fee, sent.tip) == (Call(OTHER, 7, b""), 21_000, 50 * GWEI, GWEI)
    assert (node.fetch_nonce(key.address, "latest"), node.fetch_nonce(key.address, "pending")) == (0, 1)
    assert node.fetch_receipts([signed.hash]) == [None]

    rpc(url, "evm_mine")
    header = node.fetch_header("latest")
    assert header is not None
    unknown = Hash32(bytes(32))
    missing, receipt = node.fetch_receipts([unknown, signed.hash])
    assert missing is None
    assert receipt is not None
    assert (receipt.block_number, receipt.block_hash, receipt.success) == (header.number, header.hash, True)
    assert receipt.cost == 10**18 - 7 - node.fetch_balance(key.address, header.hash)
    assert node.fetch_nonce(key.address, header.number) == 1
    assert node.fetch_nonce(key.address, header.number - 1) == 0
    assert node.fetch_receipts([]) == []


def test_fees_are_those_of_the_next_block(node: WalletNode, url: str) -> None:
    rpc(url, "anvil_setNextBlockBaseFeePerGas", hex(77 * GWEI))
    rpc(url, "evm_mine")
    fees = node.fetch_fees()
    rpc(url, "evm_mine")
    assert fees.base == int(rpc(url, "eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)
    assert fees.base < 77 * GWEI
    assert fees.tip >= 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"nonce": 0}, WhyRefused.NONCE),
        ({"nonce": 1, "value": 8}, WhyRefused.FEE),
        ({"nonce": 2, "value": 10**19}, WhyRefused.FUNDS),
    ],
)
def test_why_a_node_takes_no_transaction(
    node: WalletNode, key: HotKey, url: str, change: dict[str, int], why: WhyRefused
) -> None:
    rpc(url, "anvil_setNextBlockBaseFeePerGas", hex(GWEI))
    node.send(sign(node, key).raw)
    rpc(url, "evm_mine")
    node.send(sign(node, key, nonce=1).raw)
    with pytest.raises(TransactionRefused) as refused:
        node.send(sign(node, key, **change).raw)
    assert refused.value.why is why
    assert key.checksum_address not in str(refused.value)


def test_another_version_needs_a_tenth_more(node: WalletNode, key: HotKey) -> None:
    node.send(sign(node, key).raw)
    better = Transaction(node.fetch_chain_id(), 0, Call(OTHER, 7, b""), 21_000, 56 * GWEI, 2 * GWEI)
    node.send(key.sign(better).raw)


def test_a_call_is_tried_with_its_gas_and_behind_what_waits(node: WalletNode, key: HotKey, url: str) -> None:
    code = Address(b"\xc0" * 20)
    rpc(url, "anvil_setCode", "0x" + code.hex(), "0x5b600056")  # goes round for ever
    assert not node.try_transaction(key.address, Call(code, 0, b""), 100_000, "latest").success
    rpc(url, "anvil_setCode", "0x" + code.hex(), "0x600460005260046000fd")  # reverts with four bytes
    failed = node.try_transaction(key.address, Call(code, 0, b""), 100_000, "latest")
    assert (failed.success, failed.returned) == (False, bytes(4))
    rpc(url, "anvil_setCode", "0x" + code.hex(), "0x4760005260206000f3")  # returns its balance
    balance = Call(code, 0, b"")
    call = Call(code, 5, b"")
    node.send(key.sign(Transaction(node.fetch_chain_id(), 0, call, 50_000, 50 * GWEI, GWEI)).raw)
    now, soon = (node.try_transaction(key.address, balance, 100_000, at) for at in ("latest", "pending"))
    assert (int.from_bytes(now.returned, "big"), int.from_bytes(soon.returned, "big")) == (0, 5)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("nonce too low: next nonce 7, tx nonce 3", WhyRefused.NONCE),
        ("replacement transaction underpriced", WhyRefused.FEE),
        ("transaction underpriced: gas tip cap 0, minimum needed 1", WhyRefused.FEE),
        ("max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1", WhyRefused.FEE),
        ("FeeTooLow, MaxFeePerGas too low. fee cap less", WhyRefused.FEE),
        ("insufficient funds for gas * price + value: balance 0", WhyRefused.FUNDS),
        ("txpool is full", WhyRefused.OTHER),
    ],
)
def test_what_other_clients_say(message: str, why: WhyRefused) -> None:
    with (
        fake_node(lambda request: error(request, -32000, message)) as fake,
        WalletNode([fake.url], 1) as node,
        pytest.raises(TransactionRefused) as refused,
    ):
        node.send(b"\x02")
    assert refused.value.why is why


@pytest.mark.parametrize(
    "message", ["already known", "known transaction: 0x12", "ALREADY_EXISTS: already exists"]
)
def test_a_transaction_that_a_node_has_is_sent(message: str) -> None:
    with (
        fake_node(lambda request: error(request, -32000, message)) as fake,
        WalletNode([fake.url], 1) as node,
    ):
        node.send(b"\x02")


ASKED: list[tuple[Callable[[WalletNode], object], Any]] = [
    (lambda node: node.fetch_fees(), {"oldestBlock": "0x1"}),
    (lambda node: node.fetch_fees(), {"baseFeePerGas": []}),
    (lambda node: node.fetch_nonce(OTHER, "latest"), "7"),
    (lambda node: node.fetch_transaction(Hash32(bytes(32))), {"to": None}),
    (lambda node: node.fetch_transaction(Hash32(bytes(32))), {"to": "0x" + "0b" * 20, "value": "0x0"}),
    (lambda node: node.try_transaction(OTHER, Call(OTHER, 0, b""), 1, "latest"), 7),
]


@pytest.mark.parametrize(("ask", "answer"), ASKED)
def test_what_no_node_should_say_is_not_believed(ask: Callable[[WalletNode], object], answer: Any) -> None:
    with (
        fake_node(lambda request: result(request, answer)) as fake,
        WalletNode([fake.url], 1) as node,
        pytest.raises(NodeAnswerInvalid),
    ):
        ask(node)


@pytest.mark.parametrize("receipt", [{}, {"blockNumber": "0x1", "blockHash": "0x12"}, 7])
def test_a_broken_receipt_is_not_believed(receipt: Any) -> None:
    def answer(requests: Any) -> Any:
        return [result(request, receipt) for request in requests]

    with fake_node(answer) as fake, WalletNode([fake.url], 1) as node, pytest.raises(NodeAnswerInvalid):
        node.fetch_receipts([Hash32(bytes(32))])


def test_a_node_that_tries_no_call_is_told_from_a_contract_that_refuses() -> None:
    def tried(code: int, message: str, **more: Any) -> Any:
        refuse = partial(error, code=code, message=message, **more)
        with fake_node(refuse) as fake, WalletNode([fake.url], 1) as node:
            return node.try_transaction(OTHER, Call(OTHER, 0, b""), 9, "pending")

    assert tried(3, "execution reverted", data="0x12345678").returned == b"\x12\x34\x56\x78"
    assert not tried(-32000, "out of gas").success
    assert not tried(-32000, "intrinsic gas too low: have 9, want 21000").success
    with pytest.raises(ChainError):
        tried(-32000, "pending block is not available")
