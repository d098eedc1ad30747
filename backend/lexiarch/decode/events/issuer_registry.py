"""Events of IssuerRegistry. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.kinds import BLOB, TEXT
from lexiarch.decode.reader import ACCOUNTS, check_end, check_topics, uint, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class AccreditationWithdrawn(Struct, frozen=True, gc=False):
    """The DAO took the accreditation back; `validUntil` is the moment it stopped.

    Solidity: `AccreditationWithdrawn(uint16 indexed number, address indexed issuer, bytes32 indexed
    schema, uint48 validUntil)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    valid_until: int


class GroundRegistered(Struct, frozen=True, gc=False):
    """A ground for ending an iD entered the list.

    Solidity: `GroundRegistered(bytes32 indexed uid, string definition)`.
    """

    uid: Hash32
    definition: str


class GroundRetired(Struct, frozen=True, gc=False):
    """No case opened from now on can rest on the ground.

    Solidity: `GroundRetired(bytes32 indexed uid)`.
    """

    uid: Hash32


class GuardianSet(Struct, frozen=True, gc=False):
    """The DAO appointed another guardian, or none.

    Solidity: `GuardianSet(address indexed oldGuardian, address indexed newGuardian)`.
    """

    old_guardian: Address
    new_guardian: Address


class IssuanceSuspended(Struct, frozen=True, gc=False):
    """The guardian stopped new attestations under this accreditation until `suspendedUntil`.

    Solidity: `IssuanceSuspended(uint16 indexed number, address indexed issuer, bytes32 indexed schema,
    uint48 suspendedUntil)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    suspended_until: int


class IssuerAccredited(Struct, frozen=True, gc=False):
    """`issuer` may attest `schema` from `validFrom` until `validUntil`, `dailyCap` times a day.

    Solidity: `IssuerAccredited(uint16 indexed number, address indexed issuer, bytes32 indexed schema,
    uint48 validFrom, uint48 validUntil, uint32 dailyCap)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int
    daily_cap: int


class IssuerSignerSet(Struct, frozen=True, gc=False):
    """The issuer changed the key that signs its offers; offers signed by the old one are dead.

    Solidity: `IssuerSignerSet(uint16 indexed number, address indexed issuer, bytes32 indexed schema,
    bytes signer)`.
    """

    number: int
    issuer: Address
    schema: Hash32
    signer: bytes


class OwnershipTransferred(Struct, frozen=True, gc=False):
    """Solidity: `OwnershipTransferred(address indexed previousOwner, address indexed newOwner)`."""

    previous_owner: Address
    new_owner: Address


class SchemaRegistered(Struct, frozen=True, gc=False):
    """A schema entered the list.

    Solidity: `SchemaRegistered(bytes32 indexed uid, uint8 kind, string definition)`.
    """

    uid: Hash32
    kind: int
    definition: str


Event = (
    AccreditationWithdrawn
    | GroundRegistered
    | GroundRetired
    | GuardianSet
    | IssuanceSuspended
    | IssuerAccredited
    | IssuerSignerSet
    | OwnershipTransferred
    | SchemaRegistered
)


def _decode_accreditation_withdrawn(topics: tuple[Hash32, ...], data: bytes) -> AccreditationWithdrawn:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return AccreditationWithdrawn(uint(topics[1], 0, 16), ACCOUNTS[topics[2]], topics[3], uint(data, 0, 48))


def _decode_ground_registered(topics: tuple[Hash32, ...], data: bytes) -> GroundRegistered:
    check_topics(topics, 2)
    definition, end = TEXT.follow(data, 0, 32)
    check_end(data, end)
    return GroundRegistered(topics[1], definition)


def _decode_ground_retired(topics: tuple[Hash32, ...], data: bytes) -> GroundRetired:
    if len(topics) != 2 or len(data) != 0:
        raise wrong_shape(topics, 2, data, 0)
    return GroundRetired(topics[1])


def _decode_guardian_set(topics: tuple[Hash32, ...], data: bytes) -> GuardianSet:
    if len(topics) != 3 or len(data) != 0:
        raise wrong_shape(topics, 3, data, 0)
    return GuardianSet(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]])


def _decode_issuance_suspended(topics: tuple[Hash32, ...], data: bytes) -> IssuanceSuspended:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return IssuanceSuspended(uint(topics[1], 0, 16), ACCOUNTS[topics[2]], topics[3], uint(data, 0, 48))


def _decode_issuer_accredited(topics: tuple[Hash32, ...], data: bytes) -> IssuerAccredited:
    if len(topics) != 4 or len(data) != 96:
        raise wrong_shape(topics, 4, data, 96)
    return IssuerAccredited(
        uint(topics[1], 0, 16),
        ACCOUNTS[topics[2]],
        topics[3],
        uint(data, 0, 48),
        uint(data, 32, 48),
        uint(data, 64, 32),
    )


def _decode_issuer_signer_set(topics: tuple[Hash32, ...], data: bytes) -> IssuerSignerSet:
    check_topics(topics, 4)
    signer, end = BLOB.follow(data, 0, 32)
    check_end(data, end)
    return IssuerSignerSet(uint(topics[1], 0, 16), ACCOUNTS[topics[2]], topics[3], signer)


def _decode_ownership_transferred(topics: tuple[Hash32, ...], data: bytes) -> OwnershipTransferred:
    if len(topics) != 3 or len(data) != 0:
        raise wrong_shape(topics, 3, data, 0)
    return OwnershipTransferred(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]])


def _decode_schema_registered(topics: tuple[Hash32, ...], data: bytes) -> SchemaRegistered:
    check_topics(topics, 2)
    definition, end = TEXT.follow(data, 32, 64)
    check_end(data, end)
    return SchemaRegistered(topics[1], uint(data, 0, 8), definition)


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex(
        "6afea864c8b112c730c5273431e7ef251a85d80b7c11af356e1dc785c112d08b"
    ): _decode_accreditation_withdrawn,
    bytes.fromhex(
        "1d32f1c98ee89b0c921f533d84dda3013048d251cf5f3a828b00d9594531ab73"
    ): _decode_ground_registered,
    bytes.fromhex("1d271904f5d63de1da10761063a360e9e76c34d492e8b72c865767f5005268f7"): _decode_ground_retired,
    bytes.fromhex("c3ce29e3ab42e524b6f6f1b4d3674898d503ee3577a64ac87b555904ebc14138"): _decode_guardian_set,
    bytes.fromhex(
        "44cda7d76d7bdc35c3c68c058559a32bec801881db9237c3c1bfe44962239c00"
    ): _decode_issuance_suspended,
    bytes.fromhex(
        "e8cf6ee27ff5d1a9be4e9251e8d78410fda7ae334cf594327bdaa3edd4edfd6a"
    ): _decode_issuer_accredited,
    bytes.fromhex(
        "9e5d2973b20203c67dbbe6256388fd911d1b72b1d05a260fc486d48b9b284e06"
    ): _decode_issuer_signer_set,
    bytes.fromhex(
        "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0"
    ): _decode_ownership_transferred,
    bytes.fromhex(
        "0c2c2ff8cf94374eb5c233f6d6cc3211544c85b65f3aa549ecad9ef3138f94d6"
    ): _decode_schema_registered,
}
"""By topic0."""
