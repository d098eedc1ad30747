"""Links in texts that strangers wrote: where they lead, said where their words hide it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from lexiarch.views.text import is_blank

_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})+")
"""What readers take for the name of a website."""


def tell_where_links_lead(tokens: Sequence[Token]) -> None:
    """Adds its website to a link whose words name another, and its address to one without words."""
    for token in tokens:
        if token.children:
            token.children = list(_with_places(token.children))


def _with_places(children: Sequence[Token]) -> Iterator[Token]:
    address, words = "", ""
    for child in children:
        if child.type == "link_open":
            address, words = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close" and (place := _place(address, words)):
            yield Token("text", "", 0, content=place)
        else:
            words += child.content
        yield child


def _place(address: str, words: str) -> str:
    if is_blank(words):
        return address
    host, is_plain = _host(address)
    named = {_bare(each.lower()) for each in _HOST.findall(words)}
    others = named - {_bare(host)}
    return f" ({host})" if host and (others or not (is_plain or named)) else ""


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _host(address: str) -> tuple[str, bool]:
    """The website of an address, and whether its name is plain: ASCII, with nothing before it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # it leads nowhere
        return "", True
    return unquote(host), "xn--" not in host and "@" not in parts.netloc
