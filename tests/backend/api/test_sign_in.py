"""Signing in over HTTP: every field, every nonce, every origin; and what is told and forgotten afterwards."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.chain.signatures import SignatureNode
from lexiarch.domain.chain import Address
from lexiarch.domain.words import End
from lexiarch.proofs.consents import find_consent, give_consent, note_read
from lexiarch.proofs.parts import Proofs, create_proofs
from lexiarch.proofs.sign_in import NONCE_SECONDS, STATEMENT
from lexiarch.proofs.sweep import MOST_NONCES, Sweep
from lexiarch.settings import Settings
from lexiarch.store.database import Writer
from lexiarch.store.schema import rebuild_schema
from lexiarch.views.times import iso
from lexiarch.web.rate import Buckets
from tests.helpers.builders import History, make_deployment, tag
from tests.helpers.cast import person
from tests.helpers.client import Client
from tests.helpers.server import live
from tests.helpers.sign_in import ORIGIN, OWN, Visitor, message, sign

NOW = 1_790_000_000
HOLDER, OTHER, NOBODY = person(1), person(2), person(3)


def address(account: Any) -> Address:
    return Address(bytes.fromhex(account.address[2:]))


@pytest.fixture(scope="module")
def clock() -> list[float]:
    return [float(NOW)]


@pytest.fixture
def now(clock: list[float]) -> list[float]:
    clock[:] = [float(NOW)]
    return clock


def make_app(settings: Settings, now: list[float]) -> FastAPI:
    app = create_site(settings, with_indexer=False)
    made: Proofs = app.state.proofs
    made.sign_in.close()
    app.state.proofs = create_proofs(
        made.site_url,
        made.deployment,
        made.index,
        made.private,
        node(),
        settings.credential_keys,
        clock=lambda: now[0],
    )
    return app


def node() -> SignatureNode:
    return SignatureNode(["http://127.0.0.1:9"], 1)


def make_settings(folder: Path, create_database: Callable[[], str], **more: Any) -> Settings:
    path = folder / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    return Settings(
        deployment=path,
        database_url=create_database(),
        private_database_url=create_database(),
        rpc_url="http://127.0.0.1:9",
        rate_per_second=0,
        origin=ORIGIN,
        credential_keys=folder / "keys.json",
        **more,
    )


@pytest.fixture(scope="module")
def only_app(tmp_path_factory: pytest.TempPathFactory, clock: list[float]) -> Iterator[FastAPI]:
    folder, names = tmp_path_factory.mktemp("sign-in"), iter(("index", "private"))
    app = make_app(make_settings(folder, lambda: f"sqlite:///{folder / next(names)}.db"), clock)
    yield app
    app.state.proofs.close()
    app.state.context.database.close()


@pytest.fixture
def app(only_app: FastAPI, now: list[float]) -> FastAPI:
    """One application for all tests, with nothing in its databases."""
    rebuild_schema(only_app.state.context.database, make_deployment())
    proofs: Proofs = only_app.state.proofs
    proofs.on_revoked.clear()
    proofs.on_erased.clear()
    with proofs.private.write() as writer:
        for table in ("nonce", "session", "consent", "data_read"):
            writer.execute(f"DELETE FROM {table}")
    return only_app


@pytest.fixture
def roll(app: FastAPI) -> History:
    history = History().founded().attest(1, address(HOLDER)).attest(2, address(OTHER))
    return history.save(app.state.context.database)


@pytest.fixture
def visitor(app: FastAPI, roll: History) -> Visitor:
    return Visitor(Client(app), HOLDER)


def code(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["code"])


def session(visitor: Visitor) -> Any:
    return visitor.ask("GET", "/session").json()["session"]


def test_who_signs_is_signed_in_until_they_sign_out(visitor: Visitor) -> None:
    assert session(visitor) is None
    answer = visitor.sign_in()
    assert answer.status_code == 200, answer.text
    shown = answer.json()["session"]
    assert (shown["account"], shown["holder"]["kind"], shown["begun"]) == (HOLDER.address, 1, NOW)
    assert session(visitor) == shown
    token = visitor.cookie
    assert visitor.ask("DELETE", "/session").status_code == 204
    assert visitor.cookie == ""
    visitor.cookie = token
    assert session(visitor) is None, "the server has forgotten it, not the browser alone"


def test_the_cookie_is_of_this_host_and_out_of_the_reach_of_scripts(visitor: Visitor) -> None:
    answer = visitor.sign_in()
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-lexiarch=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} < set(cookie.split("; "))
    assert answer.headers["cache-control"] == "no-store"


def test_an_account_without_an_id_signs_in_as_nothing_more(app: FastAPI, roll: History) -> None:
    shown = Visitor(Client(app), NOBODY).sign_in().json()["session"]
    assert (shown["account"], shown["holder"]) == (NOBODY.address, None)


CHANGES = {
    "domain": "evil.example",
    "address": OTHER.address,
    "statement": "Sign in to give all your tokens away.",
    "uri": "https://dao.example/other",
    "version": "2",
    "chain_id": 1,
    "nonce": "a" * 24,
    "issued_at": iso(NOW - 1),
    "expiration_time": iso(NOW + 1),
    "not_before": iso(NOW - 1),
    "request_id": "7",
    "resources": ["https://dao.example/secret"],
    "scheme": "https",
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_field_that_was_changed_after_signing_is_refused(visitor: Visitor, field: str) -> None:
    asked = visitor.invitation()
    signature = sign(HOLDER, message(asked))
    answer = visitor.hand_in(message({**asked, field: CHANGES[field]}), signature)
    assert answer.status_code in (400, 401, 503), answer.text
    assert code(answer) in {
        "SignInMessageInvalid", "SignInRefused", "NonceSpent", "SignatureInvalid", "NodeUnreachable",
    }  # fmt: skip
    assert session(visitor) is None


SIGNED = {
    "another domain": ({"domain": "evil.example"}, "SignInRefused"),
    "a domain that begins as ours": ({"domain": "dao.example.evil.example"}, "SignInRefused"),
    "our domain with a user": ({"domain": "user@dao.example"}, "SignInRefused"),
    "our domain with a port": ({"domain": "dao.example:8443"}, "SignInRefused"),
    "our domain in capitals": ({"domain": "DAO.example"}, "SignInRefused"),
    "another scheme": ({"scheme": "http"}, "SignInRefused"),
    "another statement": ({"statement": "Hello"}, "SignInRefused"),
    "no statement": ({"statement": None}, "SignInRefused"),
    "an empty statement": ({"statement": ""}, "SignInRefused"),
    "another uri": ({"uri": "https://evil.example"}, "SignInRefused"),
    "a uri that begins as ours": ({"uri": "https://dao.example.evil.example"}, "SignInRefused"),
    "our uri with a slash": ({"uri": "https://dao.example/"}, "SignInRefused"),
    "another version": ({"version": "2"}, "SignInMessageInvalid"),
    "another chain": ({"chain_id": 1}, "SignInRefused"),
    "our chain with a zero": ({"chain_id": "031337"}, "SignInMessageInvalid"),
    "a nonce of nobody's": ({"nonce": "a" * 24}, "NonceSpent"),
    "a short nonce": ({"nonce": "a" * 7}, "SignInMessageInvalid"),
    "issued too long ago": ({"issued_at": iso(NOW - NONCE_SECONDS - 1)}, "SignInRefused"),
    "issued in the future": ({"issued_at": iso(NOW + 61)}, "SignInRefused"),
    "issued never": ({"issued_at": "2026-02-31T00:00:00Z"}, "SignInMessageInvalid"),
    "issued in no zone": ({"issued_at": "2026-09-21T14:13:20"}, "SignInMessageInvalid"),
    "expired": ({"expiration_time": iso(NOW)}, "SignInRefused"),
    "not valid yet": ({"not_before": iso(NOW + 1)}, "SignInRefused"),
    "a request id": ({"request_id": "7"}, "SignInRefused"),
    "an empty request id": ({"request_id": ""}, "SignInRefused"),
    "resources": ({"resources": ["urn:recap:eyJhdHQiOnt9fQ"]}, "SignInRefused"),
    "no resources": ({"resources": []}, "SignInRefused"),
    "an address without checksum": ({"address": HOLDER.address.lower()}, "SignInMessageInvalid"),
    "an address of zeros": ({"address": "0x" + "0" * 40}, "NodeUnreachable"),
    "another address": ({"address": OTHER.address}, "NodeUnreachable"),
}


@pytest.mark.parametrize("what", SIGNED)
def test_a_message_with_one_field_of_its_own_is_refused_though_it_is_signed(
    visitor: Visitor, what: str
) -> None:
    changes, expected = SIGNED[what]
    answer = visitor.sign_in(**changes)
    assert (answer.status_code >= 400, code(answer)) == (True, expected)
    assert session(visitor) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("URI:", "uri:"),
        lambda text: text.replace("Chain ID: ", "Chain ID:  "),
        lambda text: text.replace(STATEMENT, STATEMENT + "\n\nURI: https://dao.example"),
        lambda text: text.replace("Version: 1\n", ""),
        lambda text: text.replace("dao.example wants", "dao.example\u200b wants"),
        lambda text: text + "\x00",
        lambda text: text + "\nResources:" + "\n- https://dao.example/a" * 50,
        lambda text: "",
    ],
)
def test_another_form_than_the_standards_is_refused(visitor: Visitor, change: Callable[[str], str]) -> None:
    text = change(message(visitor.invitation()))
    answer = visitor.hand_in(text, sign(HOLDER, text))
    assert (answer.status_code, code(answer)) == (400, "SignInMessageInvalid")


def test_with_the_scheme_of_the_site_it_is_taken(visitor: Visitor) -> None:
    assert visitor.sign_in(scheme="https").status_code == 200


def test_times_may_be_missing_or_have_fractions(visitor: Visitor) -> None:
    assert visitor.sign_in(expiration_time=None).status_code == 200
    assert visitor.sign_in(issued_at=iso(NOW).replace("Z", ".123Z"), not_before=iso(NOW)).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"signature": "0x"}, 400),
        ({"message": 7, "signature": "0x"}, 400),
        ({"message": "\ud800", "signature": "0x"}, 400),
        ({"message": "", "signature": "0xabc"}, 400),
        ({"message": "", "signature": "1234"}, 400),
        ({"message": "", "signature": "0x" + "00" * 20_000}, 400),
    ],
)
def test_what_cannot_be_read_is_refused(visitor: Visitor, body: Any, status: int) -> None:
    import json

    content = json.dumps(body)
    answer = visitor.ask("POST", "/sign-in", {**OWN, "Content-Type": "application/json"}, content=content)
    assert answer.status_code == status, answer.text


def test_a_nonce_is_good_once_and_for_ten_minutes(visitor: Visitor, now: list[float]) -> None:
    text = message(visitor.invitation())
    signature = sign(HOLDER, text)
    assert visitor.hand_in(text, signature).status_code == 200
    again = visitor.hand_in(text, signature)
    assert (again.status_code, code(again)) == (401, "NonceSpent")
    late = message({**visitor.invitation(), "expiration_time": None})
    now[0] += NONCE_SECONDS
    answer = visitor.hand_in(late, sign(HOLDER, late))
    assert (answer.status_code, code(answer)) == (401, "NonceSpent")


def test_a_wrong_signature_spends_the_nonce(visitor: Visitor) -> None:
    text = message(visitor.invitation())
    assert visitor.hand_in(text, sign(OTHER, text)).status_code == 503, "no node says whether it is a wallet"
    assert code(visitor.hand_in(text, sign(HOLDER, text))) == "NonceSpent"


@pytest.mark.postgres
def test_of_a_hundred_at_once_with_one_nonce_one_is_let_in(
    tmp_path: Path, create_database: Callable[[], str], now: list[float]
) -> None:
    app = make_app(make_settings(tmp_path, create_database), now)
    History().founded().attest(1, address(HOLDER)).save(app.state.context.database)
    with live(app) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        text = message(Visitor(client, HOLDER).invitation())
        body = {"message": text, "signature": sign(HOLDER, text)}

        def enter(_: int) -> int:
            return client.post("/api/v1/sign-in", json=body, headers=OWN).status_code

        with ThreadPoolExecutor(100) as crowd:
            answers = list(crowd.map(enter, range(100)))
        with app.state.proofs.private.read() as reader:
            sessions = reader.all("SELECT account FROM session")
    assert (answers.count(200), answers.count(401)) == (1, 99)
    assert sessions == [(address(HOLDER),)]


def test_a_sign_in_takes_the_server_less_than_300_ms(app: FastAPI, roll: History) -> None:
    """From the signed message to the cookie: half of them, on a machine that does other things, too."""
    with live(app) as server, httpx.Client(base_url=server.url) as client:
        visitor = Visitor(client, HOLDER)
        seconds = []
        for _ in range(10):
            text = message(visitor.invitation())
            signature = sign(HOLDER, text)
            answer = visitor.hand_in(text, signature)
            assert answer.status_code == 200
            seconds.append(answer.elapsed.total_seconds())
    assert median(seconds) < 0.3, seconds


FOREIGN = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://other.dao.example"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://dao.example"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
)
CHANGING = (
    ("POST", "/sign-in/nonce"),
    ("POST", "/sign-in"),
    ("DELETE", "/session"),
    ("DELETE", "/session/data"),
    ("DELETE", "/session/consents/1"),
)


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_another_website_changes_nothing(
    visitor: Visitor, method: str, path: str, headers: dict[str, str]
) -> None:
    visitor.sign_in()
    kept = visitor.cookie
    body = {"json": {"message": "", "signature": "0x"}} if method == "POST" else {}
    answer = visitor.ask(method, path, headers, **body)
    assert (answer.status_code, code(answer)) == (403, "OriginForeign")
    visitor.cookie = kept
    assert session(visitor) is not None


def test_a_form_of_another_website_is_no_json(visitor: Visitor) -> None:
    text = message(visitor.invitation())
    body = f'{{"message": {text!r}, "signature": "{sign(HOLDER, text)}"}}'
    answer = visitor.ask("POST", "/sign-in", {"Content-Type": "text/plain"}, content=body)
    assert answer.status_code == 400


def test_who_begins_another_session_ends_the_one_before(visitor: Visitor) -> None:
    visitor.sign_in()
    before = visitor.cookie
    visitor.sign_in()
    after = visitor.cookie
    visitor.cookie = before
    assert session(visitor) is None
    visitor.cookie = after
    assert session(visitor) is not None


@pytest.mark.parametrize("how", [End.EXITED, End.REVOKED])
def test_the_session_ends_with_the_id(app: FastAPI, roll: History, visitor: Visitor, how: End) -> None:
    visitor.sign_in()
    roll.at(100).end(1, address(HOLDER), how).save(app.state.context.database)
    assert session(visitor) is None
    assert visitor.ask("GET", "/session/data").status_code == 401


def consent_to_forum(app: FastAPI, number: int, account: Any) -> int:
    with app.state.proofs.private.write() as writer:
        note_read(writer, tag(number), "forum", ["holder"], "id_token", NOW)
        return give_consent(
            writer, address(account), tag(number), "forum", "The Forum", "To post", ["holder"], NOW
        )


def test_a_member_sees_revokes_and_erases_what_is_kept_and_nobody_else_does(
    app: FastAPI, visitor: Visitor
) -> None:
    mine, others = consent_to_forum(app, 1, HOLDER), consent_to_forum(app, 2, OTHER)
    assert visitor.ask("GET", "/session/data").status_code == 401
    visitor.sign_in()
    kept = visitor.ask("GET", "/session/data").json()
    assert [consent["id"] for consent in kept["consents"]] == [mine]
    assert (kept["sessions"], len(kept["reads"]), kept["reads"][0]["how"]) == (1, 1, "id_token")
    assert visitor.ask("DELETE", f"/session/consents/{others}").status_code == 404
    assert visitor.ask("DELETE", f"/session/consents/{mine}").status_code == 204
    assert visitor.ask("DELETE", f"/session/consents/{mine}").status_code == 404
    assert visitor.ask("GET", "/session/data").json()["consents"][0]["revoked_at"] == NOW
    assert visitor.ask("DELETE", "/session/data").status_code == 204
    assert session(visitor) is None
    visitor.sign_in()
    kept = visitor.ask("GET", "/session/data").json()
    assert (kept["consents"], kept["reads"]) == ([], [])
    with app.state.proofs.private.read() as reader:
        assert find_consent(reader, tag(2), "forum") is not None


def test_what_is_kept_follows_the_id_to_another_account(
    app: FastAPI, roll: History, visitor: Visitor
) -> None:
    number = consent_to_forum(app, 1, HOLDER)
    moved = roll.at(100).end(1, address(HOLDER), End.MOVED).attest(1, address(NOBODY))
    moved.save(app.state.context.database)
    visitor.sign_in()
    assert visitor.ask("GET", "/session/data").json()["consents"] == []
    assert visitor.ask("DELETE", f"/session/consents/{number}").status_code == 404
    there = Visitor(Client(app), NOBODY)
    there.sign_in()
    assert [each["id"] for each in there.ask("GET", "/session/data").json()["consents"]] == [number]


def test_who_has_left_still_sees_and_erases(app: FastAPI, roll: History, visitor: Visitor) -> None:
    number = consent_to_forum(app, 1, HOLDER)
    roll.at(100).end(1, address(HOLDER), End.EXITED).save(app.state.context.database)
    visitor.sign_in()
    assert [each["id"] for each in visitor.ask("GET", "/session/data").json()["consents"]] == [number]
    assert visitor.ask("DELETE", "/session/data").status_code == 204
    with app.state.proofs.private.read() as reader:
        assert find_consent(reader, tag(1), "forum") is None


def test_listeners_are_told_of_what_members_revoke_and_erase(app: FastAPI, visitor: Visitor) -> None:
    told: list[object] = []
    proofs: Proofs = app.state.proofs

    def revoked(_: Writer, person_tag: bytes, client: str) -> None:
        told.append((person_tag, client))

    def erased(_: Writer, account: bytes, tags: Any) -> None:
        told.append((account, list(tags)))

    proofs.on_revoked.append(revoked)
    proofs.on_erased.append(erased)
    number = consent_to_forum(app, 1, HOLDER)
    visitor.sign_in()
    visitor.ask("DELETE", f"/session/consents/{number}")
    visitor.ask("DELETE", "/session/data")
    assert told == [(tag(1), "forum"), (address(HOLDER), [tag(1)])]


def test_a_flood_of_nonces_leaves_a_bounded_number_and_the_newest(app: FastAPI) -> None:
    proofs: Proofs = app.state.proofs
    with proofs.private.write() as writer:
        rows = [(f"flood{number}", NOW + 1 + number) for number in range(MOST_NONCES + 50)]
        writer.insert_into("nonce", ("nonce", "expires"), rows)
        Sweep(lambda: NOW).run(writer)
        assert writer.one("SELECT count(*), min(expires) FROM nonce") == (MOST_NONCES, NOW + 51)
        Sweep(lambda: NOW + 10**6).run(writer)
        assert writer.one("SELECT count(*) FROM nonce") == (0,)


def test_who_tries_too_often_waits_and_others_do_not(app: FastAPI, visitor: Visitor) -> None:
    app.state.attempts = Buckets(0.5, lambda: 7.0)
    try:
        assert [visitor.ask("POST", "/sign-in/nonce").status_code for _ in range(2)] == [200, 200]
        for path, body in (("/sign-in/nonce", None), ("/sign-in", {"message": "", "signature": "0x"})):
            answer = visitor.ask("POST", path, json=body)
            assert (answer.status_code, code(answer)) == (429, "TooManyRequests")
            assert answer.headers["retry-after"] == "2"
        assert visitor.ask("GET", "/session").status_code == 200
    finally:
        app.state.attempts = None


def test_without_an_origin_nobody_signs_in(tmp_path: Path) -> None:
    names = iter(("index", "private"))
    settings = make_settings(tmp_path, lambda: f"sqlite:///{tmp_path / next(names)}.db")
    off = Client(create_site(settings.model_copy(update={"origin": ""}), with_indexer=False))
    assert code(off.request("POST", "/api/v1/sign-in/nonce")) == "SignInOff"
    assert not (tmp_path / "private.db").exists()
