"""Values of any ABI type for hypothesis, and both spellings of them: ours, and that of eth_abi and web3."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi.grammar import ABIType, BasicType, TupleType, parse
from eth_abi.tools import get_abi_strategy
from hypothesis import strategies as st

import lexiarch.chain
from lexiarch.domain.deployment import ContractName
from scripts._export.compiled import SOURCES, canonical

Entry = dict[str, Any]


@cache
def load_abi(contract: ContractName) -> list[Entry]:
    """The contract's ABI."""
    folder = Path(lexiarch.chain.__path__[0]) / "abi"
    abi: list[Entry] = json.loads((folder / f"{contract}.json").read_text())
    return abi


def entries(kind: str) -> list[tuple[ContractName, Entry]]:
    """All events, functions or errors of all contracts."""
    return [(name, entry) for name in SOURCES for entry in load_abi(name) if entry["type"] == kind]


def values_of(parameters: list[Entry]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A value for each parameter, as eth_abi takes them."""
    return st.tuples(*(get_abi_strategy(canonical(parameter)) for parameter in parameters))


def ours(abi_type: str, value: Any) -> Any:
    """A value of eth_abi's as lexiarch.decode spells it."""
    return _ours(parse(abi_type), value)


def _ours(kind: ABIType, value: Any) -> Any:
    if kind.is_array:
        return tuple(_ours(kind.item_type, item) for item in value)
    match kind:
        case TupleType():
            return tuple(_ours(part, item) for part, item in zip(kind.components, value, strict=True))
        case BasicType(base="address"):
            return bytes.fromhex(value[2:])
        case BasicType(base="string"):
            return value.replace("\x00", "\ufffd")
        case _:
            return value
