"""The master property: whatever happened before, the index equals one made from zero of the chain."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from lexiarch.domain.errors import DatabaseUnavailable, NodeAnswerInvalid, NodeUnreachable
from lexiarch.indexer.audit import Auditor
from lexiarch.indexer.limits import Limits
from lexiarch.store.database import open_database
from tests.helpers.cut_database import CutDatabase
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import WINDOW, Index, new_index
from tests.helpers.random_life import fork, live

_SEEDS = {"sqlite": range(30), "postgresql": range(100, 104)}


class Story:
    """A chain's life and an indexer's, woven by chance: forks, faults, cuts and restarts at any moment."""

    def __init__(self, seed: int, url: str) -> None:
        self.chance = Random(seed)
        self.dao = FakeDao()
        self.index = new_index(self.dao, url)
        self.url = url
        self.deepest = self.dao.deployment.start_block  # forks above it stay inside the window
        self.highest = 0
        self.happened: dict[str, int] = {"fork": 0, "fault": 0, "cut": 0, "restart": 0}

    def play(self, rounds: int) -> None:
        """Lives on, and ends with a chain longer than any before, which is what a real fork does."""
        for _ in range(rounds):
            self._change_chain()
            for _ in range(self.chance.choice((0, 1, 1, 3, 6))):
                self._step()
        self._before(lambda: None, 0)
        live(self.dao, self.chance, max(1, self.highest - self._height + 1))
        self.index.follow()

    @property
    def _height(self) -> int:
        return self.dao.chain.head.header.number

    def _change_chain(self) -> None:
        if self.chance.random() < 0.5:
            live(self.dao, self.chance, self.chance.choice((1, 2, 4, 30)))
        else:
            self._fork()

    def _fork(self) -> None:
        most = min(WINDOW, self._height - self.deepest)
        if most > 0:
            depth = self.chance.randint(1, most)
            fork(self.dao, self.chance, depth, self.chance.choice((-1, 0, 1, 3)) if depth > 1 else 1)
            self.happened["fork"] += 1

    def _step(self) -> None:
        self.highest = max(self.highest, self._height)
        self.deepest = max(self.deepest, self._height - WINDOW)
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
            self.happened["cut" if trouble == "cut" else "fault"] += 1

    def _before(self, act: Callable[[], None], calls: int) -> None:
        """Does something to the chain just before the node answers the n-th call from now."""
        left = calls

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                act()

        self.dao.chain.before = count

    def _fail(self) -> None:
        raise NodeUnreachable("http://node", "it went away")

    def _restart(self) -> None:
        self.index.database.close()
        self.index = Index(self.dao, open_database(self.url), Limits(7, WINDOW))
        self.happened["restart"] += 1


@pytest.mark.timeout(300)
def test_an_index_that_lived_through_everything_equals_one_from_zero(
    create_database: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    happened = dict.fromkeys(("fork", "fault", "cut", "restart"), 0)
    for seed in _SEEDS[request.node.callspec.params["create_database"]]:
        story = Story(seed, create_database())
        story.play(rounds=15)
        fresh = new_index(story.dao, create_database())
        fresh.follow()
        assert story.index.checkpoint == story.dao.chain.head.header.number
        for table, rows in fresh.tables().items():
            assert story.index.tables()[table] == rows, f"seed {seed}: {table} differs"
        for index in (story.index, fresh):
            index.database.close()
        for what, times in story.happened.items():
            happened[what] += times
    assert all(times >= 5 for times in happened.values()), happened


@pytest.mark.timeout(300)
def test_the_contracts_agree_with_an_index_that_lived_through_everything(
    create_database: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    checks = 0
    for seed in list(_SEEDS[request.node.callspec.params["create_database"]])[:5]:
        story = Story(seed + 1000, create_database())
        story.play(rounds=10)
        auditor = Auditor(story.dao.chain, story.index.database, story.dao.deployment)
        for _ in range(4):
            comparison = auditor.audit()
            assert comparison is not None
            assert comparison.differences == [], f"seed {seed + 1000}"
            checks += comparison.checks
        story.index.database.close()
    assert checks > 500


def test_a_different_row_is_seen_as_a_difference(create_database: Callable[[], str]) -> None:
    story = Story(1, create_database())
    story.play(rounds=3)
    fresh = new_index(story.dao, create_database())
    fresh.follow()
    with fresh.database.write() as writer:
        writer.execute("UPDATE setting SET block_time = block_time + 1 WHERE name = ?", ("voting_delay",))
    assert story.index.tables() != fresh.tables()
    for index in (story.index, fresh):
        index.database.close()
