"""A page as its readers meet it: text, and elements by test id."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "path"})
_INLINE = frozenset({"a", "b", "code", "data", "em", "span", "strong", "time"})
"""What stands in a line without a gap before it."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words of the element and all below it, spaces as one."""
        return re.sub(r"\s+", " ", "".join(self.pieces)).strip()


class Html(HTMLParser):
    """A parsed page. `elements` are in order of opening."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        """All words of the page."""
        return self.one("body").text

    def all(self, tag: str | None = None, **attributes: str) -> list[Element]:
        """Elements with this tag and these attributes (`data_testid` is data-testid)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if tag in (None, element.tag) and wanted.items() <= element.attributes.items()
        ]

    def one(self, tag: str | None = None, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag or ''} {attributes}"
        return found[0]

    def test_id(self, name: str) -> Element:
        """The only element with this data-testid."""
        return self.one(data_testid=name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _INLINE:
            self.handle_data(" ")
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)
