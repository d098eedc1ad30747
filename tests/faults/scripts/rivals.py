"""Two indexers at once on one database, neither of which asks who leads."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tests.faults.databases import Databases
from tests.faults.oracle import Differs, check_url, tables_from_zero
from tests.faults.worker import Task, Worker, new_stage, without_state
from tests.helpers.fake_dao import FakeDao
from tests.helpers.random_life import fork, live

_STAGES = 6


class Rivals:
    """Case n has two processes follow a life of seed n, each as fast as it can, through forks."""

    count = None

    def __init__(self, databases: Databases, planted: str = "") -> None:
        self._databases = databases
        self._planted = planted

    def play(self, case: int) -> Counter[str]:
        dao, chance = FakeDao(), Random(case)
        stages = []
        for _ in range(_STAGES):
            live(dao, chance, chance.randint(3, 9))
            stages.append(without_state(dao.chain.blocks))
            fork(dao, chance, chance.randint(1, 3), 1)
            stages.append(without_state(dao.chain.blocks))
        url = self._databases.create()
        moved = new_stage(), new_stage()
        workers = [
            Worker(Task(dao.deployment, stages, url, self._planted, each), new_stage()) for each in moved
        ]
        for worker in workers:
            worker.let_go()
        for worker in workers:
            if code := worker.join():
                raise Differs(f"an indexer's process ended with {code}")
        check_url(dao, url, tables_from_zero(dao))
        self._databases.drop(url)
        return Counter({"steps given up to the other": moved[0].value + moved[1].value})


@contextmanager
def rivals(databases: Databases, planted: str = "") -> Iterator[Rivals]:
    """Plays on a kind of database."""
    yield Rivals(databases, planted)
