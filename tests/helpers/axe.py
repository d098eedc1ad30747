"""axe-core in a browser page: what of it people cannot use."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@cache
def _source() -> str:
    return _SCRIPT.read_text()


def find_violations(page: Page) -> list[str]:
    """Rules that the page breaks, each with the elements that do; empty when all is well.

    Motion is ended first: a colour half-way through a transition is not the page's.
    """
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run(document)).violations")
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
