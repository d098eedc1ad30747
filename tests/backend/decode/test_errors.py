"""Reverts in words."""

import pytest
from eth_abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st
from web3 import Web3

from lexiarch.decode.errors import decode_error
from lexiarch.domain.deployment import ContractName
from scripts._export.compiled import canonical, signature
from tests.helpers.abi_values import Entry, entries, values_of

ERRORS = entries("error")
VOTER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
"""An example of EIP-55."""


def revert(declared: str, *values: object) -> bytes:
    kinds = declared[declared.index("(") + 1 : -1].split(",") if not declared.endswith("()") else []
    return bytes(Web3.keccak(text=declared)[:4]) + encode(kinds, values)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (revert("GovernorAlreadyCastVote(address)", VOTER), f"GovernorAlreadyCastVote(voter={VOTER})"),
        (
            revert("HolderRegistryNotLive(bytes32)", b"\x0f" * 32),
            f"HolderRegistryNotLive(personTag=0x{'0f' * 32})",
        ),
        (
            revert("HolderRegistryOfferExpired(uint48,uint48)", 5, 6),
            "HolderRegistryOfferExpired(deadline=5, now_=6)",
        ),
        (
            revert("IssuerRegistrySchemaInvalid(uint8,string)", 0, 'a "fact"'),
            'IssuerRegistrySchemaInvalid(kind=0, definition="a \\"fact\\"")',
        ),
        (revert("IssuerRegistryFull()"), "IssuerRegistryFull()"),
        (revert("Error(string)", "no"), 'Error(message="no")'),
        (revert("Panic(uint256)", 17), "Panic(code=17)"),
    ],
)
def test_an_error_is_said_with_its_values(data: bytes, said: str) -> None:
    assert decode_error(data) == said


@pytest.mark.parametrize(
    ("contract", "error"), ERRORS, ids=[f"{contract}.{error['name']}" for contract, error in ERRORS]
)
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_every_error_of_every_contract_is_known(
    contract: ContractName, error: Entry, data: st.DataObject
) -> None:
    values = data.draw(values_of(error["inputs"]))
    kinds = [canonical(each) for each in error["inputs"]]
    said = decode_error(bytes(Web3.keccak(text=signature(error))[:4]) + encode(kinds, values))
    assert said is not None
    assert said.startswith(f"{error['name']}(")
    assert all(f"{each['name']}=" in said for each in error["inputs"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x08",
        b"\x01\x02\x03\x04",
        revert("GovernorAlreadyCastVote(address)", VOTER)[:-1],
        revert("GovernorAlreadyCastVote(address)", VOTER) + b"\x00",
        revert("IssuerRegistryFull()") + bytes(32),
    ],
)
def test_what_is_no_error_of_ours_is_none(data: bytes) -> None:
    assert decode_error(data) is None
