"""Ape scripts and the `lexiarch` service as processes, started the way a user starts them."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.node_tools import environment
from tests.helpers.dao import eventually

ROOT = Path(__file__).resolve().parents[2]


def run_ape(node_url: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """`ape run …` against a running anvil."""
    env = environment() | {"APE_FOUNDRY_HOST": node_url}
    done = subprocess.run(
        ["ape", "run", *arguments, "-v", "WARNING"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """A running `lexiarch serve`."""

    url: str
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> Any:
        """JSON of a path under /api/v1."""
        with urllib.request.urlopen(f"{self.url}/api/v1{path}", timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, body: object) -> Any:
        """JSON of what a path under /api/v1 answers to a body."""
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/api/v1{path}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def wait_for_block(self, number: int) -> None:
        """Until the index has block `number`."""
        eventually(lambda: self._indexed() >= number, what=f"indexing block {number}")

    def _indexed(self) -> int:
        try:
            indexed = self.get("/status")["indexed"]
        except (urllib.error.URLError, OSError):
            return -1
        return int(indexed["number"]) if indexed else -1


def start_lexiarch(log: Path, *arguments: str, **settings: object) -> subprocess.Popen[bytes]:
    """Starts `lexiarch …` with settings by their names in lower case; what it prints is added to the log."""
    env = os.environ | {f"LEXIARCH_{name.upper()}": str(value) for name, value in settings.items()}
    env["PYTHONFAULTHANDLER"] = "1"  # see stop_lexiarch
    command = [sys.executable, "-m", "lexiarch.cli", *arguments]
    with log.open("ab") as output:
        return subprocess.Popen(command, env=env, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)


def stop_lexiarch(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM, which it must obey; when it does not, its log says where each of its threads was."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        process.wait()
        raise


@contextlib.contextmanager
def serving(
    deployment: Path, node_url: str, database_url: str, log: Path, **settings: object
) -> Iterator[Service]:
    """Starts `lexiarch serve`, with more settings if wanted, and stops it.

    In a setting, `{port}` is the port that it gets.
    """
    port = free_port()
    settings = {name: str(value).replace("{port}", str(port)) for name, value in settings.items()}
    process = start_lexiarch(
        log,
        *("serve", "--port", str(port)),
        deployment=deployment,
        rpc_url=node_url,
        database_url=database_url,
        **({"poll_seconds": 0.1} | settings),
    )
    try:
        service = Service(f"http://127.0.0.1:{port}", process)
        eventually(lambda: process.poll() is not None or service._indexed() >= 0, 30, "lexiarch serve")
        assert process.poll() is None, log.read_text()
        yield service
    finally:
        stop_lexiarch(process)
