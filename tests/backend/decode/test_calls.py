"""Calls in words, and calls that only look like ours."""

from typing import Any

import pytest
from eth_abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st
from web3 import Web3

from lexiarch.decode.calls import (
    Argument,
    DecodedCallData,
    decode_call,
    decode_foreign_call,
    decode_result,
    encode_call,
)
from lexiarch.decode.functions.well_known import WELL_KNOWN
from lexiarch.decode.signature_text import declaration_of
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import NodeAnswerInvalid
from scripts._export.compiled import canonical, signature
from tests.helpers.abi_values import Entry, entries, ours, values_of

FUNCTIONS = entries("function")
GOVERNOR, TIMELOCK, TOKEN = ContractName.GOVERNOR, ContractName.TIMELOCK, ContractName.TOKEN
ROLL = ContractName.HOLDER_REGISTRY
SOMEONE = Address(b"\x0a" * 20)

each_function = pytest.mark.parametrize(
    ("contract", "function"),
    FUNCTIONS,
    ids=[f"{contract}.{signature(function)}" for contract, function in FUNCTIONS],
)


@each_function
@settings(max_examples=5, deadline=None)
@given(st.data())
def test_a_call_reads_as_it_was_written(contract: ContractName, function: Entry, data: st.DataObject) -> None:
    values = data.draw(values_of(function["inputs"]))
    kinds = [canonical(each) for each in function["inputs"]]
    calldata = bytes(Web3.keccak(text=signature(function))[:4]) + encode(kinds, values)
    assert encode_call(contract, signature(function), *values) == calldata
    assert decode_call(contract, calldata) == DecodedCallData(
        signature(function),
        tuple(
            Argument(each["name"], kind, ours(kind, value))
            for each, kind, value in zip(function["inputs"], kinds, values, strict=True)
        ),
    )


@each_function
@settings(max_examples=5, deadline=None)
@given(st.data())
def test_a_result_reads_as_it_was_returned(
    contract: ContractName, function: Entry, data: st.DataObject
) -> None:
    values = data.draw(values_of(function["outputs"]))
    kinds = [canonical(each) for each in function["outputs"]]
    read = decode_result(contract, signature(function), encode(kinds, values))
    assert read == tuple(ours(kind, value) for kind, value in zip(kinds, values, strict=True))


@each_function
@settings(max_examples=10, deadline=None)
@given(st.data())
def test_a_call_that_is_read_encodes_to_the_same_bytes(
    contract: ContractName, function: Entry, data: st.DataObject
) -> None:
    calldata = encode_call(contract, signature(function), *data.draw(values_of(function["inputs"])))
    changed = data.draw(changes_of(calldata))
    call = decode_call(contract, changed)
    if call is not None and "string" not in call.function:
        assert encode_call(contract, call.function, *(each.value for each in call.arguments)) == changed


def changes_of(calldata: bytes) -> st.SearchStrategy[bytes]:
    """Other bytes behind the same selector."""
    places = st.integers(4, max(4, len(calldata) - 1))
    return st.one_of(
        st.builds(
            lambda at, byte: calldata[:at] + byte + calldata[at + 1 :],
            places,
            st.binary(min_size=1, max_size=1),
        ),
        places.map(lambda cut: calldata[:cut]),
        st.binary(max_size=64).map(lambda more: calldata + more),
        st.binary(max_size=256).map(lambda junk: calldata[:4] + junk),
    )


def read(contract: ContractName, calldata: bytes) -> tuple[str, dict[str, Any]]:
    call = decode_call(contract, calldata)
    assert call is not None
    return call.function, {each.name: each.value for each in call.arguments}


@pytest.mark.parametrize(
    ("contract", "calldata", "function", "arguments"),
    [
        (TOKEN, "a9059cbb" + "0a" * 20, "transfer(address,uint256)", {"to": SOMEONE, "value": 7}),
        (GOVERNOR, "e540d01d", "setVotingPeriod(uint32)", {"newVotingPeriod": 7}),
        (TIMELOCK, "64d62353", "updateDelay(uint256)", {"newDelay": 7}),
    ],
)
def test_wellknown_selectors_are_known(
    contract: ContractName, calldata: str, function: str, arguments: dict[str, Any]
) -> None:
    selector, address = calldata[:8], calldata[8:]
    words = (address.rjust(64, "0") if address else "") + "7".rjust(64, "0")
    assert read(contract, bytes.fromhex(selector + words)) == (function, arguments)


def test_a_call_inside_a_call_stays_bytes_that_can_be_read_in_turn() -> None:
    inner = encode_call(GOVERNOR, "setVotingDelay", 3600)
    outer = encode_call(TIMELOCK, "scheduleBatch", [SOMEONE], [0], [inner], bytes(32), b"\x01" * 32, 60)
    _, arguments = read(TIMELOCK, outer)
    assert arguments["payloads"] == (inner,)
    assert read(GOVERNOR, arguments["payloads"][0]) == ("setVotingDelay(uint48)", {"newVotingDelay": 3600})


def test_a_struct_reads_as_a_tuple_with_its_type_spelled_out() -> None:
    offer = (SOMEONE, SOMEONE, b"\x01" * 32, b"\x02" * 32, 1, 2, 3)
    call = decode_call(ROLL, encode_call(ROLL, "attest", offer, b"\x03" * 65))
    assert call is not None
    assert call.arguments == (
        ("offer", "(address,address,bytes32,bytes32,uint48,uint48,uint48)", offer),
        ("issuerSignature", "bytes", b"\x03" * 65),
    )


def test_a_call_without_arguments_is_its_selector_alone() -> None:
    calldata = encode_call(ROLL, "exit")
    assert len(calldata) == 4
    assert decode_call(ROLL, calldata) == DecodedCallData("exit()", ())
    assert decode_call(ROLL, calldata + bytes(32)) is None


@pytest.mark.parametrize(
    "calldata", [b"", b"\xa9", b"\xa9\x05\x9c", b"\x01\x02\x03\x04", b"\x01\x02\x03\x04" + bytes(64)]
)
def test_what_is_no_call_of_the_contract_is_none(calldata: bytes) -> None:
    assert decode_call(TOKEN, calldata) is None


def test_a_call_of_another_contract_is_not_guessed() -> None:
    transfer = encode_call(TOKEN, "transfer", SOMEONE, 7)
    assert decode_call(TOKEN, transfer) is not None
    assert decode_call(GOVERNOR, transfer) is None
    assert decode_call(None, transfer) is None


def test_arguments_with_dirty_or_missing_bytes_are_not_shown_as_clean() -> None:
    transfer = encode_call(TOKEN, "transfer", SOMEONE, 7)
    dirty = transfer[:4] + b"\x01" + transfer[5:]
    assert decode_call(TOKEN, dirty) is None
    assert decode_call(TOKEN, transfer[:-1]) is None
    assert decode_call(TOKEN, transfer + b"\x00") is None


def test_a_text_argument_is_read_whatever_its_bytes() -> None:
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "registerSchema", "ab", 1)
    _, arguments = read(ContractName.ISSUER_REGISTRY, calldata.replace(b"ab", b"\xff\x00"))
    assert arguments == {"definition": "\ufffd\ufffd", "kind": 1}


def test_an_overloaded_function_needs_its_signature() -> None:
    with pytest.raises(LookupError, match=r"quorumNumerator\(\), quorumNumerator\(uint256\)"):
        encode_call(GOVERNOR, "quorumNumerator")
    assert len(encode_call(GOVERNOR, "quorumNumerator()")) == 4
    assert len(encode_call(GOVERNOR, "quorumNumerator(uint256)", 5)) == 36


def test_a_function_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="found none"):
        encode_call(TOKEN, "mint", SOMEONE, 7)


@pytest.mark.parametrize("answer", [b"", bytes(31), bytes(33), b"\x01" + bytes(31), bytes(31) + b"\x02"])
def test_a_result_that_the_function_cannot_have_returned_is_refused(answer: bytes) -> None:
    with pytest.raises(NodeAnswerInvalid, match=r"isHolder\(address\) of the holder_registry"):
        decode_result(ROLL, "isHolder", answer)


@pytest.mark.parametrize(
    ("signature", "types", "values"),
    [
        ("pay(address,(uint256,bool)[])", ["address", "(uint256,bool)[]"], ("0x" + "0a" * 20, ((7, True),))),
        ("x(uint8[2],string)", ["uint8[2]", "string"], ((1, 2), "words")),
        ("nothing()", [], ()),
    ],
)
def test_a_signature_reads_the_calls_that_it_describes(
    signature: str, types: list[str], values: tuple[Any, ...]
) -> None:
    calldata = bytes(Web3.keccak(text=signature)[:4]) + encode(types, values)
    arguments = tuple(Argument("", kind, ours(kind, each)) for kind, each in zip(types, values, strict=True))
    assert decode_foreign_call(calldata, signature) == (DecodedCallData(signature, arguments), ())
    assert decode_foreign_call(calldata) is None
    assert decode_foreign_call(calldata + bytes(32), signature) is None
    assert decode_foreign_call(b"\x01\x02\x03\x04" + calldata[4:], signature) is None


@pytest.mark.parametrize(
    "signature",
    [
        *(
            "",
            "x",
            "x(",
            "x)",
            "x(uint)",
            "x(uint256",
            "x (uint256)",
            "x(nothing)",
            "x(uint256)[2]",
            "x(uint7)",
        ),
        *("x(uint256[99999999999])", "x(uint8[200][200])", "x(()[])", "x(uint8[0])", "x(" + "(" * 5000),
        "x(" + "(" * 30 + "uint8" + ")" * 31,
    ],
)
def test_a_text_that_is_no_signature_or_one_meant_to_exhaust_us_reads_nothing(signature: str) -> None:
    assert declaration_of(signature) is None
    calldata = bytes(Web3.keccak(text=signature)[:4]) + bytes(64)
    assert decode_foreign_call(calldata, signature) is None


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_well_known_call_is_shown_only_when_it_encodes_to_the_same_bytes(data: st.DataObject) -> None:
    function, interfaces = data.draw(st.sampled_from(WELL_KNOWN))
    specs = [{"type": kind} for kind in function.types]
    calldata = function.selector + encode(function.types, data.draw(values_of(specs)))
    whole = decode_foreign_call(calldata)
    if whole is not None:
        assert whole[0].function == function.signature
        assert whole[1] == interfaces
    else:
        assert "string" in str(function.types)
    changed = data.draw(changes_of(calldata))
    found = decode_foreign_call(changed)
    if found is not None:
        assert changed[:4] + encode(function.types, [each.value for each in found[0].arguments]) == changed


def test_functions_that_share_a_selector_are_told_by_nobody() -> None:
    selectors = [function.selector for function, _ in WELL_KNOWN]
    assert len(selectors) == len(set(selectors))  # none does; those that will, stay raw
    assert len(selectors) > 80
