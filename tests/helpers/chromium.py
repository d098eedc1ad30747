"""The browser of the tests: the machine's own Chromium."""

from gzip import compress

from playwright.sync_api import Browser, BrowserType, Page, Response


def launch(kind: BrowserType, *more: str) -> Browser:
    """Starts one of its own; it speaks to nobody but the pages that it opens."""
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", *more]
    return kind.launch(executable_path="/usr/bin/chromium", args=args)


class Loaded:
    """What a page loads from now on."""

    def __init__(self, page: Page) -> None:
        self._answers: list[Response] = []
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        self._answers.append(answer)

    def code_weight(self) -> int:
        """Bytes of script and style, compressed."""
        code = [one for one in self._answers if one.request.resource_type in ("script", "stylesheet")]
        assert len(code) >= 3, [one.url for one in self._answers]
        return sum(len(compress(answer.body())) for answer in code)
