"""A proposal's title: the first line that says something."""

import re

_LONGEST = 200
_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:\s+|$)|\s+#+\s*$")
_PROPOSER = re.compile(r"#proposer=0x[0-9a-fA-F]{40}\s*$")
"""Suffix by which a description names the only account that may propose it (OpenZeppelin Governor)."""


def title_of(description: str) -> str:
    """First line with words, without Markdown's heading marks; cut when it is very long."""
    lines = (_HEADING.sub("", _PROPOSER.sub("", line)).strip() for line in description.splitlines())
    title = next((line for line in lines if line), "Untitled proposal")
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
