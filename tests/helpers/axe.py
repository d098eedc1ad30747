"""axe-core in a browser page: what of it people cannot use."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


_RUN = "async (options) => (await axe.run(document, options)).violations"


@cache
def _source() -> str:
    return _SCRIPT.read_text()


def find_violations(page: Page, *without: str, only: Sequence[str] = ()) -> list[str]:
    """Rules that the page breaks, each with the elements that do; empty when all is well.

    Motion is ended first: a colour half-way through a transition is not the page's.

    Args:
        without: ids of rules that are left out.
        only: ids of the only rules to look at.
    """
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(_source())
    options: dict[str, object] = {"rules": {rule: {"enabled": False} for rule in without}}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    found: list[dict[str, Any]] = page.evaluate(_RUN, options)
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
