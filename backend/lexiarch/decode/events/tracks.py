"""Events of Tracks. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import ACCOUNTS, boolean, fixed, uint, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class OwnershipTransferred(Struct, frozen=True, gc=False):
    """Solidity: `OwnershipTransferred(address indexed previousOwner, address indexed newOwner)`."""

    previous_owner: Address
    new_owner: Address


class TrackAssigned(Struct, frozen=True, gc=False):
    """From now on this track decides about calls of the function.

    Solidity: `TrackAssigned(address indexed target, bytes4 indexed selector, uint8 indexed track)`.
    """

    target: Address
    selector: bytes
    track: int


class TrackSet(Struct, frozen=True, gc=False):
    """A track was added, or its quorums or its secrecy were changed.

    Solidity: `TrackSet(uint8 indexed track, bool tokenHouse, bool holderHouse, uint8 tokenQuorum, uint8
    holderQuorum, bool secret)`.
    """

    track: int
    token_house: bool
    holder_house: bool
    token_quorum: int
    holder_quorum: int
    secret: bool


Event = OwnershipTransferred | TrackAssigned | TrackSet


def _decode_ownership_transferred(topics: tuple[Hash32, ...], data: bytes) -> OwnershipTransferred:
    if len(topics) != 3 or len(data) != 0:
        raise wrong_shape(topics, 3, data, 0)
    return OwnershipTransferred(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]])


def _decode_track_assigned(topics: tuple[Hash32, ...], data: bytes) -> TrackAssigned:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return TrackAssigned(ACCOUNTS[topics[1]], fixed(topics[2], 0, 4), uint(topics[3], 0, 8))


def _decode_track_set(topics: tuple[Hash32, ...], data: bytes) -> TrackSet:
    if len(topics) != 2 or len(data) != 160:
        raise wrong_shape(topics, 2, data, 160)
    return TrackSet(
        uint(topics[1], 0, 8),
        boolean(data, 0),
        boolean(data, 32),
        uint(data, 64, 8),
        uint(data, 96, 8),
        boolean(data, 128),
    )


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex(
        "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0"
    ): _decode_ownership_transferred,
    bytes.fromhex("5c0896561a4b4120161104d4d6d64759f537bb9f423591d65fc9563718db5fef"): _decode_track_assigned,
    bytes.fromhex("914ae2dfd3afebe15f843bf879fd87e29bca69a9fe07a564b1e9c646e93e500d"): _decode_track_set,
}
"""By topic0."""
