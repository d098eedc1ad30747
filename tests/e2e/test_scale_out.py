"""Two indexers, a primary, a replica, two API processes; and what an operator fears, one after another."""

import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from lexiarch.store.database import open_database
from lexiarch.store.outbox import load_last_change_id
from lexiarch.store.tables import TABLES
from tests.e2e.conftest import PERSONS, TOKEN_HOLDERS
from tests.helpers.dao import FOR, Dao, eventually
from tests.helpers.listener import Listener
from tests.helpers.postgres import PostgresServer, run_postgres, run_replica
from tests.helpers.receiver import Receiver, receiving
from tests.helpers.service import free_port, start_lexiarch, stop_lexiarch

pytestmark = [pytest.mark.chain, pytest.mark.postgres, pytest.mark.slow]

TAKEOVER_SECONDS = 10


@dataclass
class System:
    """Processes by name; each has a log of the same name."""

    dao: Dao
    folder: Path
    primary: PostgresServer
    replica: PostgresServer
    schema: str
    receiver: Receiver
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, Popen[bytes]] = field(default_factory=dict)

    # ---- processes

    def start_indexer(self, name: str) -> None:
        hooks = self.folder / "webhooks.toml"
        secret = "whsec_" + "c2VjcmV0" * 4
        hooks.write_text(f'[bot]\nurl = "{self.receiver.url}"\nsecret = "{secret}"\nallow_private = true\n')
        self._start(name, "index", database_url=self.primary.at_schema(self.schema), webhooks=hooks)

    def start_api(self, name: str) -> None:
        """It is told of no database but the replica."""
        port = self.ports.setdefault(name, free_port())
        self._start(
            name,
            *("serve", "--no-index", "--port", str(port)),
            database_url="postgresql:///none?host=/nowhere",
            read_database_url=self.replica.at_schema(self.schema),
        )

    def wait_for_api(self, *names: str) -> None:
        for name in names:
            eventually(lambda name=name: self._is_up(name), 20, f"{name} answering")

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def kill(self, name: str) -> None:
        self.processes[name].kill()
        self.processes.pop(name).wait(5)

    def log(self, name: str) -> str:
        return (self.folder / name).read_text()

    def leaders(self) -> list[str]:
        """Indexers whose last word on it is that they lead."""
        names = [name for name in self.processes if name.startswith("indexer")]
        return [name for name in names if self._role(name).endswith("leads")]

    def _role(self, name: str) -> str:
        said = [line for line in self.log(name).splitlines() if "leads" in line or "stands by" in line]
        return said[-1] if said else ""

    def _start(self, name: str, *arguments: str, **settings: object) -> None:
        self.processes[name] = start_lexiarch(
            self.folder / name,
            *arguments,
            deployment=self.dao.deployment_path,
            rpc_url=self.dao.node_url,
            poll_seconds=0.1,
            **settings,
        )

    def _is_up(self, name: str) -> bool:
        assert self.processes[name].poll() is None, self.log(name)
        try:
            return httpx.get(f"{self.url(name)}/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    # ---- rows

    def checkpoint(self) -> int:
        sql = f"SELECT block_number FROM {self.schema}.checkpoint"
        return int(self.primary.execute(sql)[0][0])

    def last_change(self) -> int:
        database = open_database(self.primary.at_schema(self.schema))
        with database.read() as reader:
            last = load_last_change_id(reader)
        database.close()
        return last


def rows_of(url: str) -> dict[str, list[Any]]:
    """Everything that follows from the chain."""
    database = open_database(url)
    names = ("checkpoint", "block", "log", *TABLES.values())
    with database.read() as reader:
        rows = {name: reader.all(f"SELECT * FROM {name} ORDER BY 1, 2, 3") for name in names}
    database.close()
    return rows


class Assembly:
    """Proposals and votes without end, in a thread of its own."""

    def __init__(self, dao: Dao) -> None:
        self.votes = 0
        self._dao = dao
        self._stop = Event()
        self._thread = Thread(target=self._run)
        self._failure: BaseException | None = None
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(30)
        assert self._failure is None, self._failure

    def _run(self) -> None:
        try:
            number = 0
            while not self._stop.is_set():
                number += 1
                flow = self._dao.propose(3, f"Proposal {number} in interesting times").wait_for_snapshot()
                for voter in (*PERSONS, *TOKEN_HOLDERS):
                    flow.vote(FOR, voter)
                    self.votes += 1
                    if self._stop.wait(0.05):
                        return
        except BaseException as error:
            self._failure = error


@pytest.fixture
def system(dao: Dao, tmp_path: Path) -> Iterator[System]:
    with (
        run_postgres("synchronous_commit=on") as primary,
        run_replica(primary) as replica,
        receiving() as receiver,
    ):
        schema = primary.create_database().rpartition("%3D")[2]
        system = System(dao, tmp_path, primary, replica, schema, receiver)
        try:
            yield system
        finally:
            for process in system.processes.values():
                stop_lexiarch(process)


@pytest.mark.timeout(300)
def test_who_indexes_and_who_answers_may_go_at_any_time_and_nothing_is_lost(
    system: System, record_property: Callable[[str, object], None]
) -> None:
    system.start_indexer("indexer 1")
    eventually(system.leaders, 20, "somebody leading")
    system.start_indexer("indexer 2")
    for name in ("api 1", "api 2"):
        system.start_api(name)
    eventually(lambda: "stands by" in system.log("indexer 2"), 20, "the other standing by")
    system.wait_for_api("api 1", "api 2")
    listeners = [Listener(system.url(name)) for name in ("api 1", "api 2")]
    assembly = Assembly(system.dao)

    def measure(what: str) -> None:
        """How long it takes from now until a block that is mined from now on is indexed."""
        begin, block = time.monotonic(), system.dao.web3.eth.block_number + 1
        system.dao.rpc("evm_mine")
        eventually(lambda: _is_indexed(system, block), TAKEOVER_SECONDS, f"indexing after {what}")
        took = time.monotonic() - begin
        record_property(what, f"{took:.2f} s")
        print(f"{what}: {took:.2f} s")

    def live_on(votes: int = 5) -> None:
        wanted = assembly.votes + votes
        eventually(lambda: assembly.votes >= wanted, 20, "votes")

    live_on()
    assert system.leaders() == ["indexer 1"]
    system.kill("indexer 1")
    measure("the leader was killed")
    assert system.leaders() == ["indexer 2"]
    system.start_indexer("indexer 3")
    eventually(lambda: "stands by" in system.log("indexer 3"), 20, "the third standing by")

    live_on()
    system.kill("api 1")
    live_on(3)
    system.start_api("api 1")
    system.wait_for_api("api 1")

    live_on()
    system.primary.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND backend_type IN ('client backend', 'walsender')"
    )
    measure("all connections were cut")

    live_on()
    system.primary.stop(signal.SIGQUIT)  # a crash; it recovers from its log
    time.sleep(1)
    system.primary.start("synchronous_commit=on")
    measure("the primary was restarted")
    eventually(lambda: len(system.leaders()) == 1, 10, "one leader")

    live_on()
    system.replica.stop(signal.SIGINT)
    live_on(2)
    system.replica.start()
    live_on()
    assembly.stop()
    assert assembly.votes > 25

    head = system.dao.web3.eth.block_number
    eventually(lambda: system.checkpoint() == head, 15, "the head")
    last = system.last_change()
    for listener in listeners:
        eventually(lambda heard=listener.heard: heard and heard[-1] >= last, 15, "the last change")
        listener.stop()
        assert listener.heard == list(range(1, last + 1))
        assert listener.complaints == []
    assert listeners[0].connections > 1
    told = system.receiver.taken
    eventually(lambda: told[-1] >= last, 15, "the last change at the webhook")
    assert told == sorted(told), "a change may come again, but never late"
    assert sorted(set(told)) == list(range(told[0], last + 1))
    assert last - told[0] > 50

    scratch = system.primary.create_database()
    fresh = start_lexiarch(
        system.folder / "scratch",
        *("index", "--once"),
        deployment=system.dao.deployment_path,
        rpc_url=system.dao.node_url,
        database_url=scratch,
    )
    assert fresh.wait(60) == 0, system.log("scratch")
    expected = rows_of(scratch)
    for url in (system.primary.at_schema(system.schema), system.replica.at_schema(system.schema)):
        for table, rows in rows_of(url).items():
            assert rows == expected[table], table
    assert len(expected["vote"]) == assembly.votes
    for name in system.processes:
        assert "a failure that should not be" not in system.log(name)
        assert "Traceback" not in system.log(name)


def _is_indexed(system: System, block: int) -> bool:
    try:
        return system.checkpoint() >= block
    except Exception:  # the primary is still starting
        return False
