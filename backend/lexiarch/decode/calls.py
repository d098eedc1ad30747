"""Calls: what calldata says, how to ask our contracts, and what came back."""

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from eth_abi import encode
from eth_abi.exceptions import EncodingError

from lexiarch.decode.functions import FUNCTIONS
from lexiarch.decode.functions.well_known import WELL_KNOWN
from lexiarch.decode.reader import AbiInvalid
from lexiarch.decode.signature import Declaration
from lexiarch.decode.signature_text import declaration_of
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import NodeAnswerInvalid


class Argument(NamedTuple):
    """One argument of a call.

    Attributes:
        name: as in Solidity; may be empty.
        type: canonical, such as `uint256` or `(address,bytes32)[]`.
        value: address and bytes as bytes, arrays and structs as tuples.
    """

    name: str
    type: str
    value: Any


class DecodedCallData(NamedTuple):
    """A call in words of the contract.

    Attributes:
        function: signature, such as `accredit(address,bytes32,uint48)`.
    """

    function: str
    arguments: tuple[Argument, ...]


def decode_call(contract: ContractName | None, calldata: bytes) -> DecodedCallData | None:
    """What a call of the contract means.

    Returns:
        None when the contract is not ours (elsewhere a selector may mean anything), when it has no such
        function, or when the calldata is not exactly what the arguments encode to.
    """
    if contract is None or (function := _by_selector(contract).get(calldata[:4])) is None:
        return None
    try:
        values = function.read_inputs(calldata[4:])
    except AbiInvalid:
        return None
    return _data(function, values)


def decode_call_exactly(contract: ContractName | None, calldata: bytes) -> DecodedCallData | None:
    """As `decode_call`, and None when what was read does not encode to the very same bytes.

    That is so of a text that is no UTF-8: it reads as another.
    """
    call = decode_call(contract, calldata)
    if contract is None or call is None:
        return None
    values = (argument.value for argument in call.arguments)
    return call if encode_call(contract, call.function, *values) == calldata else None


def decode_foreign_call(
    calldata: bytes, signature: str = ""
) -> tuple[DecodedCallData, tuple[str, ...]] | None:
    """What a call of any contract says, by the signature that its proposal gives, else by its selector.

    The contract may do anything with it: nobody has looked at its code.

    Args:
        signature: as GovernorBravo keeps it apart; empty when the proposal gives none.

    Returns:
        The call, and the well-known interfaces that declare the function. None when the function is not
        known, when several have its selector, or when the values do not encode to the very same calldata.
    """
    declared, interfaces = _well_known().get(calldata[:4], (None, ()))
    function = declared if not signature or (declared and declared.signature == signature) else None
    if function is None:
        function, interfaces = declaration_of(signature), ()
    if function is None or function.selector != calldata[:4]:
        return None
    try:
        values = function.read_inputs(calldata[4:])
        if function.selector + encode(function.types, values) != calldata:
            return None  # a text that is no UTF-8 reads as another
    except (AbiInvalid, EncodingError):
        return None
    return _data(function, values), interfaces


@cache
def _well_known() -> dict[bytes, tuple[Declaration, tuple[str, ...]]]:
    """By selector. Those that several functions share are left out."""
    counts = Counter(function.selector for function, _ in WELL_KNOWN)
    return {
        function.selector: (function, interfaces)
        for function, interfaces in WELL_KNOWN
        if counts[function.selector] == 1
    }


def _data(function: Declaration, values: tuple[Any, ...]) -> DecodedCallData:
    arguments = (
        Argument(parameter.name, parameter.canonical, value)
        for parameter, value in zip(function.inputs, values, strict=True)
    )
    return DecodedCallData(function.signature, tuple(arguments))


def find_function(contract: ContractName | None, selector: bytes) -> str | None:
    """Signature of the contract's function with a selector; None when it is not ours or has none."""
    if contract is None or (function := _by_selector(contract).get(selector)) is None:
        return None
    return function.signature


def encode_call(contract: ContractName, function: str, *args: Any) -> bytes:
    """Calldata.

    Args:
        function: name, or signature when the name is overloaded.
        args: addresses as bytes or text, structs as tuples.

    Raises:
        LookupError: the contract has no such function, or several.
    """
    found = find_declaration(contract, function)
    return found.selector + encode(found.types, args)


def decode_result(contract: ContractName, function: str, data: bytes) -> tuple[Any, ...]:
    """The values that a call returned. `function` as in `encode_call`.

    Raises:
        LookupError: the contract has no such function, or several.
        NodeAnswerInvalid: the function cannot have returned `data`. An address without code returns nothing.
    """
    found = find_declaration(contract, function)
    try:
        return found.read_outputs(data)
    except AbiInvalid as error:
        raise NodeAnswerInvalid("eth_call", f"{found.signature} of the {contract}: {error}") from None


@cache
def _by_selector(contract: ContractName) -> dict[bytes, Declaration]:
    return {function.selector: function for function in FUNCTIONS.get(contract, ())}


@cache
def find_declaration(contract: ContractName, function: str) -> Declaration:
    """A contract's function. See {encode_call}."""
    found = [each for each in FUNCTIONS[contract] if function in (each.name, each.signature)]
    if len(found) != 1:
        choice = ", ".join(each.signature for each in found) or "none"
        raise LookupError(f"{function} of the {contract} must be one function, found {choice}")
    return found[0]
