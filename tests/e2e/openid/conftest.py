"""A running service with the provider turned on, over a real chain with real iDs, for this folder's tests."""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from lexiarch.proofs.sessions import Sessions
from lexiarch.store.database import open_database
from lexiarch.store.private.database import open_private
from tests.e2e.conftest import CHAIN_ID, PERSONS
from tests.helpers.anvil import running_anvil
from tests.helpers.dao import Dao, address_of
from tests.helpers.deployed import deploy
from tests.helpers.openid import SECRET, Member, client_table
from tests.helpers.receiver import Receiver, receiving
from tests.helpers.service import ROOT, Service, free_port, serving

FORUM = "http://127.0.0.1:9/forum"
SHOP = "http://127.0.0.1:9/shop"
SHOP_TERMS = {"sector": '"shop.example"', "id_token_signed_response_alg": '"ES256"'}


@dataclass
class Provider:
    """The service, and what a test does beside its HTTP."""

    url: str
    service: Service
    dao: Dao
    index_url: str
    private_url: str
    told: Receiver
    """Where the forum hears of logouts."""
    apache_port: int
    """Where the page is that Apache protects."""
    website_port: int
    """Where the example website is."""
    client: httpx.Client

    def ask(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        self.client.cookies.clear()
        return self.client.request(method, url, **arguments)

    @contextmanager
    def sessions(self) -> Iterator[Sessions]:
        """The service's own, from another process."""
        index, private = open_database(self.index_url), open_private(self.private_url)
        yield Sessions(index, private)
        index.close()
        private.close()

    def sign_in(self, member: int = 3) -> str:
        """As the wallet's sign-in does. Returns the session's token."""
        with self.sessions() as sessions:
            return sessions.begin(address_of(member))

    def member(self, token: str) -> Member:
        return Member(self.ask, self.url, token)

    def run_node(self, script: str, member: Member, **settings: object) -> dict[str, Any]:
        """Runs an example in Node with a member's browser. Returns what it learned."""
        given = json.dumps({"issuer": self.url, "secret": SECRET} | settings)
        command = ["node", str(ROOT / "examples/clients" / script), given]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, text=True, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
            there = process.stdout.readline().strip()
            back = member.agree(there) if there else ""
            out, err = process.communicate(back + "\n", timeout=30)
        assert process.returncode == 0, err
        learned: dict[str, Any] = json.loads(out)
        return learned


@pytest.fixture(scope="package")
def openid_dao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dao]:
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as node_url:
        dao = Dao(node_url, deploy(node_url, tmp_path_factory.mktemp("deployments")))
        for member in PERSONS:
            dao.attest(member)
        yield dao


@pytest.fixture(scope="package")
def provider(openid_dao: Dao, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The service, with the clients of all tests; the shop has no secret."""
    folder = tmp_path_factory.mktemp("provider")
    with receiving() as told:
        told.answer = lambda message: 200
        port, website = free_port(), free_port()
        hears = {
            "backchannel_logout_uri": f'"http://127.0.0.1:{website}/logged-out"',
            "allow_private": "true",
        }
        tables = (
            client_table("forum", FORUM, **logout_at(told)),
            client_table(
                "shop", SHOP, public=True, sector='"shop.example"', id_token_signed_response_alg='"ES256"'
            ),
            client_table("apache", f"http://127.0.0.1:{port}/members/signed-in"),
            client_table("website", f"http://127.0.0.1:{website}/signed-in", **hears),
            client_table("browser", f"{told.url}/back"),
        )
        with providing(openid_dao, folder, "".join(tables), told) as running:
            yield replace(running, apache_port=port, website_port=website)


def logout_at(told: Receiver) -> dict[str, str]:
    """Fields of a client that hears of logouts there."""
    return {"backchannel_logout_uri": f'"{told.url}/logout"', "allow_private": "true"}


@contextmanager
def providing(dao: Dao, folder: Path, clients: str, told: Receiver, **settings: object) -> Iterator[Provider]:
    """A running service of a DAO with these clients."""
    url, index_url = f"http://127.0.0.1:{free_port()}", f"sqlite:///{folder / 'index.db'}"
    private_url, file = f"sqlite:///{folder / 'private.db'}", folder / "clients.toml"
    file.write_text(clients)
    fixed: dict[str, object] = {
        "origin": url,
        "private_database_url": private_url,
        "clients": file,
        "keys": folder / "keys.json",
        "rate_per_second": 0,
    }
    log = folder / "log"
    with serving(dao.deployment_path, dao.node_url, index_url, log, **fixed, **settings) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        with httpx.Client(timeout=20, trust_env=False) as client:
            yield Provider(url, service, dao, index_url, private_url, told, 0, 0, client)


def secret_digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
