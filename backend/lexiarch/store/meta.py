"""Small values about the index itself: whose it is, how far the chain is, what the last comparison said."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from lexiarch.domain.chain import BlockHeader, Hash32
from lexiarch.store.database import Reader, Writer

_HEAD = "head"
_VERIFIED_BLOCK = "verified_block"
_DIFFERENCES = "differences"
_CONTACT = "contact"
_PHASE = "phase"
_ETHER = "ether"
_DRAWS = "draws"
_DRAWS_KEPT = 2
"""Who began to read yesterday's list can read on today."""


class Phase(StrEnum):
    """How far a new index has come."""

    BULK = "bulk"  # its first blocks; the tables have no indexes yet
    BACKFILL = "backfill"  # the way to the head; listeners are told of blocks only
    FOLLOW = "follow"  # it has been at the head


class BlockId(NamedTuple):
    """A block as the index remembers it."""

    number: int
    hash: Hash32
    timestamp: int


class EtherAt(NamedTuple):
    """Wei of the treasury, which no event tells, as the contract's account had it after a block."""

    wei: int
    block: int


class Contact(NamedTuple):
    """How the indexer fares."""

    at: int | None
    """When it last did all it should, by its own clock; None when never."""
    trouble: str | None
    """Code of the error that keeps it from that; None while all is well."""


def load_meta(reader: Reader, key: str) -> str | None:
    """One value; None when it was never set."""
    row = reader.one("SELECT value FROM meta WHERE key = ?", (key,))
    return str(row[0]) if row else None


def save_meta(writer: Writer, key: str, value: str) -> None:
    """Sets one value."""
    writer.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def delete_meta(writer: Writer, key: str) -> None:
    """Forgets one value."""
    writer.execute("DELETE FROM meta WHERE key = ?", (key,))


def load_phase(reader: Reader) -> Phase:
    """How far the index has come."""
    return Phase(load_meta(reader, _PHASE) or Phase.BULK)


def save_phase(writer: Writer, phase: Phase) -> None:
    """Remembers how far the index has come."""
    save_meta(writer, _PHASE, phase.value)


def load_head(reader: Reader) -> BlockId | None:
    """The node's newest block when the indexer last moved; None before."""
    text = load_meta(reader, _HEAD)
    if text is None:
        return None
    number, hash_hex, timestamp = json.loads(text)
    return BlockId(number, Hash32(bytes.fromhex(hash_hex)), timestamp)


def save_head(writer: Writer, head: BlockHeader) -> None:
    """Remembers the node's newest block."""
    save_meta(writer, _HEAD, json.dumps([head.number, head.hash.hex(), head.timestamp]))


def load_contact(reader: Reader) -> Contact:
    """How the indexer fared when it last said so."""
    text = load_meta(reader, _CONTACT)
    return Contact(*json.loads(text)) if text else Contact(None, None)


def save_contact(writer: Writer, contact: Contact) -> None:
    """Remembers how the indexer fares."""
    save_meta(writer, _CONTACT, json.dumps(contact))


def load_verified_block(reader: Reader) -> int | None:
    """The last block at which index and contracts were compared and agreed."""
    text = load_meta(reader, _VERIFIED_BLOCK)
    return None if text is None else int(text)


def load_differences(reader: Reader) -> list[str]:
    """What disagreed at the last comparison, in words."""
    text = load_meta(reader, _DIFFERENCES)
    return [] if text is None else [str(item) for item in json.loads(text)]


def save_comparison(writer: Writer, block: int, differences: Sequence[str]) -> None:
    """Remembers what the comparison of the index with the contracts said at `block`."""
    save_meta(writer, _DIFFERENCES, json.dumps(list(differences)))
    if not differences:
        save_meta(writer, _VERIFIED_BLOCK, str(block))


def load_ether(reader: Reader) -> EtherAt | None:
    """Ether of the treasury when it was last read; None before."""
    text = load_meta(reader, _ETHER)
    return EtherAt(*json.loads(text)) if text else None


def save_ether(writer: Writer, ether: EtherAt) -> None:
    """Remembers the ether of the treasury."""
    save_meta(writer, _ETHER, json.dumps(ether))


def load_draws(reader: Reader) -> list[BlockId]:
    """The first blocks of the last days, newest first: the order of delegates is drawn from their hashes."""
    draws = json.loads(load_meta(reader, _DRAWS) or "[]")
    return [
        BlockId(number, Hash32(bytes.fromhex(hash_hex)), timestamp) for number, hash_hex, timestamp in draws
    ]


def save_draw(writer: Writer, block: BlockId) -> None:
    """Remembers the first block of another day."""
    _save_draws(writer, [block, *load_draws(writer)][:_DRAWS_KEPT])


def forget_draws_above(writer: Writer, block: int) -> None:
    """Takes back the draws from blocks that are gone."""
    _save_draws(writer, [draw for draw in load_draws(writer) if draw.number <= block])


def _save_draws(writer: Writer, draws: Sequence[BlockId]) -> None:
    rows = [(draw.number, draw.hash.hex(), draw.timestamp) for draw in draws]
    save_meta(writer, _DRAWS, json.dumps(rows))


def forget_comparison_above(writer: Writer, block: int) -> None:
    """Takes back what was said of blocks that are gone."""
    ether = load_ether(writer)
    if ether is not None and ether.block > block:
        delete_meta(writer, _ETHER)
    verified = load_verified_block(writer)
    if verified is not None and verified > block:
        delete_meta(writer, _VERIFIED_BLOCK)
