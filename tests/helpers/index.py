"""An index that follows a DAO on a chain in memory."""

from dataclasses import dataclass, field

from lexiarch.chain.source import Source
from lexiarch.indexer.converge import Indexer
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import NothingNew, Outcome
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Record, open_database
from lexiarch.store.schema import prepare_schema
from lexiarch.store.tables import TABLES
from tests.helpers.fake_dao import FakeDao

WINDOW = 12


@dataclass
class Index:
    """`step` moves it once, `follow` until there is nothing new."""

    dao: FakeDao
    database: Database
    limits: Limits = field(default_factory=lambda: Limits(block_range=7, reorg_window=WINDOW))
    source: Source | None = None
    """In the place of the DAO's chain."""
    _indexer: tuple[Limits, Indexer] | None = field(default=None, init=False)

    def step(self) -> Outcome:
        """One step of the indexer."""
        if self._indexer is None or self._indexer[0] is not self.limits:
            source = self.source or self.dao.chain
            indexer = Indexer(source, self.database, self.dao.deployment, self.limits)
            self._indexer = self.limits, indexer
        return self._indexer[1].converge()

    def follow(self) -> list[Outcome]:
        """All outcomes until there is nothing new."""
        outcomes: list[Outcome] = []
        while not isinstance(outcome := self.step(), NothingNew):
            outcomes.append(outcome)
        return outcomes

    def rows(self, sql: str, *params: object) -> list[Record]:
        """What a query finds."""
        with self.database.read() as rows:
            return rows.all(sql, params)

    @property
    def checkpoint(self) -> int | None:
        """Number of the last indexed block."""
        with self.database.read() as rows:
            block = load_checkpoint(rows)
        return block.number if block else None

    def tables(self) -> dict[str, list[Record]]:
        """Everything that follows from the chain, in an order that no database chooses."""
        widths = {"checkpoint": 4, "block": 4, "log": 3}
        widths |= {table: len(row._fields) for row, table in TABLES.items()}
        return {
            name: self.rows(f"SELECT * FROM {name} ORDER BY {', '.join(map(str, range(1, width + 1)))}")
            for name, width in widths.items()
        }


def new_index(dao: FakeDao, url: str) -> Index:
    """An empty index in an empty database."""
    database = open_database(url)
    prepare_schema(database, dao.deployment)
    return Index(dao, database)
