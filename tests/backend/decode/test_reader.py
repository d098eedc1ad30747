"""Canonical encodings, and everything else."""

import time
from typing import Any

import pytest
from eth_abi import encode
from eth_abi.tools import get_abi_strategy
from hypothesis import given, settings
from hypothesis import strategies as st

from lexiarch.decode.kinds import array_of, kind_of, tuple_of
from lexiarch.decode.reader import AbiInvalid, Kind, read_all
from tests.helpers.abi_values import ours

BYTES_ARRAY = kind_of("bytes[]")

TYPES: dict[str, Kind[Any]] = {
    "uint8": kind_of("uint8"),
    "int16": kind_of("int16"),
    "int256": kind_of("int256"),
    "bool": kind_of("bool"),
    "bytes3": kind_of("bytes3"),
    "bytes": kind_of("bytes"),
    "string": kind_of("string"),
    "address[]": kind_of("address[]"),
    "uint48[3]": kind_of("uint48[3]"),
    "string[2]": kind_of("string[2]"),
    "bytes32[2][]": kind_of("bytes32[2][]"),
    "string[][]": array_of(array_of(kind_of("string"))),
    "(address,uint48)": tuple_of([kind_of("address"), kind_of("uint48")]),
    "(uint8,bytes)[]": kind_of("tuple[]", [kind_of("uint8"), kind_of("bytes")]),
    "((bool,string)[2],bytes4)": tuple_of(
        [kind_of("tuple[2]", [kind_of("bool"), kind_of("string")]), kind_of("bytes4")]
    ),
}
"""Every way in which types nest."""

each_type = pytest.mark.parametrize("abi_type", TYPES)


@each_type
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_what_eth_abi_encodes_is_read_back(abi_type: str, data: st.DataObject) -> None:
    value = data.draw(get_abi_strategy(abi_type))
    read = read_all([kind_of("uint256"), TYPES[abi_type]], encode(["uint256", abi_type], [9, value]))
    assert read == (9, ours(abi_type, value))


@each_type
@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_is_read_is_the_only_encoding_of_its_value(abi_type: str, data: st.DataObject) -> None:
    good = encode([abi_type], [data.draw(get_abi_strategy(abi_type))])
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    bad = good[:at] + bytes([other]) + good[at + 1 :]
    try:
        (value,) = read_all([TYPES[abi_type]], bad)
    except AbiInvalid:
        return
    if "string" not in abi_type:
        assert encode([abi_type], [value]) == bad


@each_type
@given(junk=st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_junk_is_invalid_or_an_encoding_and_nothing_else_happens(abi_type: str, junk: bytes) -> None:
    try:
        (value,) = read_all([TYPES[abi_type]], junk)
    except AbiInvalid:
        return
    if "string" not in abi_type:
        assert encode([abi_type], [value]) == junk


def word(value: int) -> bytes:
    return value.to_bytes(32, "big")


@pytest.mark.parametrize(
    ("abi_type", "encoded"),
    [
        ("uint8", word(256)),
        ("int16", word(2**15)),
        ("bool", word(2)),
        ("address", word(2**160)),
        ("bytes3", word(1)),
        ("uint256", word(1)[:-1]),
        ("uint256", word(1) + b"\x00"),
        ("bytes", word(32) + word(2) + b"ab" + b"\x00" * 29),  # padding cut off
        ("bytes", word(32) + word(2) + b"ab" + b"\x00" * 29 + b"\x01"),  # padding not zero
        ("bytes", word(32) + word(2**256 - 1)),
        ("bytes", word(2**256 - 32) + word(0)),
        ("bytes", word(64) + word(0) + word(0)),  # a gap before the tail
        ("bytes", word(0)),  # a pointer into the head
        ("uint256[]", word(32) + word(2**255)),
        ("string[]", word(32) + word(2) + word(64) + word(64) + word(0)),  # two items in one place
    ],
)
def test_what_no_encoder_writes_is_invalid(abi_type: str, encoded: bytes) -> None:
    with pytest.raises(AbiInvalid):
        read_all([kind_of(abi_type)], encoded)


def test_pointers_that_share_a_tail_do_not_multiply_the_work() -> None:
    count, blob = 20_000, bytes(500_000)
    shared = word(32) + word(count) + word(32 * count) * count + word(len(blob)) + blob
    began = time.process_time()
    with pytest.raises(AbiInvalid):
        read_all([BYTES_ARRAY], shared)  # 10 GB, if each pointer were followed
    assert time.process_time() - began < 1


def test_a_type_that_does_not_exist_is_an_error() -> None:
    for abi_type in ("uint7", "uint264", "bytes33", "float"):
        with pytest.raises(KeyError):
            kind_of(abi_type)
