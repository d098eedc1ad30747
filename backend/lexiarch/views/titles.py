"""A proposal's title: the first line that says something."""

import re

from lexiarch.views.text import is_blank

_LONGEST = 200
_READ = 1000
"""Characters in which a title is looked for: lists load no more of a text (store/proposal_records.py)."""
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
_PROPOSER = re.compile(r"#proposer=0x[0-9a-fA-F]{40}")
"""Suffix by which a description names the only account that may propose it (OpenZeppelin Governor)."""
_SUFFIX = len("#proposer=0x") + 40


def title_of(description: str) -> str:
    """First line with words, without Markdown's heading marks; cut when it is very long."""
    titles = map(_without_marks, description[:_READ].splitlines())
    title = next((title for title in titles if not is_blank(title)), "Untitled proposal")
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def _without_marks(line: str) -> str:
    """Each step looks at a character once: whoever proposes writes the line."""
    line = line.rstrip()
    if _PROPOSER.fullmatch(line[-_SUFFIX:]):
        line = line[:-_SUFFIX].rstrip()
    if heading := _HEADING.match(line):
        line = line[heading.end() :]
    bare = line.rstrip("#")
    return (bare if bare[-1:].isspace() else line).strip()
