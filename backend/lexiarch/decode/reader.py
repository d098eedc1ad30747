"""Reads ABI-encoded bytes in their one canonical form: what Solidity emits and what encoders give.

Each value's tail must begin where the one before ended, and padding must be zero. So a value has one
encoding only, and the work is bounded by the length of the data, whatever a stranger put into it.

Specification: https://docs.soliditylang.org/en/latest/abi-spec.html
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from lexiarch.domain.chain import Address, Hash32

T = TypeVar("T")

WORD = 32
_ZEROS = bytes(WORD)


class AbiInvalid(ValueError):
    """The bytes are not the canonical encoding of the types."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How to read values of one ABI type.

    Attributes:
        size: bytes that a value takes in the head; a dynamic type has a pointer there.
        is_dynamic: whether the value itself stands in the tail.
        read: gives the value that begins at a position, and the position where it ends.
    """

    size: int
    is_dynamic: bool
    read: Callable[[bytes, int], tuple[T, int]]

    def follow(self, data: bytes, head: int, tail: int, base: int = 0) -> tuple[T, int]:
        """The dynamic value that the pointer at `head` must place at `tail`, and where the next tail begins.

        Args:
            base: position that pointers count from.

        Raises:
            AbiInvalid: the pointer points elsewhere, or the value is not well formed.
        """
        if data[head : head + WORD] != (tail - base).to_bytes(WORD, "big"):
            raise AbiInvalid(f"the pointer at {head} does not lead to {tail}")
        return self.read(data, tail)


# ---- one word


def uint(data: bytes, at: int, bits: int = 256) -> int:
    """The unsigned integer in the word at `at`."""
    word = data[at : at + WORD]
    value = int.from_bytes(word, "big")
    if len(word) != WORD or value >> bits:
        raise AbiInvalid(f"no uint{bits} at {at}")
    return value


def sint(data: bytes, at: int, bits: int = 256) -> int:
    """The signed integer in the word at `at`."""
    word = data[at : at + WORD]
    value = int.from_bytes(word, "big", signed=True)
    if len(word) != WORD or not -(1 << bits - 1) <= value < 1 << bits - 1:
        raise AbiInvalid(f"no int{bits} at {at}")
    return value


def boolean(data: bytes, at: int) -> bool:
    """The truth value in the word at `at`."""
    return bool(uint(data, at, 1))


def address(data: bytes, at: int) -> Address:
    """The account in the word at `at`."""
    word = data[at : at + WORD]
    if len(word) != WORD or word[:12] != _ZEROS[:12]:
        raise AbiInvalid(f"no address at {at}")
    return Address(word[12:])


def fixed(data: bytes, at: int, size: int) -> bytes:
    """The `size` bytes at the front of the word at `at`."""
    word = data[at : at + WORD]
    if len(word) != WORD or word[size:] != _ZEROS[size:]:
        raise AbiInvalid(f"no bytes{size} at {at}")
    return word[:size]


def hash32(data: bytes, at: int) -> Hash32:
    """The bytes32 at `at`."""
    return Hash32(fixed(data, at, WORD))


# ---- more than a word


def read_blob(data: bytes, at: int) -> tuple[bytes, int]:
    """The `bytes` at `at`, and where they end."""
    start = at + WORD
    size = int.from_bytes(data[at:start], "big")
    stop, end = start + size, start + size + -size % WORD
    if end > len(data) or data[stop:end] != _ZEROS[: end - stop]:
        raise AbiInvalid(f"no bytes at {at}")
    return data[start:stop], end


def clean_text(raw: bytes) -> str:
    """Text of any bytes: what is not UTF-8, and NUL (which PostgreSQL refuses), becomes U+FFFD."""
    return raw.decode("utf-8", errors="replace").replace("\x00", "\ufffd")


def read_text(data: bytes, at: int) -> tuple[str, int]:
    """The `string` at `at`, and where it ends."""
    raw, end = read_blob(data, at)
    return clean_text(raw), end


def read_members(members: Sequence[Kind[Any]], data: bytes, base: int) -> tuple[tuple[Any, ...], int]:
    """The values of a tuple that begins at `base`, and where it ends."""
    head, tail = base, base + sum(member.size for member in members)
    values = []
    for member in members:
        if member.is_dynamic:
            value, tail = member.follow(data, head, tail, base)
        else:
            value, _ = member.read(data, head)
        values.append(value)
        head += member.size
    return tuple(values), tail


def read_all(members: Sequence[Kind[Any]], data: bytes) -> tuple[Any, ...]:
    """The values of the given kinds that fill all of `data`.

    Raises:
        AbiInvalid: `data` is not their canonical encoding.
    """
    values, end = read_members(members, data, 0)
    check_end(data, end)
    return values


class Accounts(dict[Hash32, Address]):
    """The accounts in topics: few of them, and each in many logs, so what was read is kept."""

    MOST: Final = 50_000

    def __missing__(self, topic: Hash32) -> Address:
        if len(self) >= self.MOST:
            self.clear()
        account = self[topic] = address(topic, 0)
        return account


ACCOUNTS: Final = Accounts()


def check_end(data: bytes, end: int) -> None:
    """Refuses bytes beyond the last value, or too few.

    Raises:
        AbiInvalid: `data` does not end at `end`.
    """
    if len(data) != end:
        raise AbiInvalid(f"{len(data)} bytes where the values take {end}")


def check_topics(topics: Sequence[bytes], count: int) -> None:
    """Refuses a log with more or fewer topics than its event has.

    Raises:
        AbiInvalid: there are not `count` topics.
    """
    if len(topics) != count:
        raise AbiInvalid(f"{len(topics)} topics where the event has {count}")


def wrong_shape(topics: Sequence[bytes], count: int, data: bytes, end: int) -> AbiInvalid:
    """What is wrong with a log that has not `count` topics, or whose `data` does not end at `end`."""
    try:
        check_topics(topics, count)
        check_end(data, end)
    except AbiInvalid as error:
        return error
    raise AssertionError("nothing is")
