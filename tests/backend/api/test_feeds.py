from xml.etree import ElementTree as ET

import pytest

from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.helpers.builders import History, account
from tests.helpers.client import Client

ATOM = "{http://www.w3.org/2005/Atom}"
ONE = address_text(account(1))


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.at(1).propose(1, "# Mill & <bridge>", by=1).save(index)
    return index


@pytest.mark.parametrize("path", ["/api/v1/feed.atom", f"/api/v1/accounts/{ONE}/feed.atom"])
def test_a_feed_names_its_own_address_and_the_pages(client: Client, filled: Database, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    root = ET.fromstring(answer.content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"http://test{path}"
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Proposed: Mill & <bridge>"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://test/proposals/1"


def test_the_calendar_is_a_calendar(client: Client, filled: Database) -> None:
    answer = client.get("/api/v1/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert answer.text.count("BEGIN:VEVENT") == 2
    assert "http://test/proposals/1" in answer.text


def test_an_account_that_is_none_has_no_feed(client: Client, filled: Database) -> None:
    answer = client.get("/api/v1/accounts/0x12/feed.atom")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "AddressInvalid")


def test_pages_tell_of_the_feeds(client: Client, filled: Database) -> None:
    front = client.get("/").text
    assert '<link rel="alternate" type="application/atom+xml" href="/api/v1/feed.atom"' in front
    assert '<link rel="alternate" type="text/calendar" href="/api/v1/calendar.ics"' in front
    assert f'href="/api/v1/accounts/{ONE}/feed.atom"' in client.get(f"/accounts/{ONE}").text
