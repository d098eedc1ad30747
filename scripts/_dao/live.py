"""`make demo`: a local chain, a DAO that has lived for two months on it, and its dashboard, until Ctrl-C."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.node_tools import environment, find_tool

ROOT = Path(__file__).resolve().parent.parent.parent
CHAIN_ID = 31337
DAYS_OF_HISTORY = 60
START_SECONDS = 60
BLOCK_SECONDS = 1
PREFERRED_PORT = 8000


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with contextlib.ExitStack() as stack:
            run(stack)
    except KeyboardInterrupt:
        print("\nstopped; `make demo` plays it again from the start")


def run(stack: contextlib.ExitStack) -> None:
    data = ROOT / ".data" / "demo"
    data.mkdir(parents=True, exist_ok=True)
    for old in [*data.glob("index.sqlite3*"), *data.glob("private.sqlite3*")]:
        old.unlink()  # of a chain that is gone

    node_url = f"http://127.0.0.1:{free_port()}"
    stack.enter_context(running(anvil_command(node_url), data / "anvil.log"))
    wait_for(lambda: rpc(node_url, "eth_chainId") == hex(CHAIN_ID), "the local chain")
    play(node_url)

    port = free_port(PREFERRED_PORT)
    page_url = f"http://127.0.0.1:{port}"
    serve = [sys.executable, "-m", "lexiarch.cli", "serve", "--port", str(port)]
    server = stack.enter_context(running(serve, data / "serve.log", settings(node_url, data, page_url)))
    wait_for(lambda: is_ready(page_url), "the dashboard")
    rpc(node_url, "evm_setIntervalMining", BLOCK_SECONDS)

    print(f"node:  {node_url}  (chain {CHAIN_ID}, a block every {BLOCK_SECONDS} s)")
    print(f"logs:  {data.relative_to(ROOT)}/")
    print("vote:  press Connect wallet and choose the demo wallet; its keys are publicly known")
    print(f"ready: {page_url}", flush=True)
    server.wait()


def anvil_command(node_url: str) -> list[str]:
    port = node_url.rpartition(":")[2]
    began = int(time.time()) - DAYS_OF_HISTORY * 86_400
    options = {"port": port, "chain-id": CHAIN_ID, "accounts": 40, "timestamp": began}
    return [str(find_tool("anvil")), "--silent", *(f"--{key}={value}" for key, value in options.items())]


def play(node_url: str) -> None:
    """Deploys and plays with Ape, as anyone would by hand."""
    ape_environment = environment() | {"APE_FOUNDRY_HOST": node_url}
    for script in ("deploy", "demo"):
        command = ["ape", "run", script, "--network", "ethereum:local:foundry", "-v", "WARNING"]
        if subprocess.run(command, env=ape_environment, cwd=ROOT, check=False).returncode:
            sys.exit(f"`{' '.join(command)}` failed; see above")


def settings(node_url: str, data: Path, page_url: str) -> dict[str, str]:
    return os.environ | {
        "LEXIARCH_DEPLOYMENT": str(ROOT / "deployments" / f"{CHAIN_ID}.json"),
        "LEXIARCH_RPC_URL": node_url,
        "LEXIARCH_DATABASE_URL": f"sqlite:///{data / 'index.sqlite3'}",
        "LEXIARCH_PRIVATE_DATABASE_URL": f"sqlite:///{data / 'private.sqlite3'}",
        "LEXIARCH_ORIGIN": page_url,
        "LEXIARCH_CREDENTIAL_KEYS": str(data / "credential-keys.json"),
        "LEXIARCH_DEMO_WALLET": "true",
        "LEXIARCH_PATTERNS": "true",
    }


@contextlib.contextmanager
def running(
    command: list[str], log: Path, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process for as long as the block lasts."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=env, cwd=ROOT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port(preferred: int = 0) -> int:
    """The preferred port if nobody has it, else one from the operating system."""
    for port in (preferred, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port left a moment ago is free
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    sys.exit("no free port on 127.0.0.1")


def rpc(url: str, method: str, *params: object) -> object:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer).get("result")


def is_ready(page_url: str) -> bool:
    """Whether the index has caught up with the chain."""
    with urllib.request.urlopen(f"{page_url}/api/v1/status", timeout=10) as answer:
        status = json.load(answer)
    return bool(status["lag_blocks"] == 0 and status["verified_block"] == status["indexed"]["number"])


def wait_for(condition: Callable[[], bool], what: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        with contextlib.suppress(OSError, urllib.error.URLError):
            if condition():
                return
        time.sleep(0.2)
    sys.exit(f"{what} did not come up within {START_SECONDS} s; see .data/demo/*.log")


if __name__ == "__main__":
    main()
