"""Takes the README's pictures from a running demo:  python -m scripts._dao.screenshots http://127.0.0.1:8000"""

import json
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SIZE: ViewportSize = {"width": 1120, "height": 760}
SHOWN = "Put solar panels"


def main(url: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with urllib.request.urlopen(f"{url}/api/v1/proposals?state=Active", timeout=10) as answer:
        proposals = json.load(answer)["items"]
    shown = next(proposal["id"] for proposal in proposals if proposal["title"].startswith(SHOWN))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, path in (("home", "/"), ("proposal", f"/proposals/{shown}")):
            page.goto(url + path)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
