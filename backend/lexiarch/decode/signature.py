"""Functions and errors as the ABI declares them."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any

from eth_abi.exceptions import ABITypeError, ParseError
from eth_abi.grammar import ABIType, TupleType, parse
from eth_utils import keccak

from lexiarch.decode.kinds import kind_of
from lexiarch.decode.reader import Kind, read_all


@dataclass(frozen=True)
class Parameter:
    """One input or output.

    Attributes:
        name: may be empty.
        type: as in the ABI, `tuple` for a struct.
        components: members of a struct.
    """

    name: str
    type: str
    components: tuple["Parameter", ...] = ()

    @cached_property
    def kind(self) -> Kind[Any]:
        """How to read its values."""
        return kind_of(self.type, [member.kind for member in self.components])

    @cached_property
    def canonical(self) -> str:
        """The type as signatures spell it: structs by their members."""
        members = ",".join(member.canonical for member in self.components)
        return self.type.replace("tuple", f"({members})", 1) if self.components else self.type


@dataclass(frozen=True)
class Declaration:
    """A function, or an error (which has no outputs)."""

    name: str
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[Parameter, ...] = ()

    @cached_property
    def signature(self) -> str:
        """As `transfer(address,uint256)`."""
        return f"{self.name}({','.join(self.types)})"

    @cached_property
    def selector(self) -> bytes:
        """First four bytes of a call or of revert data."""
        return keccak(text=self.signature)[:4]

    @cached_property
    def types(self) -> list[str]:
        """Canonical types of the inputs."""
        return [each.canonical for each in self.inputs]

    def read_inputs(self, data: bytes) -> tuple[Any, ...]:
        """The arguments in what follows the selector.

        Raises:
            AbiInvalid: see reader.
        """
        return read_all(self._input_kinds, data)

    def read_outputs(self, data: bytes) -> tuple[Any, ...]:
        """The values that the function returned.

        Raises:
            AbiInvalid: see reader.
        """
        return read_all(self._output_kinds, data)

    @cached_property
    def _input_kinds(self) -> list[Kind[Any]]:
        return [each.kind for each in self.inputs]

    @cached_property
    def _output_kinds(self) -> list[Kind[Any]]:
        return [each.kind for each in self.outputs]


_LONGEST = 400
_DEEPEST = 20
_MOST = 256
"""Of structs in a signature, and of values in its arrays of fixed length: whoever proposes writes it."""


@lru_cache(maxsize=1024)
def declaration_of(text: str) -> Declaration | None:
    """The function of a signature such as `pay(address,(uint256,bool)[])`; its parameters have no names.

    Returns:
        None when the text is no signature in canonical form.
    """
    parts = re.fullmatch(r"([A-Za-z_$][\w$]*)(\(.*\))", text[: _LONGEST + 1], re.ASCII)
    if parts is None or len(text) > _LONGEST or not _is_small(parts[2]):
        return None
    try:
        found = Declaration(parts[1], _parameters(parts[2]))
        return found if found.signature == text and found._input_kinds is not None else None
    except (ABITypeError, ParseError, KeyError):
        return None


def _is_small(types: str) -> bool:
    """Whether no value of the types takes more room than its bytes do."""
    lengths = [int(length) for length in re.findall(r"\[(\d{1,9})", types)]
    has_nothing = "()" in types[1:-1] or 0 in lengths
    return not has_nothing and types.count("(") < _DEEPEST and prod(lengths) <= _MOST


def _parameters(types: str) -> tuple[Parameter, ...]:
    if types == "()":
        return ()
    kind = parse(types)
    kind.validate()
    return tuple(_parameter(each) for each in kind.components) if isinstance(kind, TupleType) else ()


def _parameter(kind: ABIType) -> Parameter:
    if not isinstance(kind, TupleType):
        return Parameter("", str(kind.to_type_str()))  # type: ignore[no-untyped-call]
    dimensions = "".join(f"[{''.join(map(str, each))}]" for each in kind.arrlist or ())
    return Parameter("", f"tuple{dimensions}", tuple(_parameter(each) for each in kind.components))
