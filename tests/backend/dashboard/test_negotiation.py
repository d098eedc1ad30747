"""Pages come in the reader's language, and what is kept of one is never shown in another."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from lexiarch.app import create_site
from lexiarch.dashboard.negotiation import COOKIE, choose
from lexiarch.settings import Settings
from tests.helpers.builders import History, make_deployment
from tests.helpers.client import Client
from tests.helpers.html import Html

GERMAN = {"Accept-Language": "de-DE,de;q=0.9,en;q=0.8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def chosen(accepted: str | None = None, cookie: str | None = None, *, by_script: bool = False) -> str:
    headers = {"accept-language": accepted, "cookie": cookie, "hx-request": "true" if by_script else None}
    raw = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    return choose(HTTPConnection({"type": "http", "headers": raw})).code


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, de;q=0.5, en;q=0.7", "en"),
        ("fr,it;q=0.5", "en"),
        ("en;q=0.2,de;q=0.3", "de"),
        ("de;q=0,en;q=0.1", "en"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("de ; q = 0.5", "de"),
        ("de;q=2", "en"),
        ("de;q=x, en;q=0.1", "en"),
        ("german", "en"),
        (",,;q=1,\x00,", "en"),
        ("x" * 10_000 + ",de", "en"),
    ],
)
def test_the_browser_is_asked_which_language_it_wants(accepted: str | None, code: str) -> None:
    assert chosen(accepted) == code


def test_a_choice_counts_more_than_the_browser_s_wish() -> None:
    assert chosen("de", f"{COOKIE}=en") == "en"
    assert chosen("en", f"a=b; {COOKIE}=de") == "de"
    assert chosen(None, f"{COOKIE}=de") == "de"


@pytest.mark.parametrize("cookie", ["tlh", "", "../de", '"de', "%00"])
def test_a_choice_that_there_is_not_is_none(cookie: str) -> None:
    assert chosen("de", f"{COOKIE}={cookie}") == "de"


def test_a_part_comes_in_the_language_of_the_page_that_asks_for_it() -> None:
    assert chosen("de", f"{COOKIE}=en", by_script=True) == "de"
    assert chosen("fr", f"{COOKIE}=de", by_script=True) == "de"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("negotiation")
    (folder / "deployment.json").write_text(make_deployment().model_dump_json())
    url = f"sqlite:///{folder / 'index.db'}"
    return Settings(
        deployment=folder / "deployment.json",
        database_url=url,
        rpc_url="http://127.0.0.1:9",
        rate_per_second=0,
    )


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[FastAPI]:
    app = create_site(settings, with_indexer=False)
    History().founded().at(1).propose(7, "# Mill").save(app.state.context.database)
    yield app
    app.state.context.database.close()


@pytest.fixture
def client(app: FastAPI) -> Client:
    return Client(app)


def test_a_page_says_in_which_language_it_is(client: Client) -> None:
    for headers, code in (({}, "en"), (GERMAN, "de")):
        answer = client.get("/", headers=headers)
        assert answer.headers["content-language"] == code
        assert Html(answer.text).one("html").attributes["lang"] == code
        assert {"Cookie", "Accept-Language"} <= set(answer.headers["vary"].split(", "))


def test_a_page_that_is_kept_is_kept_by_its_language(client: Client) -> None:
    pages = {code: client.get("/", headers={"Cookie": f"{COOKIE}={code}"}) for code in ("en", "de")}
    assert [Html(page.text).one("html").attributes["lang"] for page in pages.values()] == ["en", "de"]
    assert pages["en"].headers["etag"] != pages["de"].headers["etag"]
    for asked, known, status in (("en", "en", 304), ("de", "de", 304), ("en", "de", 200), ("de", "en", 200)):
        headers = {"Cookie": f"{COOKIE}={asked}", "If-None-Match": pages[known].headers["etag"]}
        answer = client.get("/", headers=headers)
        assert answer.status_code == status
        assert "Cookie" in answer.headers["vary"]


def test_parts_and_errors_are_in_the_language_too(client: Client) -> None:
    for path in ("/freshness", "/proposals/7/eligibility?account=0x" + "1" * 40, "/nowhere", "/proposals/8"):
        answer = client.get(path, headers=GERMAN | {"Accept": "text/html"})
        assert answer.headers["content-language"] == "de", path


def test_the_api_speaks_english_to_everybody(client: Client) -> None:
    for path in ("/api/v1/proposals", "/api/v1/proposals/8", "/api/v1/feed.atom"):
        plain, german = client.get(path), client.get(path, headers=GERMAN)
        assert plain.content == german.content
        assert plain.headers.get("etag") == german.headers.get("etag")
        assert "Cookie" not in german.headers.get("vary", "")


def send(client: Client, **form: str) -> httpx.Response:
    return client.request("POST", "/language", content=urlencode(form), headers=FORM)


def test_a_choice_is_remembered_and_leads_back(client: Client) -> None:
    menu = Html(client.get("/proposals?state=active").text)
    back = menu.one("input", name="back").attributes["value"]
    assert back == "/proposals?state=active"
    answer = send(client, language="de", back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=de; ")
    assert {"HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    page = client.get(back, headers={"Cookie": cookie.split(";")[0]})
    assert Html(page.text).one("html").attributes["lang"] == "de"


def test_the_cookie_is_for_encrypted_ways_alone_where_there_is_one(client: Client) -> None:
    answer = client.request("POST", "https://test/language", content="language=de", headers=FORM)
    assert "Secure" in answer.headers["set-cookie"].split("; ")
    assert "Secure" not in send(client, language="de").headers["set-cookie"]


@pytest.mark.parametrize(
    "back",
    ["", "//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "evil", "/%0a\n"],
)
def test_a_choice_leads_nowhere_else(client: Client, back: str) -> None:
    assert send(client, language="de", back=back).headers["location"] == "/"


@pytest.mark.parametrize("form", [{}, {"language": "tlh"}, {"language": "../de"}])
def test_an_unknown_language_is_refused_and_nothing_is_remembered(
    client: Client, form: dict[str, str]
) -> None:
    answer = send(client, **form)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
    assert "en, de" in answer.json()["error"]["remedy"]


def test_a_choice_that_is_no_text_is_refused(client: Client) -> None:
    answer = client.request("POST", "/language", content=b"\xff\xfe=\xff", headers=FORM)
    assert answer.status_code == 400


def test_below_a_path_the_menu_and_the_cookie_stay_there(settings: Settings) -> None:
    app = create_site(settings.model_copy(update={"base_path": "/dao"}), with_indexer=False)
    client = Client(app)
    page = Html(client.get("/proposals").text)
    assert page.one("input", name="back").attributes["value"] == "/dao/proposals"
    assert page.one("form", class_="languages").attributes["action"] == "/dao/language"
    answer = send(client, language="de", back="/dao/proposals")
    assert "Path=/dao/" in answer.headers["set-cookie"]
    assert answer.headers["location"] == "/dao/proposals"
    assert send(client, language="de", back="/other").headers["location"] == "/dao/"
    app.state.context.database.close()


def test_the_page_over_several_daos_and_all_of_them_share_a_choice(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "daos.toml").write_text(f'[[dao]]\nslug = "ours"\ndeployment = "{settings.deployment}"\n')
    client = Client(
        create_site(settings.model_copy(update={"config": tmp_path / "daos.toml"}), with_indexer=False)
    )
    page = client.get("/", headers=GERMAN)
    assert Html(page.text).one("html").attributes["lang"] == page.headers["content-language"] == "de"
    assert "Token und Personen stimmen ab" in Html(page.text).test_id("dao").text
    assert Html(client.get("/").text).one("html").attributes["lang"] == "en"
    assert {"Cookie", "Accept-Language"} <= set(page.headers["vary"].split(", "))
    below = Html(client.get("/ours/members", headers=GERMAN | {"Accept": "text/html"}).text)
    assert below.one("input", name="back").attributes["value"] == "/ours/members"
    for path in ("/language", "/ours/language"):
        answer = client.request("POST", path, content="language=de&back=/ours/members", headers=FORM)
        assert answer.headers["location"] == "/ours/members"
        assert "Path=/" in answer.headers["set-cookie"].split("; ")
