"""What a node says, as plain values: bytes for hashes and addresses, int for times in seconds since 1970."""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, NewType

Address = NewType("Address", bytes)
"""An account: 20 bytes."""

Hash32 = NewType("Hash32", bytes)
"""A hash, uid, tag or id: 32 bytes."""

ZERO_ADDRESS = Address(bytes(20))


class BlockHeader(NamedTuple):
    """The part of a header that the index needs."""

    number: int
    hash: Hash32
    parent_hash: Hash32
    timestamp: int
    logs_bloom: bytes
    """256 bytes; whether the block can hold a log of an address and topic (yellow paper 4.3.1)."""


class RawLog(NamedTuple):
    """One log as the node gives it. (block_hash, log_index) identifies it."""

    block_number: int
    block_hash: Hash32
    tx_hash: Hash32
    log_index: int
    address: Address
    topics: tuple[Hash32, ...]
    data: bytes


_PLACE: Final = itemgetter(0, 3)  # block number and log index of a RawLog


def are_in_order(logs: Sequence[RawLog]) -> bool:
    """Whether the logs stand as in the chain, each once."""
    return all(place < following for place, following in pairwise(map(_PLACE, logs)))


class Position(NamedTuple):
    """Where in the chain an event stands, and when."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
