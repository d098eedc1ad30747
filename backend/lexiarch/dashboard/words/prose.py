"""Text that strangers wrote: Markdown made harmless, and controls that would reorder the line taken out."""

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.links import tell_where_links_lead
from lexiarch.views.text import plain
from lexiarch.views.titles import title_of

LONGEST = 100_000
"""Characters that are rendered; the API has the rest."""
_LONGEST_HTML = 10 * LONGEST
"""A text that names one long link again and again grows without end: then it is shown as it was written."""

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


class _Markdown(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - its name there
        """As it was written: decoded, `xn--80ak6aa92e.com` would look like another website."""
        return link


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"html": False}).enable(["table", "strikethrough"])
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
    clean = _render(text[:LONGEST])
    opening = _TABLE_OPENING.format(name=gettext("Table"))
    return Markup(clean.replace("<table>", opening).replace("</table>", "</table></div>"))


@lru_cache(maxsize=32)
def _render(text: str) -> str:
    """Kept, because the same text is on every page made anew, and a long one takes a second."""
    tokens = _PARSER.parse(plain(text))
    _lower_headings(tokens)
    tell_where_links_lead(tokens)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    if len(html) > _LONGEST_HTML or _is_cut(tokens):
        return f"<pre><code>{escape(plain(text))}</code></pre>"
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        attribute_filter=_checked_link,
        url_schemes={"http", "https", "ipfs", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def _is_cut(tokens: Sequence[Token]) -> bool:
    """Whether the parser left something out, as it does without a word below its deepest level."""
    return any(token.nesting == 1 and token.level >= _PARSER.options.maxNesting - 1 for token in tokens)


def body_of(description: str, title: str) -> str:
    """The description without its first line where that is the title, which the page shows already."""
    first, _, rest = description.lstrip().partition("\n")
    return rest if title_of(first) == title and not title.endswith("…") else description
