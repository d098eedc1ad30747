"""The kinds of all ABI types: `kind_of("uint256[]")` reads what the type says."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from lexiarch.decode.reader import (
    WORD,
    AbiInvalid,
    Kind,
    address,
    boolean,
    fixed,
    hash32,
    read_blob,
    read_members,
    read_text,
    sint,
    uint,
)
from lexiarch.domain.chain import Address, Hash32

T = TypeVar("T")


def _word(read: Callable[[bytes, int], T]) -> Kind[T]:
    return Kind(WORD, False, lambda data, at: (read(data, at), at + WORD))


TEXT: Final[Kind[str]] = Kind(WORD, True, read_text)
BLOB: Final[Kind[bytes]] = Kind(WORD, True, read_blob)
ADDRESS: Final[Kind[Address]] = _word(address)
BOOL: Final[Kind[bool]] = _word(boolean)
HASH32: Final[Kind[Hash32]] = _word(hash32)
UINT256: Final[Kind[int]] = _word(uint)


def array_of(item: Kind[T]) -> Kind[tuple[T, ...]]:
    """`T[]` for the kind of T."""

    def read(data: bytes, at: int) -> tuple[tuple[T, ...], int]:
        count = uint(data, at)
        if count * item.size > len(data):
            raise AbiInvalid(f"no array of {count} items at {at}")
        return read_members((item,) * count, data, at + WORD)

    return Kind(WORD, True, read)


def tuple_of(members: Sequence[Kind[Any]]) -> Kind[tuple[Any, ...]]:
    """A struct, or an array of fixed length, with these members."""
    is_dynamic = any(member.is_dynamic for member in members)
    size = WORD if is_dynamic else sum(member.size for member in members)
    return Kind(size, is_dynamic, lambda data, at: read_members(members, data, at))


def kind_of(abi_type: str, components: Sequence[Kind[Any]] = ()) -> Kind[Any]:
    """The kind of an ABI type.

    Args:
        abi_type: as in an ABI, such as `bytes32[]` or `tuple[2]`.
        components: kinds of the members of a tuple.

    Raises:
        KeyError: there is no such type.
    """
    if array := re.fullmatch(r"(.+)\[(\d*)\]", abi_type):
        item = kind_of(array[1], components)
        return tuple_of((item,) * int(array[2])) if array[2] else array_of(item)
    if abi_type == "tuple":
        return tuple_of(components)
    return _SIMPLE[abi_type]


def _uint(bits: int) -> Kind[int]:
    return _word(lambda data, at: uint(data, at, bits))


def _sint(bits: int) -> Kind[int]:
    return _word(lambda data, at: sint(data, at, bits))


def _fixed(size: int) -> Kind[bytes]:
    return _word(lambda data, at: fixed(data, at, size))


_SIMPLE: Final[dict[str, Kind[Any]]] = {
    "address": ADDRESS,
    "bool": BOOL,
    "bytes": BLOB,
    "string": TEXT,
    **{f"uint{bits}": _uint(bits) for bits in range(8, 257, 8)},
    **{f"int{bits}": _sint(bits) for bits in range(8, 257, 8)},
    **{f"bytes{size}": _fixed(size) for size in range(1, 33)},
}
