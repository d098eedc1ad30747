import json

import pytest
from eth_utils import keccak

from lexiarch.decode.calls import encode_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.governor import GovernorKind, GovernorModel
from lexiarch.store.tables import ProposalActionRow, encode_amount
from lexiarch.views.actions import argument_text, build_action
from lexiarch.views.models import DecodedArgument
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import account, tag

WHO = account(5)


def test_a_call_is_told_only_if_its_words_give_the_same_bytes(deployment: Deployment) -> None:
    where = deployment.address(ContractName.ISSUER_REGISTRY)
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "registerSchema", "ab", 1)
    assert build_action(row(where, calldata), deployment).decoded is not None
    assert build_action(row(where, calldata.replace(b"ab", b"\xff\x00")), deployment).decoded is None


def row(target: Address, calldata: bytes, value: int = 0) -> ProposalActionRow:
    return ProposalActionRow(1, 1, 0, encode_amount(1), target, encode_amount(value), calldata)


def test_a_call_of_our_contract_is_decoded_with_names_types_and_values(deployment: Deployment) -> None:
    calldata = encode_call(ContractName.ISSUER_REGISTRY, "accredit", WHO, tag(1), 1_900_000_000, 20)
    action = build_action(row(deployment.address(ContractName.ISSUER_REGISTRY), calldata, 7), deployment)
    assert (action.target_name, action.value, action.calldata) == ("issuer_registry", 7, hash_text(calldata))
    assert action.decoded is not None
    assert action.decoded.contract == "issuer_registry"
    assert action.decoded.function == "accredit(address,bytes32,uint48,uint32)"
    assert action.decoded.arguments == [
        DecodedArgument(name="issuer", type="address", value=address_text(WHO)),
        DecodedArgument(name="schema", type="bytes32", value=hash_text(tag(1))),
        DecodedArgument(name="validUntil", type="uint48", value="1900000000"),
        DecodedArgument(name="dailyCap", type="uint32", value="20"),
    ]


@pytest.mark.parametrize("extra", [b"\x00", bytes(32)])
def test_calldata_that_says_more_than_its_arguments_is_not_decoded(
    deployment: Deployment, extra: bytes
) -> None:
    calldata = encode_call(ContractName.TOKEN, "transfer", WHO, 1) + extra
    assert build_action(row(deployment.address(ContractName.TOKEN), calldata), deployment).decoded is None


def test_the_same_call_of_another_contract_is_read_as_its_interface_declares_it(
    deployment: Deployment,
) -> None:
    calldata = encode_call(ContractName.TOKEN, "transfer", WHO, 1)
    action = build_action(row(WHO, calldata), deployment)
    assert (action.target, action.target_name) == (address_text(WHO), None)
    assert action.decoded is not None
    assert (action.decoded.contract, action.decoded.interface) == (None, "ERC-20")
    assert action.decoded.function == "transfer(address,uint256)"
    assert [each.value for each in action.decoded.arguments] == [address_text(WHO), "1"]


def test_a_governor_of_others_is_named_and_not_taken_for_ours(deployment: Deployment) -> None:
    other = deployment.model_copy(update={"governor": GovernorModel(kind=GovernorKind.OPENZEPPELIN)})
    calldata = encode_call(ContractName.GOVERNOR, "setVotingPeriod", 7)
    action = build_action(row(other.address(ContractName.GOVERNOR), calldata), other)
    assert action.target_name == "governor"
    assert action.decoded is not None
    assert (action.decoded.contract, action.decoded.interface) == (None, "Governor")
    calldata = encode_call(ContractName.GOVERNOR, "updateHolderQuorumNumerator", 7)
    assert build_action(row(other.address(ContractName.GOVERNOR), calldata), other).decoded is None


def test_a_signature_that_the_proposal_gives_reads_what_no_table_knows(deployment: Deployment) -> None:
    calldata = keccak(text="setFee(uint256)")[:4] + bytes(31) + b"\x07"
    assert build_action(row(WHO, calldata), deployment).decoded is None
    decoded = build_action(row(WHO, calldata)._replace(signature="setFee(uint256)"), deployment).decoded
    assert decoded is not None
    assert (decoded.contract, decoded.interface, decoded.function) == (None, None, "setFee(uint256)")
    assert [(each.name, each.value) for each in decoded.arguments] == [("", "7")]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("uint256", 2**256 - 1, str(2**256 - 1)),
        ("int256", -(2**255), str(-(2**255))),
        ("bool", True, "true"),
        ("string", "say “so”", "say “so”"),
        ("bytes", b"\x01\x02", "0x0102"),
        ("bytes", b"", "0x"),
        ("bytes4", b"\x01\x02\x03\x04", "0x01020304"),
        ("address", bytes(WHO), address_text(WHO)),
        ("address", address_text(WHO), address_text(WHO)),
    ],
)
def test_a_value_is_text_by_its_type(kind: str, value: object, text: str) -> None:
    assert argument_text(kind, value) == text


def test_arrays_and_tuples_are_json_in_which_numbers_keep_all_digits() -> None:
    text = argument_text("(address,uint256,(bool,bytes)[])[]", (((bytes(WHO)), 2**200, ((True, b"\x01"),)),))
    assert json.loads(text) == [[address_text(WHO), str(2**200), [[True, "0x01"]]]]
    assert json.loads(argument_text("bytes32[]", ())) == []
    assert json.loads(argument_text("uint8[2]", (1, 2))) == ["1", "2"]
