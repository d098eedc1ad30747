"""A database to which something happens in the middle of a transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.store.database import Database, Reader, Record, Writer


class CutDatabase:
    """Reads as another database does; a write fails after some statements.

    Args:
        statements: how many a transaction may take.
        cut: what happens then; without it, the next one fails.
    """

    def __init__(self, database: Database, statements: int, cut: Callable[[], None] | None = None) -> None:
        self._database = database
        self._statements = statements
        self._cut = cut or _fail

    def read(self) -> AbstractContextManager[Reader]:
        return self._database.read()

    @contextmanager
    def write(self) -> Iterator[Writer]:
        with self._database.write() as writer:
            yield _CutWriter(writer, self._statements, self._cut)

    def close(self) -> None:
        self._database.close()


class _CutWriter(Writer):
    def __init__(self, writer: Writer, statements: int, cut: Callable[[], None]) -> None:
        self._writer = writer
        self._left = statements
        self._cut = cut

    def all(self, sql: str, params: Sequence[object] = ()) -> list[Record]:
        self._spend()
        return self._writer.all(sql, params)

    def has_table(self, name: str) -> bool:
        self._spend()
        return self._writer.has_table(name)

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        self._spend()
        return self._writer.execute(sql, params)

    def relax(self) -> None:
        self._spend()
        self._writer.relax()

    def create_table(self, sql: str) -> None:
        self._spend()
        self._writer.create_table(sql)

    def insert_into(self, table: str, columns: Sequence[str], records: Sequence[Record]) -> None:
        self._spend()
        self._writer.insert_into(table, columns, records)

    def _spend(self) -> None:
        if self._left == 0:
            self._cut()
        self._left -= 1


def _fail() -> None:
    raise DatabaseUnavailable("the connection was cut")
