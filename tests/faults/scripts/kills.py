"""kill -9 at any moment, and at every call that writes."""

import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.faults.databases import Databases
from tests.faults.oracle import Differs, Tables, check_url, tables_from_zero
from tests.faults.worker import Task, Worker, finish, new_stage, without_state
from tests.helpers.fake_chain import Block
from tests.helpers.fake_dao import FakeDao
from tests.helpers.random_life import fork, live

_KILLED = -9
_CALLS = {
    "sqlite": ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "unlink"),
    "postgresql": ("write", "sendto"),
}
"""System calls by which an indexer changes a database."""


class Run(NamedTuple):
    """A chain that is followed through two forks, and what the index holds in the end."""

    dao: FakeDao
    stages: list[list[Block]]
    expected: Tables

    def task(self, url: str, planted: str) -> Task:
        """What a process has to do."""
        return Task(self.dao.deployment, self.stages, url, planted)


def make_run(seed: int) -> Run:
    """A run by chance."""
    dao, chance = FakeDao(), Random(seed)
    live(dao, chance, 30)
    stages = [without_state(dao.chain.blocks)]
    for _ in range(2):
        fork(dao, chance, chance.randint(1, 8), chance.randint(1, 4))
        stages.append(without_state(dao.chain.blocks))
    return Run(dao, stages, tables_from_zero(dao))


class Kills:
    """Case n kills the process that follows the run of seed n once or more, after times by chance."""

    count = None

    def __init__(self, databases: Databases, planted: str = "") -> None:
        self._databases = databases
        self._planted = planted
        self._seconds = self._measure()

    def _measure(self) -> float:
        """How long a run takes that nobody disturbs; the first one is slow, which does not matter."""
        run, times = make_run(0), []
        for _ in range(3):
            url, began = self._databases.create(), time.monotonic()
            finish(run.task(url, ""), new_stage())
            times.append(time.monotonic() - began)
            self._databases.drop(url)
        return min(times)

    def play(self, case: int) -> Counter[str]:
        run, chance = make_run(case), Random(case)
        kills = 0
        while not kills:  # some end before they are killed
            url, stage = self._databases.create(), new_stage()
            task = run.task(url, self._planted)
            for _ in range(chance.randint(1, 3)):
                worker = Worker(task, stage)
                worker.let_go()
                time.sleep(chance.uniform(0, self._seconds))
                worker.process.kill()
                kills += worker.join() == _KILLED
            finish(task, stage)
            check_url(run.dao, url, run.expected)
            self._databases.drop(url)
        return Counter({"kills": kills})


class Writes:
    """Case n kills the same run at its n-th call that writes; strace does it, before the call is made."""

    def __init__(self, databases: Databases, planted: str = "") -> None:
        self._databases = databases
        self._planted = planted
        self._run = make_run(1)
        self._points = [
            (call, number + 1) for call, times in self._count_calls().items() for number in range(times)
        ]
        self.count = len(self._points)

    def play(self, case: int) -> Counter[str]:
        call, number = self._points[case]
        url, stage = self._databases.create(), new_stage()
        task = self._run.task(url, self._planted)
        code = _trace(
            Worker(task, stage), "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"
        )
        if code not in (0, _KILLED):
            raise Differs(f"{call} {number}: the process ended with {code}")
        finish(task, stage)
        try:
            check_url(self._run.dao, url, self._run.expected)
        except Differs as difference:
            raise Differs(f"killed at {call} {number}: {difference}") from None
        self._databases.drop(url)
        return Counter({f"kills at {call}": code == _KILLED, "ended before": code == 0}) + Counter()

    def _count_calls(self) -> dict[str, int]:
        calls = _CALLS[self._databases.kind]
        url = self._databases.create()
        with TemporaryDirectory() as folder:
            said = Path(folder) / "calls"
            _trace(
                Worker(self._run.task(url, ""), new_stage()),
                "-e",
                f"trace={','.join(calls)}",
                "-o",
                str(said),
            )
            lines = said.read_text().splitlines()
        self._databases.drop(url)
        found = Counter(line.partition("(")[0] for line in lines)
        return {call: found[call] for call in calls}


def _trace(worker: Worker, *options: str) -> int:
    """Lets a process begin under strace, and gives its exit code."""
    output = () if "-o" in options else ("-o", "/dev/null")
    command = ["strace", *options, *output, "-p", str(worker.process.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        if "attached" not in said:
            raise RuntimeError(f"strace cannot attach: {said.strip()}")
        worker.let_go()
        return worker.join()


@contextmanager
def kills(databases: Databases, planted: str = "") -> Iterator[Kills]:
    """Plays on a kind of database."""
    yield Kills(databases, planted)


@contextmanager
def writes(databases: Databases, planted: str = "") -> Iterator[Writes]:
    """Plays on a kind of database."""
    yield Writes(databases, planted)
