"""The bits of a list. Half of them are set before there is any credential, and some change all the time."""

import os
import secrets
from collections.abc import Iterable, Set
from typing import Final

SIZE: Final = 1 << 17
"""Bits of a list."""
MOST_TAKEN: Final = SIZE // 8
"""Credentials of a list; more go into another one. So there are always enough bits that mean nothing."""
_CHANGES: Final = 64

_CHANCE: Final = secrets.SystemRandom()


def new_bits() -> bytes:
    """A list in which nothing means anything."""
    return os.urandom(SIZE // 8)


def is_set(bits: bytes, position: int) -> bool:
    """Whether a bit is 1: not valid (least significant bit of a byte first, as the standard has it)."""
    return bool(bits[position // 8] >> (position % 8) & 1)


def with_set(bits: bytes, positions: Iterable[int]) -> bytes:
    """The list in which these are 1, too."""
    changed = bytearray(bits)
    for position in positions:
        changed[position // 8] |= 1 << (position % 8)
    return bytes(changed)


def with_chance(bits: bytes, taken: Set[int]) -> bytes:
    """The list in which some bits that are nobody's are thrown anew: a change alone tells of no end."""
    changed = bytearray(bits)
    for position in _CHANCE.sample(range(SIZE), _CHANCE.randrange(_CHANGES // 2, _CHANGES * 2)):
        if position not in taken and _CHANCE.getrandbits(1):
            changed[position // 8] ^= 1 << (position % 8)
    return bytes(changed)


def choose(bits: bytes, taken: Set[int], number: int) -> list[int]:
    """Positions for new credentials: of those that are 0 and nobody's, so that nothing is seen to change."""
    chosen: list[int] = []
    while len(chosen) < number:
        position = _CHANCE.randrange(SIZE)
        if position not in taken and position not in chosen and not is_set(bits, position):
            chosen.append(position)
    return chosen
