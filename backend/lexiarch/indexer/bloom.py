"""The logs bloom of a header (yellow paper 4.3.1): which logs a block can hold."""

from collections.abc import Iterable
from functools import lru_cache

from eth_hash.auto import keccak

from lexiarch.domain.chain import RawLog

_BITS = 2048


def bloom_of(logs: Iterable[RawLog]) -> bytes:
    """The bloom of exactly these logs, 256 bytes."""
    bloom = 0
    for log in logs:
        for value in (log.address, *log.topics):
            bloom |= _bits(value)
    return bloom.to_bytes(_BITS // 8, "big")


def explains(logs: Iterable[RawLog], bloom: bytes) -> bool:
    """Whether a block with this bloom need not hold any other log.

    There may be logs that are not in it: some chains add their own to blocks.
    """
    return not int.from_bytes(bloom, "big") & ~int.from_bytes(bloom_of(logs), "big")


def may_hold(bloom: bytes, addresses: Iterable[bytes]) -> bool:
    """Whether a block with this bloom can hold a log of one of the addresses; False is certain."""
    bits = int.from_bytes(bloom, "big")
    return any(bits & wanted == wanted for wanted in map(_bits, addresses))


@lru_cache(maxsize=1 << 15)  # accounts come back, and a hash takes longer than all else about a log
def _bits(value: bytes) -> int:
    digest = keccak(value)
    pairs = (int.from_bytes(digest[start : start + 2], "big") for start in (0, 2, 4))
    bits = 0
    for pair in pairs:
        bits |= 1 << (pair % _BITS)
    return bits
