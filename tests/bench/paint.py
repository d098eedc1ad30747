"""The demo's pages in a browser: how long until most of a page is seen, and what it takes to get there."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.bench.book import Book
from tests.helpers.chromium import Loaded, launch
from tests.helpers.demo import running_demo
from tests.helpers.service import Service

_VISITS = 5
"""Of each page, with an empty cache."""
_PAINTED = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


def measure(book: Book) -> None:
    """Each of the main pages anew, as a stranger who comes for the first time."""
    with (
        book.part("pages"),
        TemporaryDirectory(prefix="lexiarch-bench-") as folder,
        running_demo(Path(folder), rate_per_second=0) as (_, service),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright.chromium)
        visits = {
            path: [_visit(browser, service.url + path) for _ in range(_VISITS)] for path in _paths(service)
        }
        for path, found in visits.items():
            print(f"  {path[:30]}: {', '.join(f'{painted:.0f}' for painted, _ in found)} ms")
        book.note("lcp_ms", max(median(painted for painted, _ in found) for found in visits.values()))
        book.note("first_view_kb", max(weight for found in visits.values() for _, weight in found) / 1000)
        browser.close()


def _paths(service: Service) -> Iterator[str]:
    yield from ("/", "/proposals", "/members", "/delegates", "/issuers", "/propose")
    proposals = service.get("/proposals?limit=100")["items"]
    yield from (f"/proposals/{each['id']}" for each in proposals if each["state"] == "Active")
    yield f"/accounts/{service.get('/delegates?limit=1')['items'][0]['address']}"


def _visit(browser: Browser, url: str) -> tuple[float, int]:
    """Milliseconds until the largest part is painted, and bytes of script and style, compressed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    loaded = Loaded(page)
    page.goto(url)
    painted: float = page.evaluate(_PAINTED)
    weight = loaded.code_weight()
    context.close()
    return painted, weight
