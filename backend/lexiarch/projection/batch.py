"""What the nouns share while a batch is projected: where they read, and where they put rows and changes."""

from collections.abc import Callable, Mapping
from typing import Any

from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change
from lexiarch.store.database import NoRows, Reader
from lexiarch.store.outbox import NewChange, new_change
from lexiarch.store.tables import Row

Handler = Callable[[Position, Any], None]
"""What takes every event of one type."""


class Batch:
    """Rows and changes that a run of events makes.

    Attributes:
        reader: sees the rows of all events before these.
        quiet: whether there is nobody to tell.
        add: adds a row.
    """

    add: Callable[[Row], None]

    def __init__(self) -> None:
        self.begin(NoRows(), quiet=False)

    def begin(self, reader: Reader, *, quiet: bool) -> None:
        """Starts another run.

        Args:
            quiet: whether nobody listens yet.
        """
        self.reader = reader
        self.rows: list[Row] = []
        self.add = self.rows.append
        self.changes: list[NewChange] = []
        self.quiet = quiet

    def tell(
        self, at: Position, kind: Change, subject: str, data: Mapping[str, object] | None = None
    ) -> None:
        """Adds a change for listeners."""
        if not self.quiet:
            self.changes.append(new_change(at.block_number, kind, subject, data))


def hex_text(value: bytes) -> str:
    """0x and lower-case digits."""
    return "0x" + value.hex()


def ignore(at: Position, event: object) -> None:
    """Handles an event that changes nothing in the index."""
