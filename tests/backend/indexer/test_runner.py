"""The loop that never ends by itself."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

import pytest

from lexiarch.domain.errors import NodeUnreachable, SettingsInvalid
from lexiarch.indexer.runner import Runner
from lexiarch.settings import Settings
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database
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
def _running(settings: Settings, database: Database, dao: FakeDao) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=Runner(settings, database, dao.chain).run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
        assert not thread.is_alive()


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
    with _running(settings, database, dao):
        _eventually(lambda: _is_at_head(database, dao))
        with database.read() as rows:
            before = load_checkpoint(rows)
        dao.chain.before = _raise_once(dao)
        _eventually(lambda: "WrongChain: The node is on another chain: the chain id is 5" in caplog.text)
    with database.read() as rows:
        assert load_checkpoint(rows) == before


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


def test_a_missing_deployment_file_is_refused_at_once(
    database: Database, dao: FakeDao, tmp_path: Path
) -> None:
    with pytest.raises(SettingsInvalid, match="There is no deployment file"):
        Runner(Settings(deployment=tmp_path / "none.json"), database, dao.chain)


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
