"""A provider over an index with two iD holders, on both databases: its routes and pages in this process."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.api.openid import create_openid_router
from lexiarch.api.sessions import session_token
from lexiarch.chain.signatures import SignatureNode
from lexiarch.dashboard.errors import create_error_page
from lexiarch.dashboard.openid_routes import create_openid_pages
from lexiarch.dashboard.policy import content_security_policy
from lexiarch.proofs.openid.authentication import Means, Wallet
from lexiarch.proofs.openid.clients import load_clients
from lexiarch.proofs.openid.keys import KeyFile
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.provider import Provider, assemble
from lexiarch.proofs.parts import create_proofs
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.web.errors import ErrorAnswers
from lexiarch.web.shield import SecureHeaders
from tests.helpers.builders import History, account, make_deployment
from tests.helpers.client import Client
from tests.helpers.openid import (
    CALLBACK,
    SECRET,
    Member,
    Pkce,
    authorization_query,
    client_table,
    new_pkce,
    query_of,
)

SITE = "https://dao.example"
NOW = 1_790_000_500.0
CLIENTS = client_table(
    backchannel_logout_uri='"https://forum.example/logout"',
    post_logout_redirect_uris='["https://forum.example/left"]',
) + client_table("shop", "https://shop.example/in", public=True, id_token_signed_response_alg='"ES256"')


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: RSA keys take a while."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    KeyFile(path)
    return path


@dataclass
class World:
    """The provider, and the time."""

    index: Database
    private: Database
    roll: History
    keys: Path
    now: float = NOW
    clients: str = CLIENTS
    others: dict[str, Means] = field(default_factory=dict)
    _apps: dict[str, FastAPI] = field(default_factory=dict)

    def clock(self) -> float:
        return self.now

    def provider(self) -> Provider:
        file = self.keys.with_name("clients.toml")
        file.write_text(self.clients)
        deployment = make_deployment()
        node = SignatureNode(["http://127.0.0.1:9"], 1)  # nobody signs in with a wallet here
        proofs = create_proofs(
            SITE,
            deployment,
            self.index,
            self.private,
            node,
            self.keys.with_name("credentials.json"),
            clock=self.clock,
        )
        known, wallet = load_clients(str(file)), Wallet(deployment.chain_id)
        parts = Parts(
            SITE, known, KeyFile(self.keys), self.index, self.private, wallet, self.others, self.clock
        )
        return assemble(proofs, parts, node)

    @property
    def app(self) -> FastAPI:
        if self.clients not in self._apps:
            self._apps[self.clients] = self._create()
        return self._apps[self.clients]

    def _create(self) -> FastAPI:
        app, provider = FastAPI(), self.provider()
        deployment, settings = make_deployment(), Settings()
        app.state.openid, app.state.proofs = provider, provider.proofs
        app.include_router(create_openid_router())
        app.include_router(create_openid_pages(self.index, deployment, settings, provider, session_token))
        ErrorAnswers(create_error_page(self.index, deployment, settings)).install(app)
        app.add_middleware(SecureHeaders, policy=content_security_policy())
        return app

    @property
    def openid(self) -> Provider:
        provider: Provider = self.app.state.openid
        return provider

    def ask(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        return Client(self.app).request(method, url.removeprefix(SITE), **arguments)

    def sign_in(self, number: int = 1) -> Member:
        return self.visitor(self.openid.proofs.sessions.begin(account(number)))

    def visitor(self, token: str | None = None) -> Member:
        return Member(self.ask, SITE, token)

    def code(self, pkce: Pkce, member: Member | None = None, **changes: str | None) -> str:
        """A code of a member who has agreed."""
        there = (member or self.sign_in()).agree_to(authorization_query(pkce, **changes))
        return query_of(there)["code"]

    def token(
        self, given: dict[str, str], auth: tuple[str, str] | None = ("forum", SECRET)
    ) -> httpx.Response:
        return self.ask("POST", "/openid/token", data=given, auth=auth)

    def redeem(self, code: str, pkce: Pkce, **changes: str) -> httpx.Response:
        return self.token(redemption(code, pkce) | changes)

    def tokens(self, member: Member | None = None, **changes: str | None) -> dict[str, Any]:
        """Everything from the question to the tokens."""
        pkce = new_pkce()
        answer = self.redeem(self.code(pkce, member, **changes), pkce)
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    def refresh(self, token: str, **changes: str) -> httpx.Response:
        return self.token({"grant_type": "refresh_token", "refresh_token": token} | changes)

    def userinfo(self, access_token: str) -> httpx.Response:
        return self.ask("GET", "/openid/userinfo", headers={"Authorization": f"Bearer {access_token}"})


def redemption(code: str, pkce: Pkce) -> dict[str, str]:
    """A good token request for a code."""
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": pkce.verifier,
    }


@pytest.fixture
def world(index: Database, private: Database, roll: History, key_file: Path, tmp_path: Path) -> World:
    keys = Path(shutil.copy2(key_file, tmp_path / "keys.json"))
    return World(index, private, roll, keys)
