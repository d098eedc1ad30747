from xml.etree import ElementTree as ET

import pytest

from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.helpers.builders import DELAY, FOR, PERIOD, START, History, account
from tests.helpers.client import Client
from tests.helpers.html import Html
from tests.helpers.subscriber import Read, read_calendar, read_feed

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


FOLLOWED = {
    "/": {"feed.atom", "calendar.ics"},
    "/proposals/1": {"feed.atom", "calendar.ics"},
    f"/proposals/1?account={ONE}": {"feed.atom", "calendar.ics", "reminders.atom", "reminders.ics"},
    f"/accounts/{ONE}": {"feed.atom", "calendar.ics", "reminders.atom", "reminders.ics"},
    f"/notifications?account={ONE}": {"feed.atom", "calendar.ics", "reminders.atom", "reminders.ics"},
}
"""Pages, and what can be followed from them."""
HOSTILE = '# <b>"Mill"</b> & co; a, b\\n\u202e\x00 END:VEVENT'


def read(client: Client, path: str) -> list[Read]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    feed = path.endswith(".atom")
    assert answer.headers["content-type"].startswith("application/atom+xml" if feed else "text/calendar")
    return read_feed(answer.content) if feed else read_calendar(answer.content)


@pytest.mark.parametrize("page", FOLLOWED)
def test_whatever_can_be_followed_from_a_page_is_read_by_other_programs(
    client: Client, index: Database, history: History, page: str
) -> None:
    history.at(0).power(1, 5).propose(1, HOSTILE, by=1).at(DELAY + 1).save(index)
    elements = Html(client.get(page).text).elements
    links = {
        each.attributes["href"]
        for each in elements
        if each.tag in ("a", "link") and "href" in each.attributes
    }
    followed = {link for link in links if link.endswith((".atom", ".ics"))}
    assert {link.rpartition("/")[2] for link in followed} == FOLLOWED[page]
    for link in followed:
        entries = read(client, link)
        assert entries, link
        assert all("Mill" in entry.title for entry in entries)
        assert all(entry.link.startswith("http://test/") for entry in entries)


def test_a_calendar_rings_before_the_end_and_is_called_off_by_the_ballot(
    client: Client, index: Database, history: History
) -> None:
    history.at(0).power(1, 5).propose(1, "# Mill").at(DELAY + 1).save(index)
    calendar, feed = (f"/api/v1/accounts/{ONE}/reminders.{kind}" for kind in ("ics", "atom"))
    (event,) = read(client, calendar)
    assert (event.status, event.alarms) == ("CONFIRMED", (1440, 120))
    assert event.at.timestamp() == START + DELAY + PERIOD
    assert event.link == f"http://test/proposals/1?account={ONE}#ballot"
    assert len(read(client, feed)) == 1
    history.vote(1, 1, FOR, 5).at(DELAY + 2).save(index)
    (after,) = read(client, calendar)
    assert (after.id, after.status, after.alarms) == (event.id, "CANCELLED", ())
    assert read(client, feed) == []
