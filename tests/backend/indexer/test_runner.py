"""The loop that never ends by itself."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

import pytest

from lexiarch.domain.deployment import load_deployment
from lexiarch.domain.errors import NodeUnreachable
from lexiarch.indexer.daos import Dao
from lexiarch.indexer.runner import Runner
from lexiarch.settings import Settings
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Leadership, open_database
from lexiarch.store.meta import load_contact, load_verified_block
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import make_deployment
from tests.helpers.fake_dao import FakeDao, account


@pytest.fixture
def settings(dao: FakeDao, tmp_path: Path) -> Settings:
    file = tmp_path / "deployment.json"
    file.write_text(json.dumps(dao.deployment.model_dump(mode="json")))
    return Settings(deployment=file, poll_seconds=0.01, audit_seconds=0.01)


@contextmanager
def _running(
    settings: Settings, database: Database, dao: FakeDao, leadership: Leadership | None = None
) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=Runner(_dao(settings), database, dao.chain, leadership).run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
        assert not thread.is_alive()


def _dao(settings: Settings) -> Dao:
    return Dao("", settings, load_deployment(settings.deployment))


def _eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _is_at_head(database: Database, dao: FakeDao) -> bool:
    with database.read() as rows:
        if not rows.has_table("checkpoint"):
            return False
        checkpoint = load_checkpoint(rows)
    return checkpoint is not None and checkpoint.hash == dao.chain.head.header.hash


def test_it_makes_the_tables_and_follows_the_chain(
    settings: Settings, database: Database, dao: FakeDao
) -> None:
    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
        dao.do("token", "transfer", account(1), account(2), 5)
        dao.mine()
        _eventually(lambda: _is_at_head(database, dao))
        dao.fork(1)
        dao.mine_empty(2)
        _eventually(lambda: _is_at_head(database, dao))


def test_it_verifies_the_index(settings: Settings, database: Database, dao: FakeDao) -> None:
    def is_verified() -> bool:
        with database.read() as rows:
            return load_verified_block(rows) == dao.chain.head.header.number

    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
        _eventually(is_verified)


def test_it_reports_a_wrong_row(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
        with database.write() as writer:
            writer.execute("UPDATE supply SET amount = ?", (bytes(32),))
        _eventually(lambda: "differs from the contracts: token.totalSupply() is" in caplog.text)


def test_it_waits_for_a_node_that_went_away_and_says_what_to_do(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise NodeUnreachable("http://node", "cut")

    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
        dao.chain.before = fail
        dao.mine()
        _eventually(lambda: "NodeUnreachable: The Ethereum node" in caplog.text)
        assert "Check LEXIARCH_RPC_URL" in caplog.text
        dao.chain.before = lambda _: None
        _eventually(lambda: _is_at_head(database, dao))


def test_it_checks_the_chain_again_when_the_node_comes_back(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    alone = settings.model_copy(update={"audit_seconds": 3600})  # the node goes away under who follows
    with _running(alone, database, dao):
        _eventually(lambda: _verified(database) is not None)
        with database.read() as rows:
            before = load_checkpoint(rows)
        dao.chain.before = _raise_once(dao)
        _eventually(lambda: "WrongChain: The node is on another chain: the chain id is 5" in caplog.text)
    with database.read() as rows:
        assert load_checkpoint(rows) == before


def _verified(database: Database) -> int | None:
    with database.read() as rows:
        return load_verified_block(rows) if rows.has_table("meta") else None


def _raise_once(dao: FakeDao) -> Callable[[str], None]:
    """The node goes away, and another chain's node answers in its place."""

    def replace(_: str) -> None:
        dao.chain.before = lambda _: None
        dao.chain.chain_id = 5
        dao.mine_empty(3)
        raise NodeUnreachable("http://node", "cut")

    return replace


def test_a_failure_that_nobody_thought_of_is_logged_and_survived(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise ZeroDivisionError

    dao.chain.before = fail
    with _running(settings, database, dao):
        _eventually(lambda: "ZeroDivisionError" in caplog.text)
        dao.chain.before = lambda _: None
        _eventually(lambda: _is_at_head(database, dao))


def test_an_index_of_another_deployment_is_left_alone(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    prepare_schema(database, make_deployment())
    with caplog.at_level(logging.WARNING), _running(settings, database, dao):
        _eventually(lambda: "IndexForeign: The database belongs to another deployment" in caplog.text)
    with database.read() as rows:
        assert load_checkpoint(rows) is None


def test_it_stops_at_once_when_told_to(settings: Settings, database: Database, dao: FakeDao) -> None:
    slow = settings.model_copy(update={"poll_seconds": 60.0})
    begin = time.monotonic()
    with _running(slow, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
    assert time.monotonic() - begin < 20


def test_it_says_when_it_cannot_go_on_and_when_it_can_again(
    settings: Settings, database: Database, dao: FakeDao, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble() -> str | None:
        with database.read() as rows:
            return load_contact(rows).trouble if rows.has_table("meta") else "none yet"

    def refuse(*_: object) -> NoReturn:
        raise NodeUnreachable("http://node", "it is off")

    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao) and trouble() is None)
        with monkeypatch.context() as patch:
            patch.setattr(dao.chain, "fetch_header", refuse)
            _eventually(lambda: trouble() == "NodeUnreachable")
        _eventually(lambda: trouble() is None)


# ---- several processes


def _log_of(number: int, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the runner in a thread of this name said of its role."""
    said = [record for record in caplog.records if record.threadName == f"runner {number}"]
    return [record.message for record in said if record.message.startswith(("leads", "stands by"))]


class _Rivals:
    """Runners on one database, each with its own connections and its own node, as processes have."""

    def __init__(self, settings: Settings, url: str, dao: FakeDao) -> None:
        self.stops = [Event(), Event()]
        self.databases = [open_database(url) for _ in self.stops]
        self.nodes = [replace(dao.chain, calls=[]) for _ in self.stops]  # the same blocks, faults of its own
        self._settings = settings
        self._threads: list[Thread] = []

    def start(self, number: int) -> None:
        runner = Runner(_dao(self._settings), self.databases[number], self.nodes[number])
        stop = (self.stops[number],)
        self._threads.append(Thread(target=runner.run, args=stop, name=f"runner {number}"))
        self._threads[-1].start()

    def end(self) -> None:
        for stop in self.stops:
            stop.set()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()
        for database in self.databases:
            database.close()


@pytest.fixture
def rivals(
    settings: Settings, database_url: str, dao: FakeDao, monkeypatch: pytest.MonkeyPatch
) -> Iterator[_Rivals]:
    monkeypatch.setattr("lexiarch.indexer.runner._STAND_BY_SECONDS", 0.05)
    rivals = _Rivals(settings, database_url, dao)
    yield rivals
    rivals.end()


def test_one_leads_and_the_other_takes_over_when_it_ends(
    rivals: _Rivals, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "lexiarch.indexer")
    rivals.start(0)
    _eventually(lambda: _is_at_head(database, dao))
    rivals.start(1)
    _eventually(lambda: bool(_log_of(1, caplog)))
    assert _log_of(0, caplog) == ["leads"]
    assert _log_of(1, caplog) == ["stands by: another process indexes into this database"]
    dao.mine_empty(5)
    _eventually(lambda: _is_at_head(database, dao))
    asked = len(rivals.nodes[1].calls)
    assert asked == 0, "who stands by leaves the node alone"
    rivals.stops[0].set()
    dao.mine_empty(5)
    _eventually(lambda: _is_at_head(database, dao))
    assert _log_of(1, caplog)[-1] == "leads"


def test_a_leader_without_a_node_gives_way_to_one_that_has_one(
    rivals: _Rivals, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> None:
        raise NodeUnreachable("http://node", "cut")

    caplog.set_level(logging.INFO, "lexiarch.indexer")
    rivals.start(0)
    _eventually(lambda: _is_at_head(database, dao))
    rivals.start(1)
    _eventually(lambda: bool(_log_of(1, caplog)))
    rivals.nodes[0].before = fail
    dao.mine_empty(5)
    _eventually(lambda: _is_at_head(database, dao))
    assert _log_of(1, caplog)[-1] == "leads"
    with database.read() as rows:
        assert load_contact(rows).trouble in (None, "NodeUnreachable")
    _eventually(lambda: _log_of(0, caplog)[-1].startswith("stands by"))


def test_a_leader_that_finds_its_right_gone_writes_no_more(
    settings: Settings, database: Database, dao: FakeDao, caplog: pytest.LogCaptureFixture
) -> None:
    """The right goes while a step is on its way: that step is the last, and no sign of life follows."""

    def lose(method: str) -> None:
        leadership.lost = leadership.lost or dao.chain.calls.count("fetch_headers") >= 2

    caplog.set_level(logging.INFO, "lexiarch.indexer")
    leadership = _LosesItself()
    dao.mine_empty(300)  # several steps
    dao.chain.before = lose
    with _running(settings, database, dao, leadership):
        _eventually(lambda: "stands by" in caplog.text)
        asked = len(dao.chain.calls)
        time.sleep(0.2)
        assert len(dao.chain.calls) == asked
    with database.read() as rows:
        checkpoint = load_checkpoint(rows)
        assert checkpoint is not None
        assert checkpoint.number < dao.chain.head.header.number
        assert load_contact(rows).at is None


class _LosesItself:
    """A claim that is granted until a test takes it."""

    lost = False

    @property
    def held(self) -> bool:
        return not self.lost

    def take(self) -> bool:
        return self.held

    def give_up(self) -> None:
        """Nothing to let go."""
