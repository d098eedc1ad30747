"""A database whose connection is cut in the middle of a transaction."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.store.database import Database, Reader, Record, Writer


class CutDatabase:
    """Reads as another database does; a write fails after some statements.

    Args:
        statements: how many a transaction may take.
    """

    def __init__(self, database: Database, statements: int) -> None:
        self._database = database
        self._statements = statements

    def read(self) -> AbstractContextManager[Reader]:
        return self._database.read()

    @contextmanager
    def write(self) -> Iterator[Writer]:
        with self._database.write() as writer:
            yield _CutWriter(writer, self._statements)

    def close(self) -> None:
        self._database.close()


class _CutWriter(Writer):
    def __init__(self, writer: Writer, statements: int) -> None:
        self._writer = writer
        self._left = statements

    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        self._spend()
        return self._writer.all(sql, params)

    def has_table(self, name: str) -> bool:
        self._spend()
        return self._writer.has_table(name)

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        self._spend()
        return self._writer.execute(sql, params)

    def create_table(self, sql: str) -> None:
        self._spend()
        self._writer.create_table(sql)

    def insert_into(self, table: str, columns: Sequence[str], records: Sequence[Record]) -> None:
        self._spend()
        self._writer.insert_into(table, columns, records)

    def _spend(self) -> None:
        if self._left == 0:
            raise DatabaseUnavailable("the connection was cut")
        self._left -= 1
