"""`lexiarch relay` as a process, and who asks it."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from eth_account import Account
from eth_account.signers.local import LocalAccount

from tests.helpers.dao import Dao, eventually
from tests.helpers.service import free_port, start_lexiarch, stop_lexiarch

PLANTED = "LEXIARCH_TEST_PLANTED"
"""Variable of the environment that names a fault of tests/e2e/relay/planted for the relay."""
PASSWORD = "of the relay's keystore"
ETHER = 10**18


@dataclass
class Relay:
    """A relay that can be started, killed and started again with the same key, journal and port."""

    dao: Dao
    folder: Path
    settings: dict[str, object] = field(default_factory=dict)
    wei: int = ETHER

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.account: LocalAccount = Account.create()
        self.log = self.folder / "log"
        self.journal = self.folder / "journal.json"
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._write("key.json", json.dumps(self.account.encrypt(PASSWORD, kdf="pbkdf2", iterations=1)))
        self._write("password", PASSWORD + "\n")
        self.dao.rpc("anvil_setBalance", self.account.address, hex(self.wei))
        self._process: Any = None

    def start(self) -> "Relay":
        """Until it is ready."""
        given = {
            "relay_keystore": self.folder / "key.json",
            "relay_password_file": self.folder / "password",
            "relay_journal": self.journal,
            "relay_poll_seconds": 0.1,
            "relay_confirmations": 2,
            "relay_wei_per_day": ETHER,
            "relay_source_per_minute": 10_000,
            "trusted_proxies": "127.0.0.1",
        }
        self._process = start_lexiarch(
            self.log,
            *("-v", "relay", "--port", str(self._port)),
            deployment=self.dao.deployment_path,
            rpc_url=self.dao.node_url,
            module="tests.e2e.relay.planted" if PLANTED in os.environ else "lexiarch.cli",
            **(given | self.settings),
        )
        eventually(lambda: self._process.poll() is not None or self._is_ready(), 60, "the relay's start")
        assert self._process.poll() is None, self.log.read_text()
        return self

    def kill(self) -> None:
        """Without a chance to tidy up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            stop_lexiarch(self._process)

    def post(self, body: Any, source: str = "192.0.2.1") -> httpx.Response:
        """Asks, as if from an address."""
        headers = {"X-Forwarded-For": source}
        return httpx.post(f"{self.url}/api/v1/requests", json=body, headers=headers, timeout=30)

    def take(self, body: Any, source: str = "192.0.2.1") -> str:
        """Asks, and expects to be taken. Returns the request's name."""
        answer = self.post(body, source)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def refuse(self, body: Any, status: int, source: str = "192.0.2.1") -> str:
        """Asks, and expects a refusal. Returns its code."""
        answer = self.post(body, source)
        assert answer.status_code == status, answer.text
        error = answer.json()["error"]
        assert error["message"]
        assert error["remedy"]
        return str(error["code"])

    def get(self, path: str) -> Any:
        answer = httpx.get(f"{self.url}{path}", timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def code_of(self, path: str) -> str:
        """Code of the error that is answered."""
        return str(httpx.get(f"{self.url}{path}", timeout=30).json()["error"]["code"])

    def status(self, name: str) -> Any:
        """What became of a request."""
        return self.get(f"/api/v1/requests/{name}")

    def wait_for(self, name: str, *states: str, seconds: float = 30) -> Any:
        """Until a request is in one of the states."""
        return eventually(
            lambda: found if (found := self.status(name))["status"] in states else None,
            seconds,
            f"{' or '.join(states)}",
        )

    def figures(self) -> dict[str, float]:
        """Those of /metrics, by name and labels."""
        lines = httpx.get(f"{self.url}/metrics", timeout=30).text.splitlines()
        return {name: float(value) for name, value in (line.split() for line in lines if line[0] != "#")}

    @property
    def nonce(self) -> int:
        """Number of its transactions that are mined."""
        return self.dao.web3.eth.get_transaction_count(self.account.address)

    @property
    def nonce_with_pending(self) -> int:
        """Those that wait at the node counted as well."""
        return self.dao.web3.eth.get_transaction_count(self.account.address, "pending")

    @property
    def spent(self) -> int:
        """Wei."""
        return self.wei - self.dao.web3.eth.get_balance(self.account.address)

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)


@contextlib.contextmanager
def relaying(dao: Dao, folder: Path, **settings: object) -> Iterator[Relay]:
    """A relay with a key of its own that has an ether; settings by their names without `relay_`."""
    wei = int(str(settings.pop("wei", ETHER)))
    relay = Relay(dao, folder, {f"relay_{name}": value for name, value in settings.items()}, wei)
    try:
        yield relay.start()
    finally:
        relay.stop()


def final(relay: Relay, name: str, seconds: float = 30) -> Any:
    """Mines blocks until nothing of a request can change any more; what became of it."""

    def status() -> Any:
        found = relay.status(name)
        if not found["final"]:
            relay.dao.rpc("evm_mine")
        return found if found["final"] else None

    return eventually(status, seconds, "being final")


def dear(dao: Dao) -> None:
    """Gas costs more than any relay pays."""
    dao.rpc("anvil_setNextBlockBaseFeePerGas", hex(10**12))
    dao.rpc("evm_mine")


def cheap(dao: Dao) -> None:
    """It costs a gwei."""
    dao.rpc("anvil_setNextBlockBaseFeePerGas", hex(10**9))
    dao.rpc("evm_mine")
