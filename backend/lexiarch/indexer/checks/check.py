"""A question to a contract whose answer the index claims to know."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.decode.foreign import decode_foreign, encode_foreign
from lexiarch.decode.signature import Declaration
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CallReverted


class Check(NamedTuple):
    """A call of a contract, and the result that the index expects."""

    contract: ContractName
    function: str
    """Signature."""
    arguments: tuple[Any, ...]
    expected: tuple[Any, ...]
    foreign: Declaration | None = None
    """The function, when the contract is not ours."""
    optional: bool = False
    """Whether the contract need not have the function."""
    about: str = ""
    """What is asked about, where the arguments would say less."""


def run_checks(
    source: Source, deployment: Deployment, block_hash: Hash32, checks: Sequence[Check]
) -> list[str]:
    """Asks the contracts at a block.

    Returns:
        What differs, in words.
    """
    differences = []
    calls = [(deployment.address(check.contract), _encode(check)) for check in checks]
    for check, answer in zip(checks, source.call_all(calls, block_hash), strict=True):
        if isinstance(answer, CallReverted):
            differences += [] if check.optional else [_difference(check, "reverts")]
            continue
        found = _decode(check, answer)
        if found is None and check.optional:
            continue
        if found is None:
            differences.append(_difference(check, "answers in another form"))
        elif found != check.expected:
            differences.append(_difference(check, f"is {_text(found)}"))
    return differences


def _encode(check: Check) -> bytes:
    if check.foreign:
        return encode_foreign(check.foreign, *check.arguments)
    return encode_call(check.contract, check.function, *check.arguments)


def _decode(check: Check, answer: bytes) -> tuple[Any, ...] | None:
    if check.foreign:
        return decode_foreign(check.foreign, answer)
    return decode_result(check.contract, check.function, answer)


def _difference(check: Check, found: str) -> str:
    name = check.function.partition("(")[0]
    call = f"{check.contract}.{name}({check.about or _text(check.arguments)})"
    return f"{call} {found}, the index says {_text(check.expected)}"


def _text(values: tuple[Any, ...]) -> str:
    return ", ".join("0x" + value.hex() if isinstance(value, bytes) else str(value) for value in values)
