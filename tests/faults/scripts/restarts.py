"""PostgreSQL goes away within transactions: connections cut, processes killed, restarts, crashes."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from random import Random

import psycopg

from lexiarch.domain.errors import DatabaseUnavailable
from tests.faults.databases import Databases, PostgresSchemas
from tests.faults.oracle import check_tables, tables_from_zero
from tests.faults.scripts.stories import Life
from tests.helpers.cut_database import CutDatabase
from tests.helpers.index import new_index
from tests.helpers.postgres import PostgresServer, run_postgres

_SAFE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
_ROUNDS = 8
_OTHERS = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


class Restarts:
    """Case n is a life of seed n, with the database going away in most steps and coming back at once."""

    count = None

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._databases = PostgresSchemas(server)

    def play(self, case: int) -> Counter[str]:
        chance = Random(case)
        life, url = Life(chance), self._databases.create()
        index = new_index(life.dao, url)
        happened: Counter[str] = Counter()

        def disturb() -> None:
            how = chance.choice(("cut",) * 8 + ("kill", "stop", "crash"))
            happened[_WORDS[how]] += 1
            self._disturb(how)

        for _ in range(_ROUNDS):
            happened["forks"] += life.go_on()
            life.be_seen()
            for _ in range(chance.choice((1, 2, 3))):
                cut = CutDatabase(index.database, chance.randint(0, 40), disturb)
                try:
                    replace(index, database=cut).step()
                except DatabaseUnavailable:
                    happened["steps that failed"] += 1
        life.end()
        index.follow()
        check_tables(index, tables_from_zero(life.dao))
        index.database.close()
        self._databases.drop(url)
        return happened

    def _disturb(self, how: str) -> None:
        if how == "cut":
            self._server.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}")
        elif how == "kill":
            self._kill_backends()
        else:
            self._server.stop(signal.SIGQUIT if how == "crash" else signal.SIGINT)
            self._server.start(*_SAFE)

    def _kill_backends(self) -> None:
        """The server then ends all others, this connection too, and recovers."""
        with psycopg.connect(self._server.url, autocommit=True) as connection:
            for (pid,) in connection.execute(f"SELECT pid {_OTHERS}").fetchall():
                os.kill(pid, signal.SIGKILL)
            with suppress(psycopg.OperationalError):
                connection.execute("SELECT pg_sleep(30)")
        self._server.wait()


_WORDS = {
    "cut": "connections cut",
    "kill": "server processes killed",
    "stop": "restarts",
    "crash": "crashes of the server",
}


@contextmanager
def restarts(databases: Databases) -> Iterator[Restarts]:
    """Plays on a cluster of its own, as safe as an operator's."""
    assert databases.kind == "postgresql"
    with run_postgres(*_SAFE) as server:
        yield Restarts(server)
