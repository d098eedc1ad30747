"""The stream of changes: written in the transaction that changes, read by listeners, always in one order."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import orjson

from lexiarch.domain.words import Change
from lexiarch.store.database import Reader, Writer


class NewChange(NamedTuple):
    """A change to tell of. `data` is a JSON object."""

    block_number: int
    kind: str
    subject: str
    data: str


class StreamRow(NamedTuple):
    """A change as it was told."""

    id: int
    block_number: int
    kind: str
    subject: str
    data: str


def new_change(
    block_number: int, kind: Change, subject: str = "", data: Mapping[str, object] | None = None
) -> NewChange:
    """A change of the kinds in domain/words.py, which also say what the subject is."""
    return NewChange(block_number, kind.value, subject, orjson.dumps(data or {}).decode())


def append_changes(writer: Writer, changes: Sequence[NewChange]) -> None:
    """Appends changes, in order; those that say the same become one, in the place of the last."""
    latest: dict[tuple[str, str, str], NewChange] = {}
    for change in changes:
        key = change[1:]
        latest.pop(key, None)
        latest[key] = change
    first = load_last_change_id(writer) + 1
    rows = [(first + place, *change) for place, change in enumerate(latest.values())]
    writer.insert_into("outbox", StreamRow._fields, rows)


def load_changes(reader: Reader, after: int, limit: int) -> list[StreamRow]:
    """The changes after an id, oldest first."""
    rows = reader.all(
        "SELECT id, block_number, kind, subject, data FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
        (after, limit),
    )
    return [StreamRow(*row) for row in rows]


def load_last_change_id(reader: Reader) -> int:
    """The newest change's id; 0 when there is none."""
    row = reader.one("SELECT MAX(id) FROM outbox")
    return row[0] or 0 if row else 0
