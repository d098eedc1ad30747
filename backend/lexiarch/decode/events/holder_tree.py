"""Events of HolderTree. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import wrong_shape
from lexiarch.domain.chain import Hash32


class LeafAdded(Struct, frozen=True, gc=False):
    """A person added a commitment.

    Solidity: `LeafAdded(bytes32 indexed personTag, uint256 index, uint256 commitment, uint256 root)`.
    """

    person_tag: Hash32
    index: int
    commitment: int
    root: int


class LeafDue(Struct, frozen=True, gc=False):
    """The leaf is good until the beginning of `dueDay` (days since 1970, UTC).

    Solidity: `LeafDue(bytes32 indexed personTag, uint256 dueDay)`.
    """

    person_tag: Hash32
    due_day: int


class LeafPruned(Struct, frozen=True, gc=False):
    """A leaf was taken out: its place holds zero.

    Solidity: `LeafPruned(bytes32 indexed personTag, uint256 index, uint256 root)`.
    """

    person_tag: Hash32
    index: int
    root: int


class LeafReplaced(Struct, frozen=True, gc=False):
    """A person replaced their commitment; roots frozen before still hold the old one.

    Solidity: `LeafReplaced(bytes32 indexed personTag, uint256 index, uint256 commitment, uint256
    root)`.
    """

    person_tag: Hash32
    index: int
    commitment: int
    root: int


Event = LeafAdded | LeafDue | LeafPruned | LeafReplaced


def _decode_leaf_added(topics: tuple[Hash32, ...], data: bytes) -> LeafAdded:
    if len(topics) != 2 or len(data) != 96:
        raise wrong_shape(topics, 2, data, 96)
    return LeafAdded(
        topics[1], int.from_bytes(data[0:32]), int.from_bytes(data[32:64]), int.from_bytes(data[64:96])
    )


def _decode_leaf_due(topics: tuple[Hash32, ...], data: bytes) -> LeafDue:
    if len(topics) != 2 or len(data) != 32:
        raise wrong_shape(topics, 2, data, 32)
    return LeafDue(topics[1], int.from_bytes(data[0:32]))


def _decode_leaf_pruned(topics: tuple[Hash32, ...], data: bytes) -> LeafPruned:
    if len(topics) != 2 or len(data) != 64:
        raise wrong_shape(topics, 2, data, 64)
    return LeafPruned(topics[1], int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_leaf_replaced(topics: tuple[Hash32, ...], data: bytes) -> LeafReplaced:
    if len(topics) != 2 or len(data) != 96:
        raise wrong_shape(topics, 2, data, 96)
    return LeafReplaced(
        topics[1], int.from_bytes(data[0:32]), int.from_bytes(data[32:64]), int.from_bytes(data[64:96])
    )


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("6c48921a4d84800cc23121ab619250ce31025a624b555f0f0e7a5719e56a0ae9"): _decode_leaf_added,
    bytes.fromhex("6ae45b819d80b2c7b2671dce8dee7fd9395720eafd57b2ab465c662edb38b526"): _decode_leaf_due,
    bytes.fromhex("b3c0efa0304e1836bfa94f95729cd3682f1f26ec4da9139de075c28b0e8894ff"): _decode_leaf_pruned,
    bytes.fromhex("3462acfe87fc0ae8cea6de27d021d25d9d5cb5850955f54e02a42a4294b0f1a6"): _decode_leaf_replaced,
}
"""By topic0."""
