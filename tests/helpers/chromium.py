"""The browser of the tests: the machine's own Chromium."""

from playwright.sync_api import Browser, BrowserType


def launch(kind: BrowserType, *more: str) -> Browser:
    """Starts one of its own; it speaks to nobody but the pages that it opens."""
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", *more]
    return kind.launch(executable_path="/usr/bin/chromium", args=args)
