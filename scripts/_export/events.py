"""Writes `lexiarch/decode/events/*.py`: a struct and a decoder for each event."""

import re
import textwrap
from dataclasses import dataclass

from scripts._export.compiled import Contract, Entry, field_names, signature, snake, topic

KINDS = {"string": ("str", "TEXT"), "bytes": ("bytes", "BLOB")}
ITEMS = {
    "address": ("Address", "ADDRESS"),
    "uint256": ("int", "UINT256"),
    "bytes32": ("Hash32", "HASH32"),
    "bool": ("bool", "BOOL"),
} | KINDS
MODULES = {
    "lexiarch.decode.kinds": ["ADDRESS", "BLOB", "BOOL", "HASH32", "TEXT", "UINT256", "array_of"],
    "lexiarch.decode.reader": [
        "ACCOUNTS",
        "address",
        "boolean",
        "check_end",
        "check_topics",
        "fixed",
        "sint",
        "uint",
        "wrong_shape",
    ],
    "lexiarch.domain.chain": ["Address", "Hash32"],
}
RESERVED = {"topics", "data", "end"}.union(*MODULES.values())
"""Names that a decoder uses itself, so that no local variable may take them."""


@dataclass(frozen=True)
class Field:
    """One field of an event: its Python type, and how its value is read."""

    name: str
    type: str
    value: str
    """Expression of the value."""
    follow: str = ""
    """Expression of the value and of its end, when it stands in the tail."""


def events_module(contract: Contract) -> str:
    """The module of one contract."""
    events = contract.entries("event")
    body = "\n\n".join(_struct(event, contract.notices.get(signature(event), "")) for event in events)
    names = " | ".join(event["name"] for event in events)
    decoders = "\n".join(
        f'    bytes.fromhex("{topic(event)}"): _decode_{snake(event["name"])},' for event in events
    )
    functions = "\n\n".join(_decoder(event) for event in events)
    code = "\n\n".join([body, f"Event = {names}", functions, _table(decoders)])
    return _head(contract.source, code) + code


def package_module(contracts: list[Contract]) -> str:
    """The package's `__init__`: all contracts' events in one union and one table."""
    names = sorted(contract.name.value for contract in contracts)
    decoder = "Callable[[tuple[Hash32, ...], bytes], Event]"
    union = " | ".join(f"{name}.Event" for name in names)
    rows = "\n".join(f"    ContractName.{c.name.name}: {c.name.value}.DECODERS," for c in contracts)
    return f'''"""All events and their decoders. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable, Mapping
from typing import Final

from lexiarch.decode.events import {", ".join(names)}
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName

Event = {union}
"""Any event of any contract."""

DECODERS: Final[Mapping[ContractName, Mapping[bytes, {decoder}]]] = {{
{rows}
}}
"""By contract and topic0."""
'''


def _head(source: str, code: str) -> str:
    code = re.sub('""".*?"""', "", code, flags=re.DOTALL)  # Solidity has an `address`, too
    imports = [
        f"from {module} import {', '.join(used)}"
        for module, names in MODULES.items()
        if (used := [name for name in names if re.search(rf"(?<![\w.]){name}\b(?!=)", code)])
    ]
    return f'''"""Events of {source}. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

{chr(10).join(imports)}

'''


def _table(decoders: str) -> str:
    return f'''DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {{
{decoders}
}}
"""By topic0."""
'''


def _struct(event: Entry, notice: str) -> str:
    inputs = ", ".join(
        f"{each['type']}{' indexed' if each['indexed'] else ''} {each['name']}".strip()
        for each in event["inputs"]
    )
    paragraphs = [notice, f"Solidity: `{event['name']}({inputs})`."]
    lines = [textwrap.fill(each, 100, break_long_words=False) for each in paragraphs if each]
    doc = textwrap.indent("\n\n".join(lines), "    ").strip()
    closing = "\n    " if "\n" in doc else ""
    fields = "".join(f"    {each.name}: {each.type}\n" for each in _fields(event))
    return f'class {event["name"]}(Struct, frozen=True, gc=False):\n    """{doc}{closing}"""\n\n{fields}'


def _decoder(event: Entry) -> str:
    fields = _fields(event)
    heads = sum(not each["indexed"] for each in event["inputs"]) * 32
    tail = [f"{each.value}, end = {each.follow}" for each in fields if each.follow]
    count = 1 + sum(each["indexed"] for each in event["inputs"])
    lines = [
        *(_dynamic(count, heads, tail) if tail else _fixed(count, heads)),
        f"return {event['name']}({', '.join(each.value for each in fields)})",
    ]
    arguments = "topics: tuple[Hash32, ...], data: bytes"
    body = "\n    ".join(lines)
    return f"def _decode_{snake(event['name'])}({arguments}) -> {event['name']}:\n    {body}\n"


def _fixed(count: int, end: int) -> list[str]:
    """Checks of a log whose size is known. In line: there are many."""
    return [
        f"if len(topics) != {count} or len(data) != {end}:",
        f"    raise wrong_shape(topics, {count}, data, {end})",
    ]


def _dynamic(count: int, heads: int, tail: list[str]) -> list[str]:
    """Checks of any other log, and its values in the tail."""
    reads = (line.replace("{end}", "end" if place else str(heads)) for place, line in enumerate(tail))
    return [f"check_topics(topics, {count})", *reads, "check_end(data, end)"]


def _fields(event: Entry) -> list[Field]:
    fields, topics, head = [], 1, 0
    for name, parameter in zip(field_names(event), event["inputs"], strict=True):
        if parameter["indexed"]:
            fields.append(_topic_field(name, parameter["type"], topics))
            topics += 1
        else:
            fields.append(_data_field(name, parameter["type"], head))
            head += 32
    return fields


def _topic_field(name: str, abi_type: str, place: int) -> Field:
    word = _word(abi_type, f"topics[{place}]", 0)
    python_type, value = word or ("Hash32", f"topics[{place}]")  # a dynamic value is indexed by its hash
    return Field(name, python_type, value)


def _data_field(name: str, abi_type: str, head: int) -> Field:
    if word := _word(abi_type, "data", head):
        return Field(name, *word)
    local = name + "_" * (name in RESERVED)
    item = abi_type.removesuffix("[]")
    if item not in ITEMS or (item == abi_type and item not in KINDS):
        raise ValueError(f"{abi_type} {name}: events with fields of this type need a reader in events.py")
    if item == abi_type:
        python_type, kind = KINDS[abi_type]
    else:
        python_type, kind = f"tuple[{ITEMS[item][0]}, ...]", f"array_of({ITEMS[item][1]})"
    return Field(name, python_type, local, f"{kind}.follow(data, {head}, {{end}})")


def _word(abi_type: str, source: str, at: int) -> tuple[str, str] | None:
    """Python type and expression of a value of one word; None for any other type."""
    word = f"data[{at}:{at + 32}]" if source == "data" else source
    exact = {
        "address": ("Address", f"address({source}, {at})" if source == "data" else f"ACCOUNTS[{source}]"),
        "bool": ("bool", f"boolean({source}, {at})"),
        "bytes32": ("Hash32", f"Hash32({word})" if source == "data" else word),
        "uint256": ("int", f"int.from_bytes({word})"),
    }
    if abi_type in exact:
        return exact[abi_type]
    if sized := re.fullmatch(r"(uint|int|bytes)(\d+)", abi_type):
        python_type, reader = {"uint": ("int", "uint"), "int": ("int", "sint"), "bytes": ("bytes", "fixed")}[
            sized[1]
        ]
        return python_type, f"{reader}({source}, {at}, {sized[2]})"
    return None
