"""How the reports write what contracts say."""

from __future__ import annotations


def code(passage: str) -> str:
    """A passage of a contract for a cell of a table: on one line, and `nothing` when it is empty."""
    words = " ".join(passage.split())
    return "`" + words.replace("|", "\\|") + "`" if words else "nothing"
