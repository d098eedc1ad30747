"""Takes the pictures of the README from the demo's pages, into docs/images:  python -m tests.screenshots"""

import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.node_tools import ROOT
from tests.helpers.cast import person
from tests.helpers.chromium import launch
from tests.helpers.demo import running_demo
from tests.helpers.service import Service

_FOLDER = ROOT / "docs" / "images"
_SIZE = {"width": 1120, "height": 760}
_LONGEST = 150_000
"""Bytes of a picture: the README has several."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PATIENCE = 20_000


class Shot(NamedTuple):
    name: str
    path: str
    theme: Literal["light", "dark"] = "light"
    prepare: Callable[[Page], None] = lambda page: None


def main() -> int:
    with (
        TemporaryDirectory(prefix="lexiarch-pictures-") as folder,
        running_demo(Path(folder)) as (_, service),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright.chromium)
        sizes = {shot.name: _take(browser, service, shot) for shot in _shots(service)}
        browser.close()
    for name, size in sizes.items():
        print(f"docs/images/{name}.png: {size / 1000:.0f} kB")
    too_long = [name for name, size in sizes.items() if size > _LONGEST]
    if too_long:
        print(f"error: {', '.join(too_long)} may take {_LONGEST / 1000:.0f} kB at most", file=sys.stderr)
    return int(bool(too_long))


def _shots(service: Service) -> Iterator[Shot]:
    listed = service.get("/proposals?state=Active&limit=100")["items"]
    busiest = max(listed, key=_liveliness)
    proposal = f"/proposals/{busiest['id']}"
    yield Shot("home", "/")
    yield Shot("proposal", proposal)
    yield Shot("proposal-dark", proposal, "dark")
    yield Shot("propose", "/propose", prepare=_draft)
    yield Shot("members", "/members")
    yield Shot("delegates", "/delegates")


def _liveliness(proposal: dict[str, Any]) -> tuple[bool, int]:
    """A vote of both houses shows more than one of either; then the more voters the more."""
    houses = (proposal["token_house"], proposal["holder_house"])
    persons = sum(int(houses[1][way]) for way in ("for", "against"))
    return all(house["asked"] for house in houses), persons


def _draft(page: Page) -> None:
    """A proposal that somebody is about to make, as others will read it."""
    page.get_by_test_id("draft-title").fill("Pay the lamplighter")
    page.get_by_test_id("draft-body").fill("Five **VALE** for a month of light at the ford.")
    page.get_by_test_id("kind").select_option("tokens")
    page.get_by_test_id("add-action").click()
    page.locator("[data-name='0']").fill(person(37).address)
    page.locator("[data-name='1']").fill("5")
    page.get_by_test_id("preview-button").click()
    expect(page.get_by_test_id("asks")).to_be_visible(timeout=_PATIENCE)
    page.evaluate("document.activeElement.blur(); document.getElementById('preview').scrollIntoView()")


def _take(browser: Browser, service: Service, shot: Shot) -> int:
    """Writes the picture; gives its size."""
    context = browser.new_context(viewport=_SIZE, color_scheme=shot.theme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(service.url + shot.path)
    expect(page.get_by_test_id("freshness")).to_contain_text(re.compile("verified"), timeout=_PATIENCE)
    shot.prepare(page)
    picture = _squeeze(page.screenshot())
    (_FOLDER / f"{shot.name}.png").write_bytes(picture)
    context.close()
    return len(picture)


def _squeeze(picture: bytes) -> bytes:
    """The same picture, compressed as far as PNG can be: the browser is in a hurry."""
    kept, data, place = [], b"", len(_SIGNATURE)
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        kind, body = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        if kind == b"IDAT":
            data += body
        elif kind in (b"IHDR", b"PLTE", b"tRNS"):
            kept.append((kind, body))
        place += length + 12
    kept += [(b"IDAT", zlib.compress(zlib.decompress(data), 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in kept
    )


if __name__ == "__main__":
    sys.exit(main())
