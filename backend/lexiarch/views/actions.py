"""What a proposal would do, in words of the contracts that it calls."""

import json

from eth_abi.grammar import ABIType, BasicType, TupleType, parse

from lexiarch.decode.calls import decode_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.store.tables import ProposalActionRow, decode_amount
from lexiarch.views.models import Action, DecodedArgument, DecodedCall
from lexiarch.views.text import address_text, hash_text


def build_action(row: ProposalActionRow, deployment: Deployment) -> Action:
    """One call, decoded when it is to a contract of this DAO."""
    return build_call(row.target, decode_amount(row.value), row.calldata, deployment)


def build_call(target: Address, value: int, calldata: bytes, deployment: Deployment) -> Action:
    """The same of a call that nobody has proposed."""
    contract = deployment.names.get(target)
    return Action(
        target=address_text(target),
        target_name=contract.value if contract else None,
        value=value,
        calldata=hash_text(calldata),
        decoded=_decoded(contract, calldata) if contract else None,
    )


def _decoded(contract: ContractName, calldata: bytes) -> DecodedCall | None:
    call = decode_call(contract, calldata)
    if call is None:
        return None
    return DecodedCall(
        contract=contract.value,
        function=call.function,
        arguments=[
            DecodedArgument(name=name, type=kind, value=argument_text(kind, value))
            for name, kind, value in call.arguments
        ],
    )


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
