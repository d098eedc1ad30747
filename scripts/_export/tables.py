"""Writes the tables of functions and errors under `lexiarch/decode/`."""

from scripts._export.compiled import Contract, Entry, signature

NOTE = "Written by scripts/export_abi.py: do not edit."


def functions_module(contract: Contract) -> str:
    """The functions of one contract."""
    rows = "\n".join(f"    {declaration(entry)}," for entry in contract.entries("function"))
    return f'''"""Functions of {contract.source}. {NOTE}"""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
{rows}
)
'''


def package_module(contracts: list[Contract]) -> str:
    """The functions of all contracts in one table."""
    names = ", ".join(sorted(contract.name.value for contract in contracts))
    rows = "\n".join(f"    ContractName.{each.name.name}: {each.name.value}.FUNCTIONS," for each in contracts)
    return f'''"""The functions of all contracts. {NOTE}"""

from collections.abc import Mapping
from typing import Final

from lexiarch.decode.functions import {names}
from lexiarch.decode.signature import Declaration
from lexiarch.domain.deployment import ContractName

FUNCTIONS: Final[Mapping[ContractName, tuple[Declaration, ...]]] = {{
{rows}
}}
'''


def errors_module(contracts: list[Contract]) -> str:
    """The errors of all contracts, each signature once: a call passes on the errors of what it calls."""
    errors = {signature(entry): entry for contract in contracts for entry in contract.entries("error")}
    rows = "\n".join(f"    {declaration(errors[key])}," for key in sorted(errors))
    return f'''"""The errors of all contracts. {NOTE}"""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

ERRORS: Final[tuple[Declaration, ...]] = (
{rows}
)
'''


def declaration(entry: Entry) -> str:
    """The expression of a function or an error."""
    parts = [_parameters(entry["inputs"]), _parameters(entry.get("outputs", []))]
    while parts and parts[-1] == "()":
        parts.pop()
    return f"Declaration({', '.join([repr(entry['name']), *parts])})"


def _parameters(parameters: list[Entry]) -> str:
    return f"({''.join(f'{_parameter(each)}, ' for each in parameters)})"


def _parameter(parameter: Entry) -> str:
    components = parameter.get("components")
    last = [_parameters(components)] if components else []
    return f"Parameter({', '.join([repr(parameter['name']), repr(parameter['type']), *last])})"
