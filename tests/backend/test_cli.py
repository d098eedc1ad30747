"""The command, as an operator calls it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from lexiarch import __version__, cli
from lexiarch.cli.settings import hide_secrets
from lexiarch.relay.settings import RelaySettings
from lexiarch.settings import Settings
from lexiarch.store.database import open_database
from lexiarch.store.meta import save_comparison
from tests.helpers.anvil import running_anvil
from tests.helpers.bare_chain import mine, write_deployment
from tests.helpers.builders import make_deployment
from tests.helpers.dao import eventually

LEXIARCH = [sys.executable, "-m", "lexiarch.cli"]


class Ran(NamedTuple):
    """How a command ended, what it printed, and what it complained of."""

    code: int | str
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command of an operator whose environment names a deployment and a database, and no node."""
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    monkeypatch.setenv("LEXIARCH_DEPLOYMENT", str(path))
    monkeypatch.setenv("LEXIARCH_DATABASE_URL", f"sqlite:///{tmp_path / 'index.db'}")
    monkeypatch.setenv("LEXIARCH_RPC_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        printed = capsys.readouterr()
        return Ran(ended.value.code or 0, printed.out, printed.err)

    return command


@pytest.fixture
def node_url(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A node, and the operator's environment pointing to it."""
    with running_anvil() as url:
        write_deployment(url, tmp_path)
        monkeypatch.setenv("LEXIARCH_RPC_URL", url)
        yield url


# ---- help and mistakes


def test_every_command_and_option_has_help() -> None:
    root = get_command(cli.app)
    assert isinstance(root, TyperGroup)
    context = Context(root)
    names = root.list_commands(context)
    assert set(names) == {
        "serve",
        "index",
        "status",
        "audit",
        "relay",
        "keys",
        "credential-key",
        "settings",
    }
    for command in (root, *(root.get_command(context, name) for name in names)):
        assert command is not None
        assert command.help
        for option in command.params:
            assert getattr(option, "help", None), (command.name, option.name)


@pytest.mark.parametrize("command", ["serve", "index", "status", "relay", "credential-key", "settings"])
def test_help_is_printed(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "Usage:" in ran.out


def test_a_new_key_of_credentials_is_made_and_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    monkeypatch.setenv("LEXIARCH_CREDENTIAL_KEYS", str(path))
    for options, published in (((), 2), ((), 3), (("--forget-others",), 1)):
        ran = run("credential-key", *options)
        assert ran.code == 0, ran.err
        keys = json.loads(path.read_text())["keys"]
        assert ran.out == f"Credentials are signed with the key {keys[0]['kid']} from now on.\n"
        assert len(keys) == published


def test_a_command_loads_nothing_that_it_does_not_need() -> None:
    code = "import sys, lexiarch.cli.index as _; print(*(each for each in sys.modules if '.' not in each))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "requests" in loaded.split()
    assert not {"fastapi", "jinja2", "web3", "psycopg", "eth_abi"} & set(loaded.split())


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"{__version__}\n"


def test_an_unknown_command_is_a_mistake_in_the_call(run: Run) -> None:
    ran = run("conquer")
    assert ran.code == 2
    assert "conquer" in ran.err


@pytest.mark.parametrize("command", ["serve", "index", "status"])
def test_a_missing_deployment_file_is_said_with_a_remedy(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEXIARCH_DEPLOYMENT", "nowhere.json")
    monkeypatch.setenv("LEXIARCH_PORT", "0")
    ran = run(command)
    assert ran.code == 1
    message, remedy = ran.err.splitlines()
    assert "nowhere.json" in message
    assert "LEXIARCH_DEPLOYMENT" in remedy


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_PORT", "many")
    ran = run("status")
    assert (ran.code, "LEXIARCH_PORT" in ran.err) == (1, True)


def test_a_failure_that_should_not_be_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["lexiarch.cli.status"], "open_database", lambda url: 1 / 0)
    ran = run("status")
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 2


# ---- settings


def test_every_setting_is_listed_with_its_value_and_meaning(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEXIARCH_POLL_SECONDS", "7.5")
    monkeypatch.setenv("LEXIARCH_RELAY_PASSWORD", "of-the-keystore")
    ran = run("settings")
    assert ran.code == 0
    assert "LEXIARCH_POLL_SECONDS=7.5\n" in ran.out
    assert "of-the-keystore" not in ran.out
    for kind in (Settings, RelaySettings):
        for name, field in kind.model_fields.items():
            assert f"{kind.model_config['env_prefix']}{name.upper()}=" in ran.out
            assert str(field.description) in ran.out


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("sqlite:////srv/index.db", "sqlite:////srv/index.db"),
        ("postgresql://u:secret@host:5432/db?password=secret", "postgresql://u:…@host:5432/db?…"),
        ("postgresql://u@host/db", "postgresql://u@host/db"),
        ("postgresql://u:se,cret@a:1,b:2/db?password=secret", "postgresql://u:…@a:1,b:2/db?…"),
        (
            "http://a.example:8545,https://b.example/v3/secret?k=1",
            "http://a.example:8545,https://b.example/…?…",
        ),
        ("0.25", "0.25"),
    ],
)
def test_passwords_and_keys_are_not_shown(value: str, shown: str) -> None:
    assert hide_secrets(value) == shown


# ---- index and status


@pytest.mark.chain
def test_index_once_stops_at_the_head_and_says_how_far_it_came(run: Run, node_url: str) -> None:
    mine(node_url, 30)
    ran = run("index", "--once")
    assert (ran.code, ran.out) == (0, "")
    assert "31 of 31 blocks" in ran.err


@pytest.mark.chain
def test_status_is_well_at_the_head_and_not_behind_it(run: Run, node_url: str) -> None:
    run("index", "--once")
    well = run("status")
    assert (well.code, well.err) == (0, "")
    assert "lag       0 blocks, 0 s\n" in well.out
    assert "verified  never\n" in well.out
    mine(node_url, 10)
    behind = run("status")
    assert behind.code == 1
    assert "problem   The index is 10 blocks behind." in behind.out


@pytest.mark.chain
def test_status_as_json_is_the_apis_with_the_problems(run: Run, node_url: str) -> None:
    empty = run("status", "--json")
    assert (empty.code, json.loads(empty.out)["indexed"]) == (1, None)
    assert "Nothing is indexed yet" in json.loads(empty.out)["problems"][0]
    run("index", "--once")
    found = json.loads(run("status", "--json").out)
    assert (found["lag_blocks"], found["problems"], found["name"]) == (0, [], "Commons of the Test")


@pytest.mark.chain
def test_a_difference_from_the_contracts_is_a_problem(run: Run, node_url: str) -> None:
    run("index", "--once")
    database = open_database(os.environ["LEXIARCH_DATABASE_URL"])
    with database.write() as writer:
        save_comparison(writer, 1, ["governor.state(1) is 3, the index says 4"])
    database.close()
    ran = run("status")
    assert ran.code == 1
    assert "governor.state(1) is 3" in ran.out


def test_status_without_a_node_tells_what_it_knows_and_fails(run: Run) -> None:
    ran = run("status")
    assert ran.code == 1
    assert "Commons of the Test" in ran.out
    assert "LEXIARCH_RPC_URL" in ran.out


def test_index_without_a_node_fails_with_a_remedy(run: Run) -> None:
    ran = run("index")
    assert ran.code == 1
    assert "does not answer" in ran.err
    assert "LEXIARCH_RPC_URL" in ran.err


@pytest.mark.chain
def test_index_rebuild_begins_anew(run: Run, node_url: str) -> None:
    run("index", "--once")
    database = open_database(os.environ["LEXIARCH_DATABASE_URL"])
    with database.write() as writer:
        writer.execute("INSERT INTO supply VALUES (1, 1, 1, ?)", (bytes(32),))
    assert run("index", "--once", "--rebuild").code == 0
    with database.read() as reader:
        assert reader.all("SELECT * FROM supply") == []
        assert reader.all("SELECT block_number FROM checkpoint") == [(1,)]
    database.close()


@pytest.mark.chain
@pytest.mark.parametrize("option", ["--once", "--rebuild"])
def test_what_ends_by_itself_or_drops_the_index_wants_no_other_indexer(
    run: Run, node_url: str, option: str
) -> None:
    run("index", "--once")
    leadership = open_database(os.environ["LEXIARCH_DATABASE_URL"]).leadership()
    assert leadership.take()
    ran = run("index", option)
    assert (ran.code, ran.err.splitlines()[0]) == (1, "Another process indexes into this database.")
    leadership.give_up()
    assert run("index", "--once", "--rebuild").code == 0


@pytest.mark.chain
def test_index_once_that_is_overtaken_does_not_say_that_it_is_done(
    run: Run, node_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine(node_url, 300)
    answers = iter([True, False])
    monkeypatch.setattr("lexiarch.store.leadership.FileLock.take", lambda self: next(answers))
    ran = run("index", "--once")
    assert ran.code == 1
    assert "Another process indexes into this database." in ran.err


@pytest.mark.chain
def test_a_second_indexer_stands_by_says_so_and_takes_over(run: Run, node_url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    leadership = open_database(os.environ["LEXIARCH_DATABASE_URL"]).leadership()
    assert leadership.take()
    with log.open("wb") as file, subprocess.Popen([*LEXIARCH, "index"], stderr=file) as process:
        try:
            eventually(lambda: "stands by: another process indexes" in log.read_text(), 30, "standing by")
            assert "Nothing is indexed yet" in run("status").out
            leadership.give_up()
            eventually(lambda: run("status").code == 0, 10, "taking over")
            assert "lexiarch.indexer  leads\n" in log.read_text()
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        finally:
            process.kill()


@pytest.mark.chain
def test_a_rebuild_against_another_chain_drops_nothing(
    run: Run, node_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", "--once")
    with running_anvil() as other:
        monkeypatch.setenv("LEXIARCH_RPC_URL", other)
        ran = run("index", "--once", "--rebuild")
    assert ran.code == 1
    assert "another chain" in ran.err
    monkeypatch.setenv("LEXIARCH_RPC_URL", node_url)
    assert run("status").code == 0


@pytest.mark.chain
def test_index_follows_until_it_is_told_to_stop(run: Run, node_url: str) -> None:
    with subprocess.Popen([*LEXIARCH, "index"], stderr=subprocess.PIPE) as process:
        try:
            until = time.monotonic() + 30
            while run("status").code != 0:
                assert time.monotonic() < until
                time.sleep(0.2)
            mine(node_url, 9)
            while run("status").code != 0:
                assert time.monotonic() < until
                time.sleep(0.2)
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == 0
    assert b"Traceback" not in complaints


@pytest.mark.chain
def test_index_ends_though_another_of_its_threads_receives_the_signal(run: Run, node_url: str) -> None:
    # as the kernel may have it; also what a signal looks like that comes just before a wait begins
    program = (
        "import signal, sys, threading\n"
        "def when_told():\n"
        "    sys.stdin.readline()\n"
        "    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)\n"
        "threading.Thread(target=when_told, daemon=True).start()\n"
        "from lexiarch.cli import main\n"
        "main(['index'])\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            eventually(lambda: run("status").code == 0, 30, "indexing")
            mine(node_url, 1)
            eventually(lambda: run("status").code == 0, 30, "following")
            _, complaints = process.communicate(b"now\n", timeout=15)
        finally:
            process.kill()
    assert process.returncode == 0, complaints


# ---- serve


def test_serve_names_a_port_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 1
    assert "--port" in ran.err


def test_serve_names_an_address_that_cannot_be(run: Run) -> None:
    ran = run("serve", "--host", "no.such.host.invalid")
    assert ran.code == 1
    assert "no.such.host.invalid" in ran.err
    assert run("serve", "--port", "99999").code == 2


def test_serve_says_where_it_is_and_ends_when_told_to_though_a_stream_is_open(run: Run) -> None:
    command = [*LEXIARCH, "serve", "--port", "0", "--no-index"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().removeprefix("Lexiarch is at ").strip()
            assert httpx.get(f"{url}/health").json() == {"up": True}
            with httpx.stream("GET", f"{url}/api/v1/events", timeout=10) as stream:
                lines = stream.iter_lines()
                assert next(lines).startswith("retry:")
                process.send_signal(signal.SIGTERM)
                begin = time.monotonic()
                list(lines)
            _, complaints = process.communicate(timeout=10)
        finally:
            process.kill()
    assert time.monotonic() - begin < 5
    assert "Traceback" not in complaints
