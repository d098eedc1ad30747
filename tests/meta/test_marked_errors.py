"""Errors that a page can show have texts that can be translated."""

import ast
from collections.abc import Iterator
from pathlib import Path

from lexiarch.domain import errors

PACKAGE = Path(__file__).resolve().parents[2] / "backend" / "lexiarch"
SHOWN = ("InputError", "NotFoundError", "ParameterInvalid")
"""Families whose errors are answers to what a reader asked for."""


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """What can raise an error on a page: the routes of the API and the relay answer in English."""
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] not in ("api", "relay") or path == PACKAGE / "api/errors.py":
            yield path, ast.parse(path.read_text())


def texts(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that give an error its texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & set(SHOWN):
            yield from (each for each in ast.walk(node) if isinstance(each, ast.Call) and is_super(each))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "ParameterInvalid":
            yield node


def is_super(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "super().__init__"


def is_marked(text: ast.expr) -> bool:
    if isinstance(text, ast.IfExp):
        return is_marked(text.body) and is_marked(text.orelse)
    return isinstance(text, ast.Call) and ast.unparse(text.func) in ("mark", "str")


def test_what_a_reader_may_be_told_is_marked() -> None:
    found = [(path, call) for path, tree in sources() for call in texts(tree)]
    bare = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, call in found
        if not all(map(is_marked, call.args[:2]))
    ]
    assert len(found) > 10
    assert bare == [], "put mark(…) around these texts, and give what is in them by name"


def test_values_replace_their_names_and_nothing_else_is_touched() -> None:
    assert str(errors.ProposalNotFound(7)).startswith("There is no proposal 7. Look at ")
    assert errors.LexiarchError("100% of %(it)s", "Try.").message == "100% of %(it)s"
    assert errors.AddressInvalid("%(value)s").message == "'%(value)s' is not an account address."
