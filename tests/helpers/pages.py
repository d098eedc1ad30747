"""Browsers of persons of the cast, each with a wallet, that fail on any script error or refused resource."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.helpers.cast import person
from tests.helpers.wallet import TestWallet

SOON = 10_000
"""Milliseconds in which a mined change must be on the page; a block of margin for busy machines."""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Open = Callable[..., tuple[Page, TestWallet]]
OpenReader = Callable[..., Page]


@contextlib.contextmanager
def watched(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser context of its own with these options."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()
    assert not complaints, complaints


@contextlib.contextmanager
def opening(browser: Browser, node_url: str) -> Iterator[Open]:
    """Opens pages for persons by their number."""
    with watched(browser) as open_page:

        def open_for(
            number: int, wallet: TestWallet | None = None, width: int = 1280
        ) -> tuple[Page, TestWallet]:
            scheme = "light" if number % 2 else "dark"
            page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
            wallet = wallet or TestWallet(person(number), node_url)
            wallet.install(page)
            return page, wallet

        yield open_for


@contextlib.contextmanager
def reading(browser: Browser, node_url: str, **usual: Any) -> Iterator[OpenReader]:
    """Opens pages for readers, with the wallet of a person or without. `usual`: options of every browser."""
    with watched(browser) as open_page:

        def open_for(number: int | None = None, **more: Any) -> Page:
            page = open_page(**(usual | more))
            if number is not None:
                TestWallet(person(number), node_url).install(page)
            return page

        yield open_for


def connect(page: Page, address: str) -> None:
    """Connects the page's wallet."""
    page.get_by_test_id("connect-wallet").click()
    expect(page.get_by_test_id("connect-wallet")).to_contain_text(address[-4:])
