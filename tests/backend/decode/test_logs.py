"""Events as web3 reads them, and logs that no contract of ours wrote."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from eth_abi import encode
from eth_typing import BlockNumber
from hexbytes import HexBytes
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict
from web3 import Web3
from web3.contract import Contract
from web3.types import LogReceipt

from lexiarch.decode.events import DECODERS, governor, token
from lexiarch.decode.logs import Decoded, decode_logs
from lexiarch.domain.chain import Address, Hash32, Position, RawLog
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import LogInvalid
from scripts._export.compiled import SOURCES, canonical, snake
from tests.helpers.abi_values import Entry, entries, load_abi, ours, values_of

EVENTS = entries("event")
HERE = Address(b"\x0a" * 20)
BLOCK = Hash32(b"\xbb" * 32)
TX = Hash32(b"\xcc" * 32)
GOVERNOR = ContractName.GOVERNOR

each_event = pytest.mark.parametrize(
    ("contract", "event"), EVENTS, ids=[f"{contract}.{event['name']}" for contract, event in EVENTS]
)


def topic_of(event: Entry) -> Hash32:
    signature = f"{event['name']}({','.join(canonical(each) for each in event['inputs'])})"
    return Hash32(bytes(Web3.keccak(text=signature)))


def log_of(event: Entry, values: tuple[Any, ...]) -> RawLog:
    """The log that a contract writes, by eth_abi."""
    inputs = list(zip(event["inputs"], values, strict=True))
    topics = [Hash32(encode([canonical(each)], [value])) for each, value in inputs if each["indexed"]]
    plain = [(canonical(each), value) for each, value in inputs if not each["indexed"]]
    data = encode([kind for kind, _ in plain], [value for _, value in plain])
    return RawLog(7, BLOCK, TX, 3, HERE, (topic_of(event), *topics), data)


def decode(log: RawLog, contract: ContractName) -> list[Decoded]:
    return list(decode_logs([log], {HERE: contract}, {7: 1_000_007}))


@each_event
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_event_is_what_web3_says_it_is(contract: ContractName, event: Entry, data: st.DataObject) -> None:
    log = log_of(event, data.draw(values_of(event["inputs"])))
    (decoded,) = decode(log, contract)
    theirs = web3_arguments(contract, event["name"], log)
    assert type(decoded.event).__name__ == event["name"]
    assert fields_of(decoded) == {
        snake(each["name"]): ours(canonical(each), theirs[each["name"]]) for each in event["inputs"]
    }


def fields_of(decoded: Decoded) -> dict[str, Any]:
    event = decoded.event
    return asdict(event)


def web3_arguments(contract: ContractName, name: str, log: RawLog) -> dict[str, Any]:
    receipt: LogReceipt = {
        "address": Web3.to_checksum_address(log.address),
        "blockHash": HexBytes(log.block_hash),
        "blockNumber": BlockNumber(log.block_number),
        "data": HexBytes(log.data),
        "logIndex": log.log_index,
        "removed": False,
        "topics": [HexBytes(topic) for topic in log.topics],
        "transactionHash": HexBytes(log.tx_hash),
        "transactionIndex": 0,
    }
    return dict(web3_contract(contract).events[name]().process_log(receipt)["args"])


@cache
def web3_contract(contract: ContractName) -> type[Contract]:
    return Web3().eth.contract(abi=load_abi(contract))


def test_every_event_of_every_abi_has_a_decoder_and_there_is_no_other() -> None:
    for contract in SOURCES:
        assert set(DECODERS[contract]) == {topic_of(event) for name, event in EVENTS if name is contract}


def damaged(log: RawLog) -> st.SearchStrategy[RawLog]:
    """The log with other bytes, fewer, or more, and with topics of another number."""

    def overwritten(at: int, word: int) -> RawLog:
        return log._replace(data=log.data[: at * 32] + word.to_bytes(32, "big") + log.data[at * 32 + 32 :])

    words = len(log.data) // 32
    small = st.integers(0, 2 * len(log.data) + 64)
    any_word = st.integers(0, 2**256 - 1)
    return st.one_of(
        st.builds(overwritten, st.integers(0, max(0, words - 1)), st.one_of(small, any_word)),
        st.integers(0, len(log.data)).map(lambda cut: log._replace(data=log.data[:cut])),
        st.binary(min_size=1, max_size=64).map(lambda more: log._replace(data=log.data + more)),
        st.binary(max_size=320).map(lambda data: log._replace(data=data)),
        st.integers(1, 5).map(lambda count: log._replace(topics=(log.topics * 5)[:count])),
    )


@each_event
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_log_is_refused_or_is_exactly_what_it_says(
    contract: ContractName, event: Entry, data: st.DataObject
) -> None:
    log = data.draw(damaged(log_of(event, data.draw(values_of(event["inputs"])))))
    try:
        (decoded,) = decode(log, contract)
    except LogInvalid:
        return
    fields = tuple(fields_of(decoded).values())
    if not any("\ufffd" in text for text in texts_in(fields)):
        assert log_of(event, fields) == log


def texts_in(values: Any) -> list[str]:
    if isinstance(values, str):
        return [values]
    return [text for value in values for text in texts_in(value)] if isinstance(values, list | tuple) else []


def test_a_refused_log_is_named_by_its_place() -> None:
    event = entry("VoteCast")
    log = log_of(event, ("0x" + "01" * 20, 1, 1, 1, "why"))
    with pytest.raises(LogInvalid, match=r"The log 3 of block 7 cannot be read as an event of the governor"):
        decode(log._replace(data=log.data[:-32]), GOVERNOR)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        ("größer ✓ 🏛".encode(), "größer ✓ 🏛"),
        (b"", ""),
        (b"a\x00b", "a\ufffdb"),
        (b"\xff\xfe!", "\ufffd\ufffd!"),
        (b"cut \xe2\x82", "cut \ufffd"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),  # a lone surrogate
        (b"\xc0\xaf", "\ufffd\ufffd"),  # an overlong slash
    ],
)
def test_a_strangers_text_is_read_whatever_its_bytes(raw: bytes, text: str) -> None:
    data = encode(["uint256", "uint8", "uint256", "bytes"], [9, 1, 5, raw])
    log = log_of(entry("VoteCast"), ("0x" + "01" * 20, 9, 1, 5, ""))
    (decoded,) = decode(log._replace(data=data), GOVERNOR)
    assert decoded.event == governor.VoteCast(Address(b"\x01" * 20), 9, 1, 5, text)


def test_texts_in_a_proposal_are_read_whatever_their_bytes() -> None:
    kinds = [
        "uint256",
        "address",
        "address[]",
        "uint256[]",
        "bytes[]",
        "bytes[]",
        "uint256",
        "uint256",
        "bytes",
    ]
    values = [5, b"\x01" * 20, [b"\x02" * 20], [3], [b"\xff()"], [b"\xff"], 10, 20, b"# \x00title"]
    log = RawLog(7, BLOCK, TX, 3, HERE, (topic_of(entry("ProposalCreated")),), encode(kinds, values))
    (decoded,) = decode(log, GOVERNOR)
    assert isinstance(decoded.event, governor.ProposalCreated)
    assert decoded.event.signatures == ("\ufffd()",)
    assert decoded.event.calldatas == (b"\xff",)
    assert decoded.event.description == "# \ufffdtitle"


def entry(name: str) -> Entry:
    return next(event for contract, event in EVENTS if contract is GOVERNOR and event["name"] == name)


def test_events_keep_their_order_and_carry_their_place() -> None:
    transfer = next(event for _, event in EVENTS if event["name"] == "Transfer")
    vote = entry("VoteCast")
    there = Address(b"\x0b" * 20)
    logs = [
        log_of(vote, ("0x" + "01" * 20, 1, 0, 1, "no"))._replace(block_number=8, log_index=0),
        log_of(transfer, ("0x" + "01" * 20, "0x" + "02" * 20, 5))._replace(block_number=9, address=there),
    ]
    contracts = {HERE: GOVERNOR, there: ContractName.TOKEN}
    assert list(decode_logs(logs, contracts, {8: 108, 9: 109})) == [
        Decoded(Position(8, 0, TX, 108), governor.VoteCast(Address(b"\x01" * 20), 1, 0, 1, "no")),
        Decoded(
            Position(9, 3, TX, 109),
            token.Transfer(Address(b"\x01" * 20), Address(b"\x02" * 20), 5),
        ),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log._replace(topics=(Hash32(b"\x01" * 32),)),
        lambda log: log._replace(topics=()),
        lambda log: log._replace(address=Address(b"\x0c" * 20)),
    ],
)
def test_logs_that_are_not_our_events_are_left_out(change: Callable[[RawLog], RawLog]) -> None:
    log = log_of(entry("VoteCast"), ("0x" + "01" * 20, 1, 0, 1, "no"))
    assert len(decode(log, GOVERNOR)) == 1
    assert decode(change(log), GOVERNOR) == []


def test_an_event_of_another_contract_is_left_out() -> None:
    log = log_of(entry("VoteCast"), ("0x" + "01" * 20, 1, 0, 1, "no"))
    assert decode(log, ContractName.TOKEN) == []
