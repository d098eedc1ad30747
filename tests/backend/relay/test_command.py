"""`lexiarch relay`, as an operator calls it."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from eth_account import Account

from tests.helpers.anvil import running_anvil
from tests.helpers.bare_chain import write_deployment

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs it in an empty folder, with a password in a file."""
    (tmp_path / "password").touch(mode=0o600)
    (tmp_path / "password").write_text("right\n")
    monkeypatch.setenv("LEXIARCH_RELAY_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("LEXIARCH_RPC_URL", "http://127.0.0.1:9")

    def command(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "lexiarch.cli", "relay", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr

    return command


@pytest.fixture
def chain(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A chain without contracts, and the environment pointing to it."""
    with running_anvil() as url:
        monkeypatch.setenv("LEXIARCH_DEPLOYMENT", str(write_deployment(url, tmp_path)))
        monkeypatch.setenv("LEXIARCH_RPC_URL", url)
        yield url


def test_a_new_key_is_made_once_and_only_its_account_is_printed(run: Run, tmp_path: Path) -> None:
    code, account, told = run("--new-key")
    assert (code, told) == (0, "")
    keystore = tmp_path / "relay-key.json"
    key = Account.decrypt(json.loads(keystore.read_text()), "right")
    assert account == f"{Account.from_key(key).address}\n"
    assert stat.S_IMODE(keystore.stat().st_mode) == 0o600
    code, account, told = run("--new-key")
    assert (code, account) == (1, "")
    assert "cannot be made: File exists" in told


def test_what_it_lacks_is_told_in_two_lines(run: Run) -> None:
    code, _, told = run()
    assert code == 1
    assert told.splitlines()[0] == "There is no deployment file deployments/31337.json."


@pytest.mark.chain
def test_it_does_not_start_where_its_contracts_are_not(run: Run, chain: str) -> None:
    code, printed, told = run()
    assert (code, printed) == (1, "")
    assert told.splitlines()[0] == "There is no contract at an address of the deployment file."


@pytest.mark.chain
def test_it_does_not_start_on_another_chain(run: Run, chain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_anvil() as other:
        monkeypatch.setenv("LEXIARCH_RPC_URL", other)
        code, _, told = run()
    assert code == 1
    assert told.startswith("The node is on another chain: the chain id is ")


def test_the_process_with_the_key_loads_nothing_of_the_index_the_api_or_the_pages() -> None:
    code = "import sys, lexiarch.relay.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    modules = set(loaded.split())
    assert "eth_account" in modules
    for layer in ("api", "dashboard", "indexer", "projection", "store", "views", "webhooks", "app"):
        assert f"lexiarch.{layer}" not in modules
    assert not {"sqlite3", "psycopg", "jinja2", "web3"} & modules
