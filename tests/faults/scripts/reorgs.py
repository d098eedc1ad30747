"""Reorgs of every depth at every block of a reference chain."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from random import Random

from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Rewound
from tests.faults.databases import Databases
from tests.faults.oracle import Differs, check_tables, tables_from_zero
from tests.helpers.fake_chain import Block
from tests.helpers.fake_dao import START_BLOCK, FakeDao
from tests.helpers.index import new_index
from tests.helpers.model.common import Refused
from tests.helpers.random_life import fork, live

DEPTH = 64
"""The deepest reorg, and the window."""
BLOCKS = 160
_SEED = 90  # of 150, the one that has the most kinds of events


def reference_chain() -> FakeDao:
    """A DAO's life with every kind of event that lives by chance have."""
    dao, chance = FakeDao(), Random(_SEED)
    live(dao, chance, BLOCKS)
    for act in (
        ("retire_ground", "ground 1"),
        ("register_ground", "ground 2"),
        ("retire_ground", "ground 2"),
    ):
        with suppress(Refused):
            dao.do("register", *act)
    dao.mine()
    return dao


class Reorgs:
    """Case n forks the reference chain above its n-th block, at every depth that chain and window give.

    Before each fork the index stands at the reference chain's block so many blocks higher; after it, at the
    head of the other fork, which replays some of the transactions in other blocks and has empty blocks. Every
    fifth fork is empty altogether.
    """

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._dao = reference_chain()
        self._main = list(self._dao.chain.blocks)
        self.count = len(self._main) - 1 - START_BLOCK

    def play(self, case: int) -> Counter[str]:
        fork_block = START_BLOCK + case
        other = self._fork(case, fork_block)
        url = self._databases.create()
        self._dao.chain.blocks = other
        expected = tables_from_zero(self._dao, DEPTH)
        index = new_index(self._dao, url)
        index.limits = Limits(7, DEPTH)
        depths = range(1, min(DEPTH, len(self._main) - 1 - fork_block) + 1)
        for depth in depths:
            self._dao.chain.blocks = self._main[: fork_block + depth + 1]
            index.follow()
            self._dao.chain.blocks = other
            if Rewound(fork_block, depth) not in index.follow():
                raise Differs(f"depth {depth}: the index was not taken back to block {fork_block}")
            try:
                check_tables(index, expected)
            except Differs as difference:
                raise Differs(f"depth {depth}: {difference}") from None
        index.database.close()
        self._databases.drop(url)
        return Counter({"reorgs": len(depths)})

    def _fork(self, case: int, fork_block: int) -> list[Block]:
        """The reference chain up to a block, and 64 other blocks."""
        chance, dao = Random(case), self._dao
        dao.chain.blocks = list(self._main)
        dao.state = deepcopy(self._main[-1].state)
        depth = len(self._main) - 1 - fork_block
        if case % 5:
            fork(dao, chance, depth, DEPTH - depth)
        else:
            dao.fork(depth)
            dao.mine_empty(DEPTH)
        return dao.chain.blocks


@contextmanager
def reorgs(databases: Databases) -> Iterator[Reorgs]:
    """Plays on a kind of database."""
    yield Reorgs(databases)
