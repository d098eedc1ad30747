"""A chain's life and an indexer's, woven by chance: forks, faults, cuts and restarts at any moment."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

from lexiarch.domain.errors import DatabaseUnavailable, NodeAnswerInvalid, NodeUnreachable
from lexiarch.indexer.limits import Limits
from lexiarch.store.database import open_database
from tests.faults.databases import Databases
from tests.faults.oracle import check_tables, tables_from_zero
from tests.helpers.cut_database import CutDatabase
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import WINDOW, Index, new_index
from tests.helpers.random_life import fork, live

_ROUNDS = 10


class Life:
    """A chain that lives on and forks, never below what an index remembers.

    Args:
        chance: decides what happens.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.dao = FakeDao()
        self._deepest = self.dao.deployment.start_block  # forks above it stay inside the window
        self._highest = 0

    @property
    def height(self) -> int:
        return self.dao.chain.head.header.number

    def go_on(self) -> bool:
        """Some blocks more, or a fork; tells whether it was one."""
        if self.chance.random() < 0.5:
            live(self.dao, self.chance, self.chance.choice((1, 2, 4, 30)))
            return False
        return self.fork()

    def fork(self) -> bool:
        """Another fork takes over, if one can."""
        most = min(WINDOW, self.height - self._deepest)
        if most <= 0:
            return False
        depth = self.chance.randint(1, most)
        fork(self.dao, self.chance, depth, self.chance.choice((-1, 0, 1, 3)) if depth > 1 else 1)
        return True

    def be_seen(self) -> None:
        """Somebody looks at the head: what is now below the window stays."""
        self._highest = max(self._highest, self.height)
        self._deepest = max(self._deepest, self.height - WINDOW)

    def end(self) -> None:
        """Grows longer than it ever was, which is what a real fork does."""
        live(self.dao, self.chance, max(1, self._highest - self.height + 1))


class Story:
    """An index follows such a life, and has trouble of its own."""

    def __init__(self, seed: int, url: str) -> None:
        self.chance = Random(seed)
        self.life = Life(self.chance)
        self.dao = self.life.dao
        self.index = new_index(self.dao, url)
        self.url = url
        self.happened: Counter[str] = Counter()

    def play(self, rounds: int) -> None:
        """Lives on, and comes to rest at the head."""
        for _ in range(rounds):
            self.happened["forks"] += self.life.go_on()
            for _ in range(self.chance.choice((0, 1, 1, 3, 6))):
                self._step()
        self._before(lambda: None, 0)
        self.life.end()
        self.index.follow()

    def _step(self) -> None:
        self.life.be_seen()
        trouble = self.chance.choice(("none", "none", "fault", "cut", "restart", "fork"))
        if trouble == "restart":
            self._restart()
        elif trouble == "fork":
            self._before(self._fork, self.chance.randint(1, 4))
        elif trouble == "fault":
            self._before(self._fail, self.chance.randint(1, 6))
        index = self.index
        if trouble == "cut":
            index = replace(index, database=CutDatabase(index.database, self.chance.randint(0, 30)))
        try:
            index.step()
        except (NodeUnreachable, NodeAnswerInvalid, DatabaseUnavailable):
            self.happened["cuts" if trouble == "cut" else "faults"] += 1

    def _before(self, act: Callable[[], None], calls: int) -> None:
        """Does something to the chain just before the node answers the n-th call from now."""
        left = calls

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                act()

        self.dao.chain.before = count

    def _fork(self) -> None:
        self.happened["forks"] += self.life.fork()

    def _fail(self) -> None:
        raise NodeUnreachable("http://node", "it went away")

    def _restart(self) -> None:
        self.index.database.close()
        self.index = Index(self.dao, open_database(self.url), Limits(7, WINDOW))
        self.happened["restarts"] += 1


class Stories:
    """Case n is the story of seed n."""

    count = None

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def play(self, case: int) -> Counter[str]:
        story = Story(case, self._databases.create())
        story.play(_ROUNDS)
        check_tables(story.index, tables_from_zero(story.dao))
        story.index.database.close()
        self._databases.drop(story.url)
        return story.happened


@contextmanager
def stories(databases: Databases) -> Iterator[Stories]:
    """Plays on a kind of database."""
    yield Stories(databases)
