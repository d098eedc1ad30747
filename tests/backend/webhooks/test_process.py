"""Webhooks of real processes that are killed at any moment."""

import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Event

import httpx
import pytest

from lexiarch.domain.words import Change
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database
from lexiarch.store.outbox import load_last_change_id
from lexiarch.store.webhooks import load_cursor
from tests.backend.webhooks.conftest import SECRET
from tests.helpers.anvil import running_anvil
from tests.helpers.bare_chain import mine, write_deployment
from tests.helpers.builders import tell
from tests.helpers.dao import eventually
from tests.helpers.receiver import receiving
from tests.helpers.service import free_port, start_lexiarch, stop_lexiarch

pytestmark = [pytest.mark.chain, pytest.mark.slow]


@pytest.fixture
def node_url() -> Iterator[str]:
    with running_anvil() as url:
        yield url


def table(name: str, url: str, more: str = "") -> str:
    return f'[{name}]\nurl = "{url}"\nsecret = "{SECRET}"\nallow_private = true\n{more}\n'


def block_of(database: Database) -> int:
    with database.read() as reader:
        checkpoint = load_checkpoint(reader) if reader.has_table("checkpoint") else None
    return checkpoint.number if checkpoint else 0


def has_begun(database: Database, hook: str) -> bool:
    with database.read() as reader:
        return reader.has_table("meta") and load_cursor(reader, hook) is not None


def test_whatever_is_killed_every_change_arrives_in_order_and_nothing_waits(
    node_url: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    chance = Random(5)
    hanging = Event()
    hooks = tmp_path / "webhooks.toml"
    with receiving() as receiver, receiving() as stuck:
        stuck.answer = lambda message: 204 if hanging.wait(20) else 500
        hooks.write_text(table("good", receiver.url) + table("stuck", stuck.url))
        settings = {
            "deployment": write_deployment(node_url, tmp_path),
            "rpc_url": node_url,
            "database_url": database_url,
            "webhooks": hooks,
            "poll_seconds": 0.05,
        }
        block = 1
        process = start_lexiarch(tmp_path / "log", "index", **settings)
        try:
            eventually(lambda: has_begun(database, "good"), 30, "beginning")
            first = load_cursor_of(database) + 1
            for kills in range(4):
                for number in range(20):
                    tell(database, Change.VOTE, f"{kills} {number}")
                mine(node_url, 5)
                block += 5
                if kills < 3:
                    heard = len(receiver.taken) + chance.randint(1, 15)
                    eventually(lambda heard=heard: len(receiver.taken) >= heard, 20, "some of them")
                    process.kill()
                    process.wait()
                    process = start_lexiarch(tmp_path / "log", "index", **settings)
            eventually(lambda: block_of(database) >= block, 40, "the head")
            with database.read() as reader:
                last = load_last_change_id(reader)
            eventually(lambda: receiver.taken and receiver.taken[-1] == last, 20, "the last change")
            assert stuck.taken == []
            hanging.set()
        finally:
            stop_lexiarch(process)
    assert list(dict.fromkeys(receiver.taken)) == list(range(first, last + 1))
    assert receiver.taken == sorted(receiver.taken), "a change comes again before the next, never after it"
    assert len(receiver.taken) - len(set(receiver.taken)) <= 3, "once for each kill, at most"
    assert last - first > 80


def load_cursor_of(database: Database) -> int:
    with database.read() as reader:
        return load_cursor(reader, "good") or 0


def test_serve_delivers_too_and_a_process_that_only_answers_does_not(
    node_url: str, database: Database, database_url: str, tmp_path: Path
) -> None:
    hooks = tmp_path / "webhooks.toml"
    with receiving() as receiver:
        hooks.write_text(table("good", receiver.url, 'kinds = ["block"]'))
        settings = {
            "deployment": write_deployment(node_url, tmp_path),
            "rpc_url": node_url,
            "database_url": database_url,
            "webhooks": hooks,
            "poll_seconds": 0.05,
        }
        ports = [free_port(), free_port()]
        only_answers = start_lexiarch(
            tmp_path / "log 1", *("serve", "--no-index", "--port", str(ports[0])), **settings
        )
        try:
            eventually(lambda: is_up(ports[0]), 20, "answering")
            assert not has_begun(database, "good")
            serves = start_lexiarch(tmp_path / "log 2", *("serve", "--port", str(ports[1])), **settings)
            try:
                eventually(lambda: has_begun(database, "good"), 30, "beginning")
                mine(node_url, 1)
                eventually(lambda: len(receiver.taken) == 1, 10, "a block")
            finally:
                stop_lexiarch(serves)
            assert serves.returncode in (0, -signal.SIGTERM)
        finally:
            stop_lexiarch(only_answers)


def is_up(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.HTTPError:
        return False


def test_a_wrong_file_is_said_before_anything_begins(
    node_url: str, database_url: str, tmp_path: Path
) -> None:
    hooks = tmp_path / "webhooks.toml"
    hooks.write_text('[forum]\nurl = "https://forum.example"\nsecret = "hush"')
    for command in (("index",), ("serve", "--port", "0")):
        process = start_lexiarch(
            tmp_path / "log",
            *command,
            deployment=write_deployment(node_url, tmp_path),
            rpc_url=node_url,
            database_url=database_url,
            webhooks=hooks,
        )
        assert process.wait(30) == 1
    said = (tmp_path / "log").read_text()
    assert said.count("[forum] secret 0: a secret begins with whsec_") == 2
    assert "hush" not in said
