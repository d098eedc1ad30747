"""What strangers write on the chain stands there and does nothing, even where nothing makes it harmless."""

import csv
import io
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from lexiarch import app as application
from lexiarch.app import create_app
from lexiarch.dashboard import rendering
from lexiarch.dashboard.pages.propose import LONGEST
from lexiarch.indexer.daos import load_daos
from lexiarch.settings import Settings
from lexiarch.views.text import plain
from lexiarch.views.titles import title_of
from tests.e2e.conftest import PERSONS
from tests.helpers.cast import person
from tests.helpers.dao import Dao
from tests.helpers.hostile import BEYOND_POLICY, EVERYTHING, FAMILIES, SUM
from tests.helpers.hostile_chain import JOIN, Packs, said, write_refusals, write_texts
from tests.helpers.pages import OVERFLOW
from tests.helpers.server import live
from tests.helpers.service import Service, serving
from tests.helpers.watch import Watch, watching

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

AUTHOR = PERSONS[0]
TEXTS = [said(text) for text in EVERYTHING]
TITLES = [title_of(text + JOIN.decode()) for text in TEXTS]
REFUSALS = [texts[0] for texts in FAMILIES.values()]
Bare = Callable[..., AbstractContextManager[str]]
ATOM = "{http://www.w3.org/2005/Atom}"
AROUND = """() => ({
  heading: document.querySelector("h1").textContent,
  parts: [...document.querySelectorAll("main section[id]")].map((each) => each.id),
  body: [...document.body.children].map((each) => each.localName),
  footer: document.querySelector("footer").checkVisibility(),
  words: document.body.innerText,
})"""
"""What must be there whatever the text is."""
ACT = """() => {
  for (const each of document.querySelectorAll("body *")) {
    const names = [...each.attributes].map(({ name }) => name);
    for (const name of names) if (name.startsWith("on")) each.dispatchEvent(new Event(name.slice(2)));
    const target = each.getAttribute("href") ?? each.getAttribute("xlink:href") ?? "";
    if (/^\\W*j\\W*a\\W*v\\W*a/.test(target)) each.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
}"""
"""Does what a reader's mouse and keyboard would set off."""

TYPE = """(input, text) => {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""
"""At once, whatever it is: key by key, thousands of line breaks take a minute."""


@pytest.fixture(scope="module")
def packs(dao: Dao) -> Packs:
    packs = write_texts(dao, EVERYTHING, AUTHOR, PERSONS)
    write_refusals(dao, [text.encode() for text in REFUSALS], AUTHOR)
    return packs


@pytest.fixture(scope="module")
def service(
    dao: Dao, packs: Packs, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    log: Path = tmp_path_factory.mktemp("service") / "log"
    with serving(dao.deployment_path, dao.node_url, database_url, log, rate_per_second=0) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        yield service


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    with watching(browser.browser_type, width=320) as watch:
        yield watch


def line(text: str) -> str:
    """As one line of a page shows it."""
    return re.sub(r"[ \t\n\f\r]+", " ", plain(text)).strip()


def letters(text: str) -> str:
    """What quoting leaves as it is."""
    return re.sub(r"\W", "", plain(text))


def texts_of(page: Page, selector: str) -> list[str]:
    return [line(text) for text in page.locator(selector).all_text_contents()]


# ---- as it is


def look(watch: Watch, url: str) -> dict[str, Any]:
    """Opens a page on which all that is ours must be in its place."""
    watch.open(url)
    found: dict[str, Any] = watch.page.evaluate(AROUND)
    assert found["footer"], url
    assert found["body"] == ["a", "header", "main", "footer", "p", "dialog"], url
    assert SUM not in found["words"], url
    assert watch.page.evaluate(OVERFLOW) <= 0, f"{url} is too wide"
    return found


def assert_nothing_happened(watch: Watch) -> None:
    assert watch.ran == []
    assert watch.foreign == []
    assert watch.neighbour.connections == 0
    assert watch.errors == []


def test_every_page_shows_every_text_and_all_that_is_around_it(
    service: Service, packs: Packs, watch: Watch
) -> None:
    look_at_proposals(service, packs, watch)
    look_at_lists(service, watch)
    look_at_voters(service, packs, watch)
    assert_nothing_happened(watch)
    assert watch.stopped == []


def look_at_proposals(service: Service, packs: Packs, watch: Watch) -> None:
    page, usual = watch.page, None
    for first, number in packs.packs:
        pack = TEXTS[first : first + packs.size]
        found = look(watch, f"{service.url}/proposals/{number}")
        assert line(found["heading"]) == line(TITLES[first])
        assert texts_of(page, "td.reason") == [line(text) for text in reversed(pack)]
        words = texts_of(page, "#actions .sentence")
        for sentence, text in zip(words, pack, strict=True):
            told = f"Add a schema for a person to the list: “{text}”."
            assert sentence == line(told) or text.encode() not in EVERYTHING, "told, or no UTF-8"
        assert page.locator("#description").inner_text().strip() != "Description"
        usual = usual or found["parts"]
        assert found["parts"] == usual, number
        assert line(look(watch, f"{service.url}/proposals/{number}/simulation")["heading"]) == line(
            TITLES[first]
        )
        effects = zip(texts_of(page, ".effects li"), pack, strict=True)
        for words, text in effects:
            assert words.endswith(line(f"definition\xa0{text}")), (words, text)
    look(watch, f"{service.url}/proposals/{packs.ids[0]}/nonvoters")


def look_at_lists(service: Service, watch: Watch) -> None:
    look(watch, f"{service.url}/issuers")
    grounds = set(texts_of(watch.page, "[data-testid=ground]"))
    assert {line(text) for text in TEXTS} <= grounds
    look(watch, service.url)
    url, listed = f"{service.url}/proposals", []
    while url:
        look(watch, url)
        listed += texts_of(watch.page, "[data-testid=proposal-row] h2")
        older = watch.page.get_by_test_id("older")
        url = service.url + (older.get_attribute("href") or "") if older.count() else ""
    expected = [*map(line, TITLES), *(f"Refusal {number}" for number in range(len(REFUSALS)))]
    for found, wanted in zip(reversed(listed), expected, strict=True):
        assert found == wanted
    for number, text in enumerate(REFUSALS):
        refused = service.get(f"/proposals?limit={len(REFUSALS)}")["items"][-1 - number]["id"]
        look(watch, f"{service.url}/proposals/{refused}/simulation")
        assert letters(text) in letters(watch.page.get_by_test_id("tried").text_content() or "")


def look_at_voters(service: Service, packs: Packs, watch: Watch) -> None:
    for place, voter in enumerate(PERSONS):
        reasons, url = [], f"{service.url}/accounts/{person(voter).address}?kind=vote"
        while url:
            look(watch, url)
            rows = watch.page.get_by_test_id("act")
            reasons += [line("".join(row.locator(".reason").all_text_contents())) for row in rows.all()]
            older = watch.page.get_by_test_id("history-older")
            url = service.url + (older.get_attribute("href") or "") if older.count() else ""
        assert reasons == [line(text) for text in reversed(TEXTS[place :: packs.size])]


# ---- with nothing that makes texts harmless


@pytest.fixture
def bare(service: Service, dao: Dao, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Bare:
    """Serves the same index on pages in which these filters let texts pass as they are."""

    @contextmanager
    def serve(*filters: str) -> Iterator[str]:
        for name in filters:
            monkeypatch.setitem(rendering._FILTERS, name, Markup)
        settings = Settings(
            deployment=dao.deployment_path, rpc_url=dao.node_url, database_url=database_url, rate_per_second=0
        )
        with live(create_app(load_daos(settings)[0], with_indexer=False)) as server:
            yield server.url

    return serve


def packs_that_a_policy_stops(packs: Packs) -> list[int]:
    return [
        number for first, number in packs.packs if not BEYOND_POLICY & set(TEXTS[first : first + packs.size])
    ]


def provoke(watch: Watch, url: str) -> None:
    watch.open(url)
    watch.page.evaluate(ACT)


def test_the_policy_alone_keeps_every_text_from_acting(bare: Bare, packs: Packs, watch: Watch) -> None:
    numbers = packs_that_a_policy_stops(packs)
    assert len(numbers) >= len(packs.packs) - 2
    with bare("prose") as url:
        preview_everything(watch, url)
    with bare("prose", "plain") as url:
        for number in numbers:
            provoke(watch, f"{url}/proposals/{number}")
    # a browser may connect ahead to where a form would lead, without a request; and what a text breaks of our
    # own page is the filters' matter
    assert watch.ran == []
    assert watch.foreign == []
    stopped = Counter(each.split()[0] for each in watch.stopped)
    assert {"script-src-elem", "script-src-attr", "style-src-attr", "img-src", "frame-src"} <= set(stopped)
    assert stopped["script-src-attr"] > 100


def preview_everything(watch: Watch, url: str) -> None:
    """What htmx puts into the page that makes proposals: the server's answers, whatever is in them."""
    page = watch.page
    for texts in in_parts([text for text in TEXTS if text not in BEYOND_POLICY]):
        watch.open(f"{url}/propose")
        page.get_by_test_id("kind").select_option("statement")
        page.get_by_test_id("add-action").click()
        page.get_by_test_id("draft-title").evaluate(TYPE, f"T {texts[0][:190]}")
        page.get_by_test_id("draft-body").evaluate(TYPE, JOIN.decode().join(texts))
        with page.expect_response(re.compile("/propose/preview$")) as answer:
            page.get_by_test_id("preview-button").click()
        assert answer.value.ok
        page.locator("#previewed").wait_for(state="attached")
        page.evaluate(ACT)


def in_parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """As many at a time as a draft holds."""
    part: list[str] = []
    for text in texts:
        if sum(map(len, part)) + len(text) + 200 * len(part) > LONGEST:
            yield part
            part = []
        part.append(text)
    yield part


def test_without_the_policy_they_would_act(
    bare: Bare, packs: Packs, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (application, rendering):
        monkeypatch.setattr(
            module, "content_security_policy", lambda *_, **__: "default-src * 'unsafe-inline'"
        )
    with bare("prose", "plain") as url:
        for number in packs_that_a_policy_stops(packs)[:12]:
            provoke(watch, f"{url}/proposals/{number}")
    assert len(watch.ran) > 20
    assert watch.neighbour.connections > 0


# ---- in files


def fetch(service: Service, path: str) -> str:
    with urllib.request.urlopen(f"{service.url}/api/v1{path}", timeout=60) as answer:
        assert len(answer.headers.get_all("content-type")) == 1
        return bytes(answer.read()).decode()


def test_each_row_of_a_file_is_one_row(service: Service, packs: Packs) -> None:
    for name, count, column, texts in (
        ("votes", len(TEXTS), "reason", TEXTS),
        ("proposals", len(TEXTS) + len(REFUSALS), "title", TITLES),
    ):
        table = csv.reader(io.StringIO(fetch(service, f"/export/{name}.csv"), newline=""), strict=True)
        head, *rows = list(table)
        assert {len(row) for row in rows} == {len(head)}
        assert len(rows) == count
        place = head.index(column)
        cells = Counter(row[place] for row in rows)
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＠"))]
        bare = Counter(cell.removeprefix("'") for cell in cells.elements())
        assert not Counter(text.removeprefix("'") for text in texts) - bare
        lines = fetch(service, f"/export/{name}.ndjson").split("\n")
        assert lines.pop() == ""
        told = Counter(json.loads(line)[column] for line in lines)
        assert told.total() == count
        assert not Counter(texts) - told


def test_feeds_and_calendars_are_well_formed_and_have_no_entry_too_many(
    service: Service, packs: Packs
) -> None:
    accounts = [f"/accounts/{person(number).address}/feed.atom" for number in PERSONS]
    for path in ("/feed.atom", *accounts):
        feed = ET.fromstring(fetch(service, path))
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 50
        for entry in entries:
            tags = [child.tag.removeprefix(ATOM) for child in entry]
            assert tags == ["id", "title", "updated", "link", "content"]
    wanted = {plain(f"Vote ends: {title}") for title in TITLES}
    found = set()
    for path in ["/calendar.ics", *(f"/proposals/{number}/calendar.ics" for number in packs.ids)]:
        calendar = icalendar.Calendar.from_ical(fetch(service, path))
        assert {each.name for each in calendar.walk()} == {"VCALENDAR", "VEVENT"}
        assert calendar.errors == []
        found |= {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
        assert "forged" not in {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert {each.replace("\t", " ").replace("\r", "") for each in wanted} <= found
