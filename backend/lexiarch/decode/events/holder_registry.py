"""Events of HolderRegistry. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lexiarch.decode.reader import address, check_end, check_topics, uint
from lexiarch.domain.chain import Address, Hash32


@dataclass(frozen=True, slots=True)
class Attested:
    """An attestation took effect: a new iD, a renewal (`since` lies before this block) or a return.

    Solidity: `Attested(address indexed holder, address indexed issuer, bytes32 indexed personTag,
    bytes32 uid, bytes32 schema, uint8 kind, uint48 since, uint48 expirationTime)`.
    """

    holder: Address
    issuer: Address
    person_tag: Hash32
    uid: Hash32
    schema: Hash32
    kind: int
    since: int
    expiration_time: int


@dataclass(frozen=True, slots=True)
class EIP712DomainChanged:
    """Solidity: `EIP712DomainChanged()`."""


@dataclass(frozen=True, slots=True)
class Exited:
    """The holder left the roll.

    Solidity: `Exited(address indexed holder, bytes32 indexed personTag)`.
    """

    holder: Address
    person_tag: Hash32


@dataclass(frozen=True, slots=True)
class Locked:
    """The token can no longer be transferred.

    Solidity: `Locked(uint256 tokenId)`.
    """

    token_id: int


@dataclass(frozen=True, slots=True)
class OwnershipTransferred:
    """Solidity: `OwnershipTransferred(address indexed previousOwner, address indexed newOwner)`."""

    previous_owner: Address
    new_owner: Address


@dataclass(frozen=True, slots=True)
class Revoked:
    """The DAO ended an iD.

    Solidity: `Revoked(address indexed holder, bytes32 indexed personTag, bytes32 reasonCommitment)`.
    """

    holder: Address
    person_tag: Hash32
    reason_commitment: Hash32


@dataclass(frozen=True, slots=True)
class Swept:
    """An expired iD was taken out of the count of holders.

    Solidity: `Swept(address indexed holder, bytes32 indexed personTag, uint48 expirationTime)`.
    """

    holder: Address
    person_tag: Hash32
    expiration_time: int


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The token can be transferred. Part of the standard; the roll never emits it.

    Solidity: `Unlocked(uint256 tokenId)`.
    """

    token_id: int


Event = Attested | EIP712DomainChanged | Exited | Locked | OwnershipTransferred | Revoked | Swept | Unlocked


def _decode_attested(topics: tuple[Hash32, ...], data: bytes) -> Attested:
    check_topics(topics, 4)
    check_end(data, 160)
    return Attested(
        holder=address(topics[1], 0),
        issuer=address(topics[2], 0),
        person_tag=topics[3],
        uid=Hash32(data[0:32]),
        schema=Hash32(data[32:64]),
        kind=uint(data, 64, 8),
        since=uint(data, 96, 48),
        expiration_time=uint(data, 128, 48),
    )


def _decode_eip712_domain_changed(topics: tuple[Hash32, ...], data: bytes) -> EIP712DomainChanged:
    check_topics(topics, 1)
    check_end(data, 0)
    return EIP712DomainChanged()


def _decode_exited(topics: tuple[Hash32, ...], data: bytes) -> Exited:
    check_topics(topics, 3)
    check_end(data, 0)
    return Exited(holder=address(topics[1], 0), person_tag=topics[2])


def _decode_locked(topics: tuple[Hash32, ...], data: bytes) -> Locked:
    check_topics(topics, 1)
    check_end(data, 32)
    return Locked(token_id=int.from_bytes(data[0:32], "big"))


def _decode_ownership_transferred(topics: tuple[Hash32, ...], data: bytes) -> OwnershipTransferred:
    check_topics(topics, 3)
    check_end(data, 0)
    return OwnershipTransferred(previous_owner=address(topics[1], 0), new_owner=address(topics[2], 0))


def _decode_revoked(topics: tuple[Hash32, ...], data: bytes) -> Revoked:
    check_topics(topics, 3)
    check_end(data, 32)
    return Revoked(holder=address(topics[1], 0), person_tag=topics[2], reason_commitment=Hash32(data[0:32]))


def _decode_swept(topics: tuple[Hash32, ...], data: bytes) -> Swept:
    check_topics(topics, 3)
    check_end(data, 32)
    return Swept(holder=address(topics[1], 0), person_tag=topics[2], expiration_time=uint(data, 0, 48))


def _decode_unlocked(topics: tuple[Hash32, ...], data: bytes) -> Unlocked:
    check_topics(topics, 1)
    check_end(data, 32)
    return Unlocked(token_id=int.from_bytes(data[0:32], "big"))


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("cf41d4cd49b3296f6debbd1b00d10790f7093609cdad6a4710ed841e92aed6d4"): _decode_attested,
    bytes.fromhex(
        "0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31"
    ): _decode_eip712_domain_changed,
    bytes.fromhex("d4dbbc04eaafd9157209188acc5dbd99b46f70b4aeb3042bc003d782448d1166"): _decode_exited,
    bytes.fromhex("032bc66be43dbccb7487781d168eb7bda224628a3b2c3388bdf69b532a3a1611"): _decode_locked,
    bytes.fromhex(
        "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0"
    ): _decode_ownership_transferred,
    bytes.fromhex("75059652f1fb4f3449eb012a4a56ad231e3c89379a8b84531091d434e60cb549"): _decode_revoked,
    bytes.fromhex("9234a2e62adb08fa89d5c8c51eae32306e32b597768a88557bb9f7d94e7672de"): _decode_swept,
    bytes.fromhex("f27b6ce5b2f5e68ddb2fd95a8a909d4ecf1daaac270935fff052feacb24f1842"): _decode_unlocked,
}
"""By topic0."""
