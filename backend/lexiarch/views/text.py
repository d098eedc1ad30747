"""Addresses, hashes and ids as text: how they are shown, and how they are read from a request."""

import re
import unicodedata
from functools import lru_cache

from eth_utils.address import is_checksum_address, to_checksum_address

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import AddressInvalid, IdInvalid
from lexiarch.domain.texts import mark

_MAX_UINT256 = 2**256 - 1
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACK = re.compile(f"({_MARK}{{4}}){_MARK}+")
"""More marks on one letter than any language puts there: they would be drawn over the lines around."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"))
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters that are drawn as nothing."""


@lru_cache(maxsize=65536)
def address_text(address: bytes) -> str:
    """An address with its EIP-55 checksum."""
    return to_checksum_address(address)


def hash_text(value: bytes) -> str:
    """Bytes as 0x and hexadecimal digits."""
    return "0x" + value.hex()


def field_text(value: int) -> str:
    """An element of the field that the tree's hashes are in, written as a hash is."""
    return hash_text(value.to_bytes(32, "big"))


def plain(text: str) -> str:
    """The text without control characters: none that hides, and none that turns the direction of writing."""
    return _STACK.sub(r"\1", _CONTROLS.sub("", text))


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of it."""
    return all(unicodedata.category(each) in _UNSEEN or each in _FILLERS for each in text)


def parse_address(text: str) -> Address:
    """Reads an address; mixed case must carry its checksum.

    Raises:
        AddressInvalid: it is not an address.
    """
    if not re.fullmatch(r"0x[0-9a-fA-F]{40}", text, re.ASCII):
        raise AddressInvalid(text)
    digits = text[2:]
    if digits not in (digits.lower(), digits.upper()) and not is_checksum_address(text):
        raise AddressInvalid(text)
    return Address(bytes.fromhex(digits))


def parse_uint_id(text: str) -> int:
    """Reads a uint256, decimal or 0x and hexadecimal.

    Raises:
        IdInvalid: it is none.
    """
    if re.fullmatch(r"[0-9]{1,78}", text, re.ASCII):
        value = int(text)
    elif re.fullmatch(r"0x[0-9a-fA-F]{1,64}", text, re.ASCII):
        value = int(text, 16)
    else:
        raise IdInvalid(text, mark("a proposal id"))
    if value > _MAX_UINT256:
        raise IdInvalid(text, mark("a proposal id"))
    return value


def parse_root(text: str) -> int:
    """Reads a root of the tree: 0x and 64 hexadecimal digits.

    Raises:
        IdInvalid: it is none.
    """
    if not re.fullmatch(r"0x[0-9a-fA-F]{64}", text, re.ASCII):
        raise IdInvalid(text, mark("a root of the tree"))
    return int(text, 16)


def parse_person_tag(text: str) -> Hash32:
    """Reads a person tag: 0x and 64 hexadecimal digits.

    Raises:
        IdInvalid: it is none.
    """
    if not re.fullmatch(r"0x[0-9a-fA-F]{64}", text, re.ASCII):
        raise IdInvalid(text, mark("a person tag"))
    return Hash32(bytes.fromhex(text[2:]))
