"""Events as the decoder gives them, at made-up places of the chain."""

from lexiarch.decode.events import Event
from lexiarch.decode.logs import Decoded
from lexiarch.domain.chain import Position
from tests.helpers.builders import hash32


def place(block: int, index: int = 0, tx: int | None = None) -> Position:
    """A place in the chain; the block's time is 1000 seconds and ten for each block."""
    return Position(block, index, hash32("tx", block if tx is None else tx), 1000 + 10 * block)


def decoded(at: Position, event: Event) -> Decoded:
    """An event at a place."""
    return Decoded(at, event)


def block_of(number: int, *events: Event) -> list[Decoded]:
    """Events of one transaction, one after the other."""
    return [decoded(place(number, index), event) for index, event in enumerate(events)]
