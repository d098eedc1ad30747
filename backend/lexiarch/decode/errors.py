"""What a revert says."""

import json
from functools import cache
from typing import Any, Final, NamedTuple

from eth_utils import to_checksum_address

from lexiarch.decode.error_table import ERRORS
from lexiarch.decode.reader import AbiInvalid
from lexiarch.decode.signature import Declaration, Parameter

_BUILT_IN: Final = (
    Declaration("Error", (Parameter("message", "string"),)),
    Declaration("Panic", (Parameter("code", "uint256"),)),
)
"""Solidity's own: `require` with a text, and failed assertions, overflow and the like."""


class DecodedError(NamedTuple):
    """An error of ours, with its values as text by their names."""

    name: str
    values: dict[str, str]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{name}={value}' for name, value in self.values.items())})"


def read_error(data: bytes) -> DecodedError | None:
    """What revert data says; None for an error that is not ours."""
    error = _by_selector().get(data[:4])
    if error is None:
        return None
    try:
        values = error.read_inputs(data[4:])
    except AbiInvalid:
        return None
    pairs = zip(error.inputs, values, strict=True)
    return DecodedError(error.name, {parameter.name: _text(parameter, value) for parameter, value in pairs})


def decode_error(data: bytes) -> str | None:
    """Revert data in words, as `GovernorAlreadyCastVote(voter=0x…)`; None for an error that is not ours."""
    error = read_error(data)
    return None if error is None else str(error)


def error_name(selector: bytes) -> str | None:
    """Name of the error with a selector; None for an error that is not ours."""
    error = _by_selector().get(selector)
    return None if error is None else error.name


@cache
def _by_selector() -> dict[bytes, Declaration]:
    return {error.selector: error for error in _BUILT_IN + ERRORS}


def _text(parameter: Parameter, value: Any) -> str:
    match value:
        case bytes() if parameter.type == "address":
            return to_checksum_address(value)
        case bytes():
            return f"0x{value.hex()}"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
