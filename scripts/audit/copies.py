"""Copies of the repository in which a contract can be made wrong."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.node_tools import ROOT

_LINKED = ("node_modules", ".tools", ".venv")
_LEFT_OUT = (".git", ".build", ".ape", "build", ".cache", ".mypy_cache", ".ruff_cache", "slither", "coverage")


@contextmanager
def repository_copy() -> Iterator[Path]:
    """A copy, gone when it is left. What was installed is linked, the rest is whole."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "copy"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT, *_LINKED))
        for name in _LINKED:
            (folder / name).symlink_to(ROOT / name)
        yield folder


@contextmanager
def changed(path: Path, was: str, becomes: str) -> Iterator[None]:
    """The file with one passage changed, for as long as this lasts.

    Raises:
        ValueError: the passage is not in the file exactly once.
    """
    source = path.read_text(encoding="utf-8")
    if source.count(was) != 1:
        raise ValueError(f"{path.name} has not this passage, once: {was}")
    path.write_text(source.replace(was, becomes), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(source, encoding="utf-8")
