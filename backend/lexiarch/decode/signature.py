"""Functions and errors as the ABI declares them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eth_hash.auto import keccak

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
        return keccak(self.signature.encode())[:4]

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
