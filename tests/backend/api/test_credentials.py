"""Credentials over HTTP: only their member reaches them, wallets hear what their standard says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.proofs.parts import Proofs
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.schema import rebuild_schema
from tests.helpers.builders import History, account, make_deployment
from tests.helpers.client import Client
from tests.helpers.holder_wallet import sign_of_life

API = "/api/v1/credentials"
URL = "https://dao.example"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
GRANT = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder: Path = tmp_path_factory.mktemp("credentials")
    path = folder / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    settings = Settings(
        deployment=path,
        database_url=f"sqlite:///{folder / 'index.db'}",
        private_database_url=f"sqlite:///{folder / 'private.db'}",
        credential_keys=folder / "keys.json",
        origin=URL,
        rpc_url="http://127.0.0.1:9",
        rate_per_second=0,
    )
    return create_site(settings, with_indexer=False)


@pytest.fixture
def index(app: FastAPI) -> Iterator[Database]:
    database: Database = app.state.context.database
    History().founded().attest(1, 1).save(database)
    sign_of_life(database)
    yield database
    rebuild_schema(database, make_deployment())


@pytest.fixture
def client(app: FastAPI, index: Database) -> Client:
    return Client(app)


def cookie(app: FastAPI, who: int = 1) -> dict[str, str]:
    proofs: Proofs = app.state.proofs
    return {"Cookie": f"__Host-lexiarch={proofs.sessions.begin(account(who))}"}


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/offers"), ("POST", "/end")])
def test_only_who_signed_in_and_holds_an_id_gets_anything(
    app: FastAPI, client: Client, method: str, path: str
) -> None:
    stranger = client.request(method, API + path, json={})
    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "SignInNeeded")
    without = client.request(method, API + path, json={}, headers=cookie(app, 7))
    assert (without.status_code, without.json()["error"]["code"]) == (403, "NoLiveId")
    assert client.request(method, API + path, json={}, headers=cookie(app)).status_code == 200


def test_an_offer_is_for_nobodys_cache(app: FastAPI, client: Client) -> None:
    answer = client.request("POST", f"{API}/offers", json={}, headers=cookie(app))
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.json()["code"]) == 6
    assert answer.json()["link"].startswith("openid-credential-offer://?credential_offer=")
    plain = client.request("POST", f"{API}/offers", json={"with_code": False}, headers=cookie(app))
    assert plain.json()["code"] is None


@pytest.mark.parametrize(
    ("path", "body", "headers", "status", "error"),
    [
        ("/token", "", FORM, 400, "invalid_request"),
        ("/token", "grant_type=x", FORM, 400, "unsupported_grant_type"),
        ("/token", f"grant_type={GRANT}", FORM, 400, "invalid_request"),
        ("/token", f"grant_type={GRANT}&pre-authorized_code=x", FORM, 400, "invalid_grant"),
        ("/token", f"grant_type={GRANT}&grant_type=x", FORM, 400, "invalid_request"),
        ("/token", "{}", {"Content-Type": "application/json"}, 400, "invalid_request"),
        ("/issue", "{}", {}, 401, "invalid_token"),
        ("/issue", "{}", {"Authorization": "Basic x"}, 401, "invalid_token"),
        ("/issue", "x", {"Authorization": "Bearer x"}, 400, "invalid_credential_request"),
        ("/issue", "[]", {"Authorization": "Bearer x"}, 400, "invalid_credential_request"),
        ("/issue", "{}", {"Authorization": "Bearer x"}, 400, "unknown_credential_configuration"),
        (
            "/issue",
            '{"credential_identifier": "x"}',
            {"Authorization": "Bearer x"},
            400,
            "unknown_credential_identifier",
        ),
        (
            "/issue",
            '{"credential_configuration_id": "holder"}',
            {"Authorization": "Bearer x"},
            400,
            "invalid_proof",
        ),
        (
            "/issue",
            '{"credential_configuration_id": "holder", "proofs": {"jwt": []}}',
            {"Authorization": "Bearer x"},
            400,
            "invalid_proof",
        ),
        (
            "/issue",
            '{"credential_configuration_id": "holder", "proofs": {"jwt": ["x"]}}',
            {"Authorization": "Bearer x"},
            401,
            "invalid_token",
        ),
    ],
)
def test_wallets_are_refused_in_the_words_of_oauth(
    client: Client, path: str, body: str, headers: dict[str, str], status: int, error: str
) -> None:
    answer = client.request("POST", API + path, content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert set(answer.json()) == {"error", "error_description"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/.well-known/openid-credential-issuer", "credential_issuer", URL),
        (f"/.well-known/oauth-authorization-server{API}", "issuer", URL + API),
        ("/.well-known/jwt-vc-issuer", "issuer", URL),
        (f"{API}/types/holder", "vct", f"{URL}{API}/types/holder"),
        (f"{API}/status-lists", "status_lists", [f"{URL}{API}/status-lists/0"]),
    ],
)
def test_what_is_published_any_website_reads(client: Client, path: str, name: str, value: Any) -> None:
    answer = client.get(path)
    assert answer.json()[name] == value
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")


def test_each_claim_of_the_credential_is_described_in_english_and_german(client: Client) -> None:
    described = client.get(f"{API}/types/holder").json()
    assert [claim["path"] for claim in described["claims"]] == [["kind"], ["since"]]
    for part in (described, *described["claims"]):
        assert {each["locale"] for each in part["display"]} == {"en", "de"}


def test_there_is_no_list_beyond_the_last_and_no_list_of_persons(client: Client) -> None:
    for number in ("1", "2147483647", "-1", "x"):
        assert client.get(f"{API}/status-lists/{number}").status_code in (400, 404)
    assert client.get(f"{API}/status-positions").status_code == 404


def test_without_an_origin_there_is_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    keys = tmp_path / "keys.json"
    settings = Settings(
        deployment=path, database_url=f"sqlite:///{tmp_path / 'index.db'}", credential_keys=keys
    )
    client = Client(create_site(settings, with_indexer=False))
    for method, where in (("GET", "/keys"), ("GET", "/status-lists"), ("POST", "/nonce"), ("POST", "/issue")):
        assert client.request(method, API + where).json()["error"]["code"] == "SignInOff"
    assert not keys.exists()


def test_each_of_several_daos_is_found_behind_the_well_known_names(tmp_path: Path) -> None:
    path = tmp_path / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    config = tmp_path / "daos.toml"
    config.write_text(
        "".join(f'[[dao]]\nslug = "{slug}"\ndeployment = "{path}"\n' for slug in ("one", "two"))
    )
    settings = Settings(
        config=config,
        database_url=f"sqlite:///{tmp_path / 'index.db'}",
        private_database_url=f"sqlite:///{tmp_path / 'private.db'}",
        credential_keys=tmp_path / "keys.json",
        origin=URL,
        base_path="/daos",
        rpc_url="http://127.0.0.1:9",
    )
    client = Client(create_site(settings, with_indexer=False))
    for slug in ("one", "two"):
        found = client.get(f"/.well-known/openid-credential-issuer/daos/{slug}").json()
        assert found["credential_issuer"] == f"{URL}/daos/{slug}"
        server = client.get(f"/.well-known/oauth-authorization-server/daos/{slug}{API}").json()
        assert server["issuer"] == found["authorization_servers"][0]
    assert client.get("/.well-known/openid-credential-issuer/daos/three").status_code == 404
