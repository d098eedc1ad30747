"""Events of LexiarchTimelock. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.kinds import BLOB
from lexiarch.decode.reader import ACCOUNTS, address, check_end, check_topics, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class CallExecuted(Struct, frozen=True, gc=False):
    """Solidity: `CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value,
    bytes data)`.
    """

    id: Hash32
    index: int
    target: Address
    value: int
    data: bytes


class CallSalt(Struct, frozen=True, gc=False):
    """Solidity: `CallSalt(bytes32 indexed id, bytes32 salt)`."""

    id: Hash32
    salt: Hash32


class CallScheduled(Struct, frozen=True, gc=False):
    """Solidity: `CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value,
    bytes data, bytes32 predecessor, uint256 delay)`.
    """

    id: Hash32
    index: int
    target: Address
    value: int
    data: bytes
    predecessor: Hash32
    delay: int


class Cancelled(Struct, frozen=True, gc=False):
    """Solidity: `Cancelled(bytes32 indexed id)`."""

    id: Hash32


class MinDelayChange(Struct, frozen=True, gc=False):
    """Solidity: `MinDelayChange(uint256 oldDuration, uint256 newDuration)`."""

    old_duration: int
    new_duration: int


class RoleAdminChanged(Struct, frozen=True, gc=False):
    """Solidity: `RoleAdminChanged(bytes32 indexed role, bytes32 indexed previousAdminRole, bytes32 indexed
    newAdminRole)`.
    """

    role: Hash32
    previous_admin_role: Hash32
    new_admin_role: Hash32


class RoleGranted(Struct, frozen=True, gc=False):
    """Solidity: `RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)`."""

    role: Hash32
    account: Address
    sender: Address


class RoleRevoked(Struct, frozen=True, gc=False):
    """Solidity: `RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)`."""

    role: Hash32
    account: Address
    sender: Address


Event = (
    CallExecuted
    | CallSalt
    | CallScheduled
    | Cancelled
    | MinDelayChange
    | RoleAdminChanged
    | RoleGranted
    | RoleRevoked
)


def _decode_call_executed(topics: tuple[Hash32, ...], data: bytes) -> CallExecuted:
    check_topics(topics, 3)
    data_, end = BLOB.follow(data, 64, 96)
    check_end(data, end)
    return CallExecuted(
        topics[1], int.from_bytes(topics[2]), address(data, 0), int.from_bytes(data[32:64]), data_
    )


def _decode_call_salt(topics: tuple[Hash32, ...], data: bytes) -> CallSalt:
    if len(topics) != 2 or len(data) != 32:
        raise wrong_shape(topics, 2, data, 32)
    return CallSalt(topics[1], Hash32(data[0:32]))


def _decode_call_scheduled(topics: tuple[Hash32, ...], data: bytes) -> CallScheduled:
    check_topics(topics, 3)
    data_, end = BLOB.follow(data, 64, 160)
    check_end(data, end)
    return CallScheduled(
        topics[1],
        int.from_bytes(topics[2]),
        address(data, 0),
        int.from_bytes(data[32:64]),
        data_,
        Hash32(data[96:128]),
        int.from_bytes(data[128:160]),
    )


def _decode_cancelled(topics: tuple[Hash32, ...], data: bytes) -> Cancelled:
    if len(topics) != 2 or len(data) != 0:
        raise wrong_shape(topics, 2, data, 0)
    return Cancelled(topics[1])


def _decode_min_delay_change(topics: tuple[Hash32, ...], data: bytes) -> MinDelayChange:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return MinDelayChange(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_role_admin_changed(topics: tuple[Hash32, ...], data: bytes) -> RoleAdminChanged:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return RoleAdminChanged(topics[1], topics[2], topics[3])


def _decode_role_granted(topics: tuple[Hash32, ...], data: bytes) -> RoleGranted:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return RoleGranted(topics[1], ACCOUNTS[topics[2]], ACCOUNTS[topics[3]])


def _decode_role_revoked(topics: tuple[Hash32, ...], data: bytes) -> RoleRevoked:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return RoleRevoked(topics[1], ACCOUNTS[topics[2]], ACCOUNTS[topics[3]])


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("c2617efa69bab66782fa219543714338489c4e9e178271560a91b82c3f612b58"): _decode_call_executed,
    bytes.fromhex("20fda5fd27a1ea7bf5b9567f143ac5470bb059374a27e8f67cb44f946f6d0387"): _decode_call_salt,
    bytes.fromhex("4cf4410cc57040e44862ef0f45f3dd5a5e02db8eb8add648d4b0e236f1d07dca"): _decode_call_scheduled,
    bytes.fromhex("baa1eb22f2a492ba1a5fea61b8df4d27c6c8b5f3971e63bb58fa14ff72eedb70"): _decode_cancelled,
    bytes.fromhex(
        "11c24f4ead16507c69ac467fbd5e4eed5fb5c699626d2cc6d66421df253886d5"
    ): _decode_min_delay_change,
    bytes.fromhex(
        "bd79b86ffe0ab8e8776151514217cd7cacd52c909f66475c3af44e129f0b00ff"
    ): _decode_role_admin_changed,
    bytes.fromhex("2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d"): _decode_role_granted,
    bytes.fromhex("f6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b"): _decode_role_revoked,
}
"""By topic0."""
