"""The live stream of changes."""

import json

from lexiarch.domain.words import Change
from lexiarch.store.database import Reader
from lexiarch.store.outbox import StreamRow, load_changes, load_last_change_id
from lexiarch.views.models import StreamEvent
from lexiarch.views.text import address_text

_OF_ACCOUNTS = frozenset({Change.ACCOUNT, Change.HOLDER, Change.ISSUER})


def build_changes(reader: Reader, after: int, limit: int) -> list[StreamEvent]:
    """Changes after an id, oldest first."""
    return [_change(row) for row in load_changes(reader, after, limit)]


def build_last_change_id(reader: Reader) -> int:
    """Id of the newest change, 0 when there is none: what a reader has seen who has seen everything."""
    return load_last_change_id(reader)


def _change(row: StreamRow) -> StreamEvent:
    """Of an iD it says only that it changed: a stream of how iDs end would be a list of them."""
    subject = address_text(bytes.fromhex(row.subject[2:])) if row.kind in _OF_ACCOUNTS else row.subject
    data = {} if row.kind == Change.HOLDER else json.loads(row.data)
    return StreamEvent(id=row.id, kind=row.kind, block=row.block_number, subject=subject, data=data)
