"""A local chain of one's own: anvil on a port that the system chose, ended when the test ends."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from web3 import HTTPProvider
from web3.types import RPCEndpoint

from scripts.node_tools import find_tool

START_SECONDS = 30
_chain_ids = count(900_000_000 + getpid() * 100)


@contextmanager
def running_anvil(**options: object) -> Iterator[str]:
    """Starts anvil, gives its URL, and stops it.

    Args:
        options: anvil's own, with `_` for `-`: `running_anvil(chain_id=31337, block_time=1)`; True is for an
            option without a value, None for none. Without `chain_id` the chain gets a new one.
    """
    fixed = {"port": 0, "no_request_size_limit": True}
    options = {"chain_id": next(_chain_ids)} | fixed | options
    command = [str(find_tool("anvil")), *_arguments(options)]
    with NamedTemporaryFile(prefix="anvil-", suffix=".log") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = _wait_for_url(process, Path(log.name))
            assert int(rpc(url, "eth_chainId"), 16) == options["chain_id"], "another node answers"
            yield url
        finally:
            process.terminate()
            process.wait(10)


def rpc(url: str, method: str, *params: Any) -> Any:
    """The result of one JSON-RPC call."""
    answer = HTTPProvider(url).make_request(RPCEndpoint(method), list(params))
    assert "error" not in answer, answer
    return answer["result"]


def _arguments(options: dict[str, object]) -> Iterator[str]:
    for name, value in options.items():
        if value is None:
            continue
        yield "--" + name.replace("_", "-")
        if value is not True:
            yield str(value)


def _wait_for_url(process: subprocess.Popen[bytes], log: Path) -> str:
    """The URL that anvil prints once it listens."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"^Listening on (\S+)$", log.read_text(), re.MULTILINE):
            return f"http://{found[1]}"
        time.sleep(0.01)
    raise AssertionError(f"anvil did not start: {log.read_text()}")
