"""Whether what a long run was made of is still there: what it said is kept for as long as that."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint_of(root: Path, patterns: Iterable[str]) -> str:
    """A hash over the names and contents of the files under `root` that match one of the patterns."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
        text = path.read_bytes()
        digest.update(f"{path.relative_to(root)} {len(text)}\n".encode() + text)
    return digest.hexdigest()
