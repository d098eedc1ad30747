import time
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.api import etags
from lexiarch.app import create_site
from lexiarch.domain.words import Change
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.meta import Contact, save_comparison, save_contact
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import History, account, make_deployment, tag, tell
from tests.helpers.client import Client

ONE, ISSUER = address_text(account(1)), address_text(account(900))
DATA = [
    "/api/v1/proposals",
    "/api/v1/proposals/7",
    "/api/v1/proposals/7/votes",
    f"/api/v1/proposals/7/eligibility/{ONE}",
    "/api/v1/proposals/7/progress",
    "/api/v1/proposals/7/secret-ballots",
    "/api/v1/proposals/7/simulation",
    "/api/v1/proposals/7/calendar.ics",
    f"/api/v1/proposals/eligibility/{ONE}",
    "/api/v1/proposals/7/nonvoters",
    "/api/v1/participation",
    f"/api/v1/accounts/{ONE}",
    f"/api/v1/accounts/{ONE}/acts",
    f"/api/v1/accounts/{ONE}/power",
    f"/api/v1/accounts/{ONE}/power/history",
    f"/api/v1/accounts/{ONE}/delegators",
    f"/api/v1/accounts/{ONE}/delegations",
    f"/api/v1/accounts/{ONE}/votes",
    f"/api/v1/accounts/{ONE}/id",
    f"/api/v1/accounts/{ONE}/data",
    f"/api/v1/accounts/{ONE}/open-votes",
    f"/api/v1/accounts/{ONE}/feed.atom",
    f"/api/v1/accounts/{ONE}/reminders.atom",
    f"/api/v1/accounts/{ONE}/reminders.ics",
    "/api/v1/holders",
    f"/api/v1/holders/{hash_text(tag(1))}",
    "/api/v1/issuers",
    f"/api/v1/issuers/{ISSUER}",
    "/api/v1/grounds",
    "/api/v1/tree",
    "/api/v1/delegates",
    "/api/v1/delegates?order=votes",
    "/api/v1/delegates/draw",
    "/api/v1/feed.atom",
    "/api/v1/calendar.ics",
]
STATUS = [
    "/api/v1/status",
    "/api/v1/overview",
    "/",
    "/proposals",
    "/proposals/7",
    "/proposals/7/nonvoters",
    "/proposals/7/simulation",
    f"/proposals/7/eligibility?account={ONE}",
    f"/open-votes?account={ONE}",
    f"/accounts/{ONE}",
    f"/accounts/{ONE}/id",
    f"/accounts/{ONE}/ballot-key",
    f"/accounts/{ONE}/data",
    "/accept",
    "/members",
    "/delegates",
    "/issuers",
    f"/issuers/{ISSUER}",
    "/desk",
    f"/desk/renewals?account={ISSUER}",
    "/propose",
    "/notifications",
    f"/notifications?account={ONE}",
    "/freshness",
]
UNTAGGED = {
    "/api/v1/drafts/preview",  # what it answers depends on a body
    "/api/v1/proposals/{id}/tree",  # it has one of its own: a frozen tree stays as it is
    "/api/v1/tree/leaves",  # likewise: a tree stays as it is until a leaf changes
    "/api/v1/sign-in",  # these are about who is signed in, and kept by nobody
    "/api/v1/sign-in/nonce",
    "/api/v1/session",
    "/api/v1/session/data",
    "/api/v1/session/consents/{id}",
    "/api/v1/credentials",
    "/api/v1/credentials/offers",
    "/api/v1/credentials/end",
    "/health",
    "/ready",
    "/metrics",
    "/api/v1/events",
    "/api/v1/accounts/{address}/export.json",
    "/api/v1/accounts/{address}/export/{what}.csv",
    "/api/v1/accounts/{address}/export/{what}.ndjson",
    "/api/v1/export/{what}.csv",
    "/api/v1/export/{what}.ndjson",
}


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.at(1).propose(7, "# Mill").schema().accredit(1, 900).attest(1, 1).save(index)
    return index


def ask(client: Client, path: str, known: str | None = None) -> httpx.Response:
    return client.get(path, headers={} if known is None else {"If-None-Match": known})


def tag_of(client: Client, path: str) -> str:
    answer = ask(client, path)
    assert answer.status_code == 200, (path, answer.text)
    return str(answer.headers["etag"])


def test_every_route_of_the_api_is_tagged_or_has_a_reason_not_to_be(client: Client, filled: Database) -> None:
    described = set(client.get("/api/v1/openapi.json").json()["paths"])
    names = {ONE: "{address}", ISSUER: "{address}", "/7": "/{id}", hash_text(tag(1)): "{person_tag}"}
    tried = set()
    for path in DATA + STATUS:
        named = path
        for value, name in names.items():
            named = named.replace(value, name)
        tried.add(named)
    assert described - tried == UNTAGGED


@pytest.mark.parametrize("path", DATA + STATUS)
def test_who_has_the_present_answer_gets_no_other(client: Client, filled: Database, path: str) -> None:
    first = ask(client, path)
    again = ask(client, path, first.headers["etag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", DATA + STATUS)
def test_every_change_and_every_block_makes_another_answer(
    client: Client, filled: Database, history: History, path: str
) -> None:
    before = tag_of(client, path)
    tell(filled, Change.PROPOSAL, "7")
    changed = ask(client, path, before)
    assert changed.status_code == 200
    history.at(2).save(filled)
    later = ask(client, path, changed.headers["etag"])
    assert later.status_code == 200
    assert len({before, changed.headers["etag"], later.headers["etag"]}) == 3


def test_nothing_is_built_for_who_has_it(
    client: Client, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tag_of(client, "/api/v1/proposals")

    def fail(*_: object) -> None:
        raise AssertionError("built")

    monkeypatch.setattr("lexiarch.api.proposals.build_proposals", fail)
    assert ask(client, "/api/v1/proposals", known).status_code == 304
    assert ask(client, "/api/v1/proposals").status_code == 200  # made before
    assert ask(client, "/api/v1/proposals?limit=7").status_code == 500


def test_what_says_how_fresh_it_is_changes_with_that(client: Client, filled: Database) -> None:
    data = tag_of(client, "/api/v1/proposals")
    seen = {tag_of(client, "/api/v1/status")}
    with filled.write() as writer:
        save_comparison(writer, 1, ["supply is 7, the contract says 8"])
    seen.add(tag_of(client, "/api/v1/status"))
    with filled.write() as writer:
        save_contact(writer, Contact(int(time.time()), None))
    seen.add(tag_of(client, "/api/v1/status"))
    with filled.write() as writer:
        save_contact(writer, Contact(int(time.time()) - 600, None))
    seen.add(tag_of(client, "/api/v1/status"))
    assert len(seen) == 4
    assert tag_of(client, "/api/v1/proposals") == data


def test_silence_alone_changes_a_page(
    client: Client, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.write() as writer:
        save_contact(writer, Contact(int(time.time()), None))
    known = tag_of(client, "/")
    assert ask(client, "/", known).status_code == 304
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert ask(client, "/", known).status_code == 200


@pytest.mark.parametrize("form", ["{}", '"a", {}', '{} , W/"b"', "*"])
def test_tags_are_known_in_every_form(client: Client, filled: Database, form: str) -> None:
    known = form.format(tag_of(client, "/api/v1/proposals"))
    assert ask(client, "/api/v1/proposals", known).status_code == 304
    strong = known.replace('W/"', '"')
    assert ask(client, "/api/v1/proposals", strong).status_code == 304


@pytest.mark.parametrize("known", ['"a"', 'W/""', "", "a, b"])
def test_other_tags_are_not_known(client: Client, filled: Database, known: str) -> None:
    assert ask(client, "/api/v1/proposals", known).status_code == 200


def test_an_address_has_a_tag_of_its_own(client: Client, filled: Database) -> None:
    paths = ["/api/v1/proposals", "/api/v1/proposals?limit=5", "/api/v1/proposals?limit=6", "/api/v1/holders"]
    assert len({tag_of(client, path) for path in paths}) == len(paths)


@pytest.mark.parametrize("path", ["/api/v1/proposals/8", "/api/v1/proposals/x", "/api/v1/proposals?limit=0"])
def test_an_error_has_no_tag(client: Client, filled: Database, path: str) -> None:
    answer = ask(client, path, "*")
    assert answer.status_code >= 400
    assert "etag" not in answer.headers


def test_a_redirection_has_no_tag(client: Client, filled: Database) -> None:
    answer = ask(client, f"/accounts/{ONE.lower()}", "*")
    assert answer.status_code == 307
    assert "etag" not in answer.headers


def test_an_empty_index_answers_its_status_and_tags_it(client: Client, index: Database) -> None:
    assert ask(client, "/api/v1/status", tag_of(client, "/api/v1/status")).status_code == 304
    assert ask(client, "/api/v1/proposals", "*").status_code == 503


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/api/v1/export/votes.csv"])
def test_what_must_be_asked_anew_has_no_tag(client: Client, filled: Database, path: str) -> None:
    assert "etag" not in ask(client, path).headers


def test_an_answer_without_content_leaves_a_pages_own_policy(client: Client, filled: Database) -> None:
    first = ask(client, "/")
    again = ask(client, "/", first.headers["etag"])
    assert "content-security-policy" in first.headers
    assert "content-security-policy" not in again.headers


def test_all_processes_of_a_deployment_agree_and_others_do_not(
    app: FastAPI, settings: Settings, filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag_with(settings: Settings) -> str:
        return tag_of(Client(create_site(settings, with_indexer=False)), "/")

    mine = tag_of(Client(app), "/")
    assert tag_with(settings) == mine
    assert tag_with(settings.model_copy(update={"demo_wallet": True})) != mine
    renamed = tmp_path / "renamed.json"
    renamed.write_text(make_deployment().model_copy(update={"name": "Another"}).model_dump_json())
    assert tag_with(settings.model_copy(update={"deployment": renamed})) != mine
    monkeypatch.setattr("lexiarch.app.program_digest", lambda: "another program")
    assert tag_with(settings) != mine


def test_a_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "base.html"
    page.write_text("one")
    monkeypatch.setattr(etags, "files", lambda _: tmp_path)
    before = etags.program_digest()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("compiled")
    assert etags.program_digest() == before
    page.write_text("two")
    assert etags.program_digest() != before
