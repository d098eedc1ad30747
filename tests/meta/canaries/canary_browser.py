import shutil

from playwright.sync_api import expect, sync_playwright


def test_browser_canary_fails() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.set_content("<h1>the browser canary sang</h1>")
            expect(page.locator("h1")).to_have_text("silence", timeout=500)
        finally:
            browser.close()
