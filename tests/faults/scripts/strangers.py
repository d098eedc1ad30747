"""Another chain in the place of the one that was indexed."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from lexiarch.chain.identity import check_chain
from lexiarch.domain.errors import IndexForeign, LexiarchError, WrongChain
from lexiarch.store.schema import prepare_schema
from tests.faults.databases import Databases
from tests.faults.oracle import Differs, check_tables, tables_from_zero
from tests.helpers.fake_chain import Block
from tests.helpers.fake_dao import START_BLOCK, FakeDao
from tests.helpers.index import Index, new_index
from tests.helpers.random_life import live


class Strangers:
    """Case n indexes a life of seed n in part, meets other chains in many ways, and goes on with its own."""

    count = None

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def play(self, case: int) -> Counter[str]:
        dao, chance = FakeDao(), Random(case)
        live(dao, chance, chance.randint(20, 60))
        url = self._databases.create()
        index = new_index(dao, url)
        for _ in range(chance.randint(1, 12)):
            index.step()
        right = dao.chain.blocks
        before = index.tables()
        times = 0
        for length in ("shorter", "as long", "longer"):
            for begun_at in (0, START_BLOCK):
                dao.chain.blocks = _begun_anew(right, begun_at, _length(index, length, chance))
                _must_refuse(f"a chain begun anew at {begun_at}, {length}", index.step, WrongChain)
                _must_refuse("the same at a connect", lambda: _connect(index), WrongChain)
                times += 2
        dao.chain.blocks = right
        dao.chain.chain_id += 1
        _must_refuse("another chain id at a connect", lambda: _connect(index), WrongChain)
        dao.chain.chain_id -= 1
        other = FakeDao()
        other_deployment = other.deployment.model_copy(update={"genesis_hash": "0x" + "ab" * 32})
        _must_refuse(
            "another's index", lambda: prepare_schema(index.database, other_deployment), IndexForeign
        )
        if index.tables() != before:
            raise Differs("another chain has changed the index")
        index.follow()
        check_tables(index, tables_from_zero(dao))
        index.database.close()
        self._databases.drop(url)
        return Counter({"refusals": times + 2})


def _length(index: Index, length: str, chance: Random) -> int:
    """Number of the other chain's newest block; where the index stands, there is a block to compare."""
    assert index.checkpoint is not None
    more = {"shorter": -chance.randint(1, 3), "as long": 0, "longer": chance.randint(1, 100)}[length]
    return max(START_BLOCK, index.checkpoint + more)


def _begun_anew(right: list[Block], begun_at: int, newest: int) -> list[Block]:
    """A chain that is another from a block on."""
    other = FakeDao()
    other.chain.blocks = right[:begun_at]
    other.chain._salt = 10**9
    if not begun_at:
        other.chain.add_block(timestamp=1_800_000_000)
    while other.chain.head.header.number < newest:
        other.chain.add_block()
    return other.chain.blocks


def _connect(index: Index) -> None:
    check_chain(index.dao.chain, index.dao.deployment)


def _must_refuse(what: str, act: Callable[[], object], error: type[LexiarchError]) -> None:
    try:
        outcome = act()
    except error:
        return
    raise Differs(f"{what} was not refused: {outcome}")


@contextmanager
def strangers(databases: Databases) -> Iterator[Strangers]:
    """Plays on a kind of database."""
    yield Strangers(databases)
