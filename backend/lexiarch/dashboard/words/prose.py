"""Text that strangers wrote: Markdown made harmless, and controls that would reorder the line taken out."""

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from lexiarch.dashboard.language import gettext
from lexiarch.views.text import plain
from lexiarch.views.titles import title_of

LONGEST = 100_000
"""Characters that are rendered; the API has the rest."""

_TOP_HEADING = 3
"""The page itself uses h1 and h2."""
_LINK = re.compile(r"(https?://|ipfs://|mailto:)[^\s]+", re.IGNORECASE)
_TABLE_OPENING = Markup('<div class="scroll" role="group" aria-label="{name}" tabindex="0"><table>')
"""A wide table scrolls by itself, with the keyboard too."""
_TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "s",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)


def _image_as_link(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    words = renderer.renderInlineAsText(token.children or [], options, env)
    return f'<a href="{escape(source)}">{escape(words or source)}</a>'


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _image_as_link)
    return parser


_PARSER = _parser()


def _checked_link(tag: str, attribute: str, value: str) -> str | None:
    return value if (tag, attribute) != ("a", "href") or _LINK.fullmatch(value) else None


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Puts headings below the page's own, and leaves no level out."""
    marks = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = _TOP_HEADING - min((int(mark.tag[1]) for mark in marks), default=1)
    level = _TOP_HEADING - 1
    for mark in marks:
        if mark.type == "heading_open":
            level = min(6, level + 1, int(mark.tag[1]) + shift)
        mark.tag = f"h{level}"


def render_prose(text: str) -> Markup:
    """Markdown as HTML that can do nothing: no raw HTML, no images, absolute links only, lower headings."""
    tokens = _PARSER.parse(plain(text[:LONGEST]))
    _lower_headings(tokens)
    clean = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=set(_TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        attribute_filter=_checked_link,
        url_schemes={"http", "https", "ipfs", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    opening = _TABLE_OPENING.format(name=gettext("Table"))
    return Markup(clean.replace("<table>", opening).replace("</table>", "</table></div>"))


def body_of(description: str, title: str) -> str:
    """The description without its first line where that is the title, which the page shows already."""
    first, _, rest = description.lstrip().partition("\n")
    return rest if title_of(first) == title and not title.endswith("…") else description
