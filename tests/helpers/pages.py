"""Browsers of persons of the cast, each with a wallet, that fail on any script error or refused resource."""

import contextlib
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.helpers.cast import person
from tests.helpers.wallet import TestWallet

SOON = 10_000
"""Milliseconds in which a mined change must be on the page; a block of margin for busy machines."""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Open = Callable[..., tuple[Page, TestWallet]]


@contextlib.contextmanager
def opening(browser: Browser, node_url: str) -> Iterator[Open]:
    """Opens pages for persons by their number."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        number: int, wallet: TestWallet | None = None, width: int = 1280
    ) -> tuple[Page, TestWallet]:
        scheme = "light" if number % 2 else "dark"
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        wallet = wallet or TestWallet(person(number), node_url)
        wallet.install(page)
        return page, wallet

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()
    assert not complaints, complaints


def connect(page: Page, address: str) -> None:
    """Connects the page's wallet."""
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(address[-4:])
