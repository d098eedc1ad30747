"""What a proposal would do, in words of the contracts that it calls."""

import json

from eth_abi.grammar import ABIType, BasicType, TupleType, parse

from lexiarch.decode.calls import DecodedCallData, decode_call_exactly, decode_foreign_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.governor import GovernorKind
from lexiarch.store.tables import ProposalActionRow, decode_amount
from lexiarch.views.models import Action, DecodedArgument, DecodedCall
from lexiarch.views.text import address_text, hash_text


def build_action(row: ProposalActionRow, deployment: Deployment) -> Action:
    """One call, decoded by the contract's own declaration when it is one of this project's, else by what many
    contracts declare."""
    return build_call(row.target, decode_amount(row.value), row.calldata, deployment, row.signature)


def build_call(
    target: Address, value: int, calldata: bytes, deployment: Deployment, signature: str = ""
) -> Action:
    """The same of a call that nobody has proposed."""
    contract = deployment.names.get(target)
    ours = contract if deployment.governor.kind is GovernorKind.LEXIARCH else None
    return Action(
        target=address_text(target),
        target_name=contract.value if contract else None,
        value=value,
        calldata=hash_text(calldata),
        decoded=_decoded(ours, calldata) if ours else _decoded_foreign(calldata, signature),
    )


def _decoded(contract: ContractName, calldata: bytes) -> DecodedCall | None:
    call = decode_call_exactly(contract, calldata)
    if call is None:
        return None
    return DecodedCall(contract=contract.value, function=call.function, arguments=_arguments(call))


def _decoded_foreign(calldata: bytes, signature: str) -> DecodedCall | None:
    found = decode_foreign_call(calldata, signature)
    if found is None:
        return None
    call, interfaces = found
    return DecodedCall(
        contract=None,
        interface=", ".join(interfaces) or None,
        function=call.function,
        arguments=_arguments(call),
    )


def _arguments(call: DecodedCallData) -> list[DecodedArgument]:
    return [
        DecodedArgument(name=name, type=kind, value=argument_text(kind, value))
        for name, kind, value in call.arguments
    ]


def argument_text(kind: str, value: object) -> str:
    """A decoded value as text, by its Solidity type."""
    plain = _plain(parse(kind), value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(kind: ABIType, value: object) -> object:
    if kind.is_array and isinstance(value, list | tuple):
        return [_plain(kind.item_type, item) for item in value]
    if isinstance(kind, TupleType) and isinstance(value, list | tuple):
        return [_plain(part, item) for part, item in zip(kind.components, value, strict=True)]
    if isinstance(value, bytes):
        is_address = isinstance(kind, BasicType) and kind.base == "address"
        return address_text(value) if is_address else hash_text(value)
    return value if isinstance(value, bool | str) else str(value)
