"""What a transaction can do, whatever the database: read and write rows. Placeholders in SQL are `?`."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from lexiarch.store.tables import TABLES, Row

Record = tuple[Any, ...]
"""One row as the database gives it: int, str, bytes or None by column."""


class Reader(ABC):
    """A transaction that reads; all its answers are of one moment."""

    @abstractmethod
    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        """All rows of a query."""

    @abstractmethod
    def has_table(self, name: str) -> bool:
        """Whether the database has a table of this name."""

    def one(self, sql: str, params: Sequence[object] = ()) -> Record | None:
        """The first row of a query; None when there is none."""
        rows = self.all(sql, params)
        return rows[0] if rows else None


class NoRows(Reader):
    """An empty index: for who knows already all that a real one holds."""

    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        return []

    def has_table(self, name: str) -> bool:
        return False


class Writer(Reader):
    """A transaction that writes; all of it is kept, or nothing."""

    @abstractmethod
    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        """Runs one statement.

        Returns:
            How many rows it touched.
        """

    @abstractmethod
    def relax(self) -> None:
        """Waits less for the disk: if the machine fails, all of the transaction may be lost, never a part."""

    @abstractmethod
    def create_table(self, sql: str) -> None:
        """Makes a table, in the form in which this database reads and fills it fastest."""

    @abstractmethod
    def insert_into(self, table: str, columns: Sequence[str], records: Sequence[Record]) -> None:
        """Inserts rows, many at a time."""

    def insert(self, rows: Iterable[Row]) -> None:
        """Inserts projected rows into their tables."""
        by_type: dict[type[Row], list[Row]] = defaultdict(list)
        for row in rows:
            by_type[type(row)].append(row)
        for row_type, records in by_type.items():
            self.insert_into(TABLES[row_type], row_type._fields, records)
