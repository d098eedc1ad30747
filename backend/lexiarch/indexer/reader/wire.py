"""A range on its way from one process to the other: plain values in Python's own fastest form, marshal.

Both processes are one program's, run by one interpreter.
"""

import marshal
from typing import Any, get_args

from msgspec.structs import astuple

from lexiarch.decode.events import Event
from lexiarch.decode.logs import Decoded
from lexiarch.domain.chain import BlockHeader, Position
from lexiarch.indexer.reader.read import Read
from lexiarch.indexer.stretch import Stretch

_EVENTS: tuple[type[Any], ...] = tuple(dict.fromkeys(get_args(Event)))
_NUMBERS = {event: number for number, event in enumerate(_EVENTS)}


def pack_read(read: Read) -> bytes:
    """The range as bytes. Without what is done with when its logs are packed: they themselves, and blooms."""
    stretch = read.stretch
    events = [(_NUMBERS[type(event)], tuple(position), astuple(event)) for position, event in read.events]
    headers = [header[:4] for header in (stretch.last, *stretch.headers)]
    return marshal.dumps((stretch.first, stretch.parent_hash, headers, read.logs, events))


def unpack_read(packed: bytes) -> Read:
    """What `pack_read` packed."""
    first, parent_hash, headers, logs, events = marshal.loads(packed)
    last, *kept = [
        BlockHeader(number, block_hash, parent, time, b"") for number, block_hash, parent, time in headers
    ]
    new = tuple.__new__  # as the classes do, without their checks: a million calls
    decoded = [
        new(Decoded, (new(Position, position), _EVENTS[number](*values)))
        for number, position, values in events
    ]
    return Read(Stretch(first, last, parent_hash, kept, []), logs, decoded)
