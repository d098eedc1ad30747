"""What a node says, as plain values: bytes for hashes and addresses, int for times in seconds since 1970."""

from typing import NamedTuple, NewType

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


class Position(NamedTuple):
    """Where in the chain an event stands, and when."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
