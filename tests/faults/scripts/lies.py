"""Two nodes that lie, of which one lags behind."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from lexiarch.chain import transport
from lexiarch.chain.node import Node
from lexiarch.domain.errors import LexiarchError
from tests.faults.databases import Databases
from tests.faults.lying_node import LyingNode
from tests.faults.oracle import check_tables, tables_from_zero
from tests.faults.scripts.stories import Life
from tests.helpers.fake_node import fake_node
from tests.helpers.index import Index, new_index

_ROUNDS = 6
_SHARE = 0.15
_TIMEOUT = 5.0


class Lies:
    """Case n is the life of seed n, followed over HTTP by the indexer's client; in the end nobody lies."""

    count = None

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def play(self, case: int) -> Counter[str]:
        chance = Random(case)
        life = Life(chance)
        nodes = [LyingNode(life.dao.chain, Random(f"{case} {name}")) for name in ("first", "second")]
        url = self._databases.create()
        index = new_index(life.dao, url)
        with (
            fake_node(nodes[0].answer) as first,
            fake_node(nodes[1].answer) as second,
            Node([first.url, second.url], _TIMEOUT) as index.source,
        ):
            happened: Counter[str] = Counter()
            for _ in range(_ROUNDS):
                before = life.dao.chain.blocks[:]
                happened["forks"] += life.go_on()
                for node in nodes:
                    node.forgotten += [block for block in before if block not in life.dao.chain.blocks]
                    node.share = _SHARE
                nodes[1].lag = chance.choice((0, 1, 3, 20)) if life.height > 30 else 0
                happened["steps refused"] += _steps(life, index, chance.choice((1, 3, 6)))
            for node in nodes:
                node.share, node.lag = 0.0, 0
            life.end()
            index.follow()
        check_tables(index, tables_from_zero(life.dao))
        index.database.close()
        self._databases.drop(url)
        return happened + nodes[0].told + nodes[1].told


def _steps(life: Life, index: Index, steps: int) -> int:
    """Tells how many of the steps believed no answer."""
    refused = 0
    for _ in range(steps):
        life.be_seen()
        try:
            index.step()
        except LexiarchError:
            refused += 1
    return refused


@contextmanager
def lies(databases: Databases) -> Iterator[Lies]:
    """Plays on a kind of database; who asks again does not wait long."""
    with patch.object(transport, "PAUSE", 0.0005), patch.object(transport, "LONGEST_PAUSE", 0.002):
        yield Lies(databases)
