"""A question to a contract whose answer the index claims to know."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode.calls import decode_result, encode_call
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


def run_checks(
    source: Source, deployment: Deployment, block_hash: Hash32, checks: Iterable[Check]
) -> list[str]:
    """Asks the contracts at a block.

    Returns:
        What differs, in words.
    """
    differences = []
    for check in checks:
        call = encode_call(check.contract, check.function, *check.arguments)
        try:
            answer = source.call(deployment.address(check.contract), call, block_hash)
        except CallReverted:
            differences.append(_difference(check, "reverts"))
            continue
        found = decode_result(check.contract, check.function, answer)
        if found != check.expected:
            differences.append(_difference(check, f"is {_text(found)}"))
    return differences


def _difference(check: Check, found: str) -> str:
    name = check.function.partition("(")[0]
    call = f"{check.contract}.{name}({_text(check.arguments)})"
    return f"{call} {found}, the index says {_text(check.expected)}"


def _text(values: tuple[Any, ...]) -> str:
    return ", ".join("0x" + value.hex() if isinstance(value, bytes) else str(value) for value in values)
