"""The pages in German, and in a language of brackets that shows which texts nobody could translate."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from lexiarch.app import create_site
from lexiarch.dashboard.languages import ENGLISH
from lexiarch.settings import Settings
from scripts._translations.browser import write_texts
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow
from tests.helpers.languages import bracketed, bracketed_catalogue, find_bare
from tests.helpers.pages import OVERFLOW, SOON, OpenReader, reading
from tests.helpers.server import LiveServer, live
from tests.helpers.service import Service
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]

FIVE = 5 * 10**18


@pytest.fixture
def open_in(browser: Browser, dao: Dao) -> Iterator[OpenReader]:
    """Browsers of readers of German."""
    with reading(browser, dao.node_url, locale="de-DE", timezone_id="UTC") as open_page:
        yield open_page


@pytest.fixture(scope="module")
def paid(dao: Dao, service: Service) -> Flow:
    """A payment that is voted on; 27 and 28 have voted."""
    call = dao.token.functions.transfer(person(37).address, FIVE)
    flow = dao.propose(27, "# Ένα έργο\n\nΛόγια.", [call]).wait_for_snapshot()
    flow.vote(FOR, 27).vote(AGAINST, 28, reason="Όχι.")
    service.wait_for_block(dao.web3.eth.block_number)
    return flow


def test_the_browser_s_language_is_spoken_and_another_can_be_chosen_without_javascript(
    service: Service, paid: Flow, browser: Browser
) -> None:
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.url}/proposals?state=active")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Vorschläge")).to_be_visible()
    page.get_by_role("button", name="English").click()
    assert page.url == f"{service.url}/proposals?state=active"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Proposals")).to_be_visible()
    page.goto(service.url)
    expect(page.get_by_role("heading", name="Open now")).to_be_visible()
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", name="Jetzt offen")).to_be_visible()
    context.close()


def test_the_choice_leads_back_to_what_the_reader_has_filtered(
    service: Service, paid: Flow, open_in: OpenReader
) -> None:
    page = open_in()
    page.goto(f"{service.url}/proposals/{paid.id}")
    page.get_by_role("link", name="Meiste Token zuerst").click()
    page.wait_for_url("**order=weight**")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Most tokens first")).to_have_attribute("aria-current", "true")


def test_a_page_goes_on_in_its_language_when_another_window_has_chosen_another(
    dao: Dao, service: Service, paid: Flow, open_in: OpenReader
) -> None:
    page = open_in(locale="en-US")
    page.goto(f"{service.url}/proposals/{paid.id}")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    other = page.context.new_page()
    other.goto(service.url)
    other.get_by_role("button", name="English").click()
    expect(other.locator("html")).to_have_attribute("lang", "en")
    paid.vote(FOR, 3)
    expect(page.locator("#votes-title")).to_contain_text("3 Stimmen", timeout=SOON)
    expect(page.get_by_test_id("freshness")).to_contain_text(re.compile("geprüft|verglichen"))
    expect(page.get_by_test_id("verdict")).to_contain_text("Beide Häuser müssen zustimmen.")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_a_german_votes_and_reads_german_from_the_first_press_to_the_receipt(
    service: Service, paid: Flow, open_in: OpenReader
) -> None:
    page = open_in(4)
    page.goto(f"{service.url}/proposals/{paid.id}")
    expect(page.locator("time[data-form=absolute]").first).to_contain_text(
        re.compile(r"\d\. \w+ \d{4}, \d\d:\d\d$")
    )
    page.get_by_role("button", name="Zum Abstimmen Wallet verbinden").click()
    expect(page.get_by_test_id("vote-standing")).to_have_text(
        "Sie stimmen mit 90.000 VALE im Haus der Token ab und als eine Person im Haus der Mitglieder."
    )
    page.get_by_test_id("vote-for").check()
    page.get_by_role("button", name="Abstimmen").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text(
        "Ihre Stimme ist gezählt. Es steht in Block", timeout=SOON
    )
    expect(page.get_by_test_id("receipt")).to_contain_text(
        "Gezählt: Dafür, mit 90.000 VALE, als eine Person.", timeout=2 * SOON
    )


def test_amounts_are_typed_as_one_writes_them_and_what_could_mean_two_things_is_refused(
    service: Service, open_in: OpenReader
) -> None:
    page = open_in(5)
    page.goto(f"{service.url}/propose")
    page.get_by_test_id("draft-title").fill("Ένα")
    page.get_by_test_id("kind").select_option("tokens")
    page.get_by_test_id("add-action").click()
    action = page.get_by_test_id("draft-action")
    action.locator("[data-name='0']").fill(person(37).address)
    for typed in ("1.250", "1.250,5", "1 250"):
        action.locator("[data-name='1']").fill(typed)
        page.get_by_test_id("preview-button").click()
        expect(action.locator("[data-field='1'] .error")).to_have_text(
            "Eine Zahl wie 1250,5, ohne Tausenderpunkte und Leerzeichen."
        )
    for typed in ("1250,5", "1250.5"):
        action.locator("[data-name='1']").fill(typed)
        page.get_by_test_id("preview-button").click()
        expect(page.get_by_test_id("action")).to_contain_text("1.250,5 VALE aus der Kasse an", timeout=SOON)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_german_page_breaks_an_accessibility_rule_or_the_narrowest_screen(
    service: Service, paid: Flow, open_in: OpenReader, theme: Literal["light", "dark"]
) -> None:
    account = person(3).address
    paths = ["/", "/proposals", f"/proposals/{paid.id}?account={account}", f"/proposals/{paid.id}/nonvoters"]
    paths += [
        f"/proposals/{paid.id}/simulation",
        "/propose",
        f"/accounts/{account}",
        "/members",
        "/delegates",
    ]
    paths += ["/issuers"]
    found = {}
    for width in (320, 1280):
        page = open_in(color_scheme=theme, viewport={"width": width, "height": 800})
        for path in paths:
            page.goto(service.url + path)
            expect(page.locator("html")).to_have_attribute("lang", "de")
            for summary in page.locator("details > summary").all():
                summary.click()
            found[(path, width)] = find_violations(page)
            assert page.evaluate(OVERFLOW) <= 0, f"{path} is too wide at {width} px"
    assert {where: what for where, what in found.items() if what} == {}


# ---- the language of brackets


@pytest.fixture
def brackets(dao: Dao, paid: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveServer]:
    """A server whose German is English in brackets, with names in other letters."""
    spoken = {"en": ENGLISH, "de": bracketed()}
    monkeypatch.setattr("lexiarch.dashboard.negotiation.languages", lambda: spoken)
    names = dao.deployment.model_copy(update={"name": "Δήμος", "token_symbol": "ΔΡΧ"})
    (tmp_path / "deployment.json").write_text(names.model_dump_json())
    settings = Settings(
        deployment=tmp_path / "deployment.json",
        rpc_url=dao.node_url,
        database_url=f"sqlite:///{tmp_path / 'index.db'}",
        poll_seconds=0.1,
        audit_seconds=3600,
    )
    app = create_site(settings)
    with live(app) as server:
        shown = Service(server.url, None)  # type: ignore[arg-type]  # no process: it is ours
        shown.wait_for_block(dao.web3.eth.block_number)
        yield server


@pytest.fixture
def open_bracketed(open_in: OpenReader, tmp_path: Path) -> OpenReader:
    """Its scripts have their texts in brackets, too."""
    write_texts("de", bracketed_catalogue(), tmp_path)
    texts = (tmp_path / "de.json").read_text()

    def open_page(number: int | None = None) -> Page:
        page = open_in(number)
        page.route(
            "**/static/chunks/de-*.js",
            lambda route: route.fulfill(body=f"export default {texts}", content_type="text/javascript"),
        )
        return page

    return open_page


def bare(page: Page) -> list[str]:
    return find_bare(page.content())


def test_no_text_of_the_scripts_is_bare_from_the_wallet_to_the_vote(
    brackets: LiveServer, paid: Flow, open_bracketed: OpenReader
) -> None:
    page = open_bracketed(5)
    page.goto(f"{brackets.url}/proposals/{paid.id}")
    expect(page.get_by_test_id("connect-wallet")).to_have_text("⟦Connect wallet⟧")
    assert bare(page) == []
    page.get_by_test_id("connect-to-vote").click()
    expect(page.get_by_test_id("vote-standing")).to_contain_text("⟦You vote with")
    page.get_by_test_id("simulation").scroll_into_view_if_needed()
    expect(page.get_by_test_id("simulation-verdict")).to_be_visible()
    assert bare(page) == []
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("wallet-disconnect")).to_be_visible()
    assert bare(page) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("vote-abstain").check()
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_contain_text("⟦Your vote is counted.⟧", timeout=SOON)
    expect(page.get_by_test_id("receipt")).to_be_visible(timeout=2 * SOON)
    expect(page.locator("#announcement")).to_have_text("⟦A new vote was counted.⟧")
    assert bare(page) == []


def test_no_failure_is_told_in_bare_words(
    brackets: LiveServer, paid: Flow, open_bracketed: OpenReader
) -> None:
    page = open_bracketed()
    wallet = TestWallet(person(6), paid.dao.node_url, reject=True, chain_id=1)
    wallet.install(page)
    page.goto(f"{brackets.url}/proposals/{paid.id}")
    page.get_by_test_id("connect-to-vote").click()
    expect(page.get_by_test_id("switch-to-vote")).to_be_visible(timeout=SOON)
    assert bare(page) == []
    wallet.chain_id = None
    page.reload()
    expect(page.get_by_test_id("vote-standing")).to_contain_text("⟦You vote as one person", timeout=3 * SOON)
    page.get_by_test_id("vote-for").check()
    page.get_by_test_id("vote-submit").click()
    expect(page.get_by_test_id("vote-status")).to_have_text("⟦You declined in the wallet. Nothing was sent.⟧")
    assert bare(page) == []


def test_no_text_of_delegating_and_of_chores_is_bare(
    brackets: LiveServer, dao: Dao, open_bracketed: OpenReader
) -> None:
    page = open_bracketed(29)
    page.goto(f"{brackets.url}/accounts/{person(29).address}")
    page.get_by_test_id("connect-to-delegate").click()
    expect(page.get_by_test_id("delegation-standing")).to_contain_text("⟦")
    page.get_by_test_id("delegate-address").fill("0x" + "Aa" * 20)
    page.get_by_test_id("delegate-submit").click()
    expect(page.get_by_test_id("delegate-status")).to_contain_text("⟦That is not an account address")
    assert bare(page) == []
    page.get_by_test_id("delegate-self").click()
    expect(page.get_by_test_id("delegate-status")).to_contain_text(
        "⟦Your votes are delegated.⟧", timeout=SOON
    )
    assert bare(page) == []
    page.goto(f"{brackets.url}/members")
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(person(29).address[-4:])
    assert bare(page) == []


def test_no_text_of_the_builder_is_bare(brackets: LiveServer, open_bracketed: OpenReader) -> None:
    page = open_bracketed(3)
    page.goto(f"{brackets.url}/propose")
    page.locator("[data-testid=kind] option").first.wait_for(state="attached")
    kinds = ["ether", "tokens", "erc20", "call", "governor.setVotingDelay", "issuer_registry.accredit"]
    for kind in kinds:
        page.get_by_test_id("kind").select_option(kind)
        page.get_by_test_id("add-action").click()
    page.get_by_test_id("preview-button").click()
    expect(page.locator(".error:not([hidden])").first).to_be_visible()
    page.get_by_test_id("draft-title").fill("Ένα")
    expect(page.get_by_test_id("draft-status")).to_have_text("⟦Kept in this browser.⟧")
    for shown in ("#drafts", "#draft-form > section:nth-of-type(1)", "#draft-actions", "#propose"):
        words = find_bare(page.locator(shown).evaluate("each => each.outerHTML"))
        assert [word for word in words if not word.startswith("<option>")] == [], shown
