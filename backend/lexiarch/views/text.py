"""Addresses, hashes and ids as text: how they are shown, and how they are read from a request."""

import re
from functools import lru_cache

from eth_utils.address import is_checksum_address, to_checksum_address

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import AddressInvalid, IdInvalid
from lexiarch.domain.texts import mark

_MAX_UINT256 = 2**256 - 1
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


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
    return _CONTROLS.sub("", text)


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


def parse_person_tag(text: str) -> Hash32:
    """Reads a person tag: 0x and 64 hexadecimal digits.

    Raises:
        IdInvalid: it is none.
    """
    if not re.fullmatch(r"0x[0-9a-fA-F]{64}", text, re.ASCII):
        raise IdInvalid(text, mark("a person tag"))
    return Hash32(bytes.fromhex(text[2:]))
