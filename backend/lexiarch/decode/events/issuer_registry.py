"""Events of IssuerRegistry. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lexiarch.decode.kinds import TEXT
from lexiarch.decode.reader import address, check_end, check_topics, uint
from lexiarch.domain.chain import Address, Hash32


@dataclass(frozen=True, slots=True)
class AccreditationWithdrawn:
    """The DAO took the accreditation back; `validUntil` is the moment it stopped.

    Solidity: `AccreditationWithdrawn(uint16 indexed number, address indexed issuer, bytes32 indexed
    schema, uint48 validUntil)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    valid_until: int


@dataclass(frozen=True, slots=True)
class IssuerAccredited:
    """`issuer` may attest `schema` from `validFrom` until `validUntil`.

    Solidity: `IssuerAccredited(uint16 indexed number, address indexed issuer, bytes32 indexed schema,
    uint48 validFrom, uint48 validUntil)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int


@dataclass(frozen=True, slots=True)
class OwnershipTransferred:
    """Solidity: `OwnershipTransferred(address indexed previousOwner, address indexed newOwner)`."""

    previous_owner: Address
    new_owner: Address


@dataclass(frozen=True, slots=True)
class SchemaRegistered:
    """A schema entered the list.

    Solidity: `SchemaRegistered(bytes32 indexed uid, uint8 kind, string definition)`.
    """

    uid: Hash32
    kind: int
    definition: str


Event = AccreditationWithdrawn | IssuerAccredited | OwnershipTransferred | SchemaRegistered


def _decode_accreditation_withdrawn(topics: tuple[Hash32, ...], data: bytes) -> AccreditationWithdrawn:
    check_topics(topics, 4)
    check_end(data, 32)
    return AccreditationWithdrawn(
        number=uint(topics[1], 0, 16),
        issuer=address(topics[2], 0),
        schema=topics[3],
        valid_until=uint(data, 0, 48),
    )


def _decode_issuer_accredited(topics: tuple[Hash32, ...], data: bytes) -> IssuerAccredited:
    check_topics(topics, 4)
    check_end(data, 64)
    return IssuerAccredited(
        number=uint(topics[1], 0, 16),
        issuer=address(topics[2], 0),
        schema=topics[3],
        valid_from=uint(data, 0, 48),
        valid_until=uint(data, 32, 48),
    )


def _decode_ownership_transferred(topics: tuple[Hash32, ...], data: bytes) -> OwnershipTransferred:
    check_topics(topics, 3)
    check_end(data, 0)
    return OwnershipTransferred(previous_owner=address(topics[1], 0), new_owner=address(topics[2], 0))


def _decode_schema_registered(topics: tuple[Hash32, ...], data: bytes) -> SchemaRegistered:
    check_topics(topics, 2)
    definition, end = TEXT.follow(data, 32, 64)
    check_end(data, end)
    return SchemaRegistered(uid=topics[1], kind=uint(data, 0, 8), definition=definition)


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex(
        "6afea864c8b112c730c5273431e7ef251a85d80b7c11af356e1dc785c112d08b"
    ): _decode_accreditation_withdrawn,
    bytes.fromhex(
        "5123a86c89c6b55ed9d307e8be8a89d404741fb1eb8fdb774700ebcccbc967fe"
    ): _decode_issuer_accredited,
    bytes.fromhex(
        "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0"
    ): _decode_ownership_transferred,
    bytes.fromhex(
        "0c2c2ff8cf94374eb5c233f6d6cc3211544c85b65f3aa549ecad9ef3138f94d6"
    ): _decode_schema_registered,
}
"""By topic0."""
