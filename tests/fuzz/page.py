"""docs/audit/api.md."""

import platform
import sqlite3
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from tests.fuzz.run import Result

PAGE = Path(__file__).resolve().parents[2] / "docs" / "audit" / "api.md"

_HEAD = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")


def page(seed: int, results: list[tuple[str, Result]], breaches: list[tuple[str, Result]]) -> str:
    """The report."""
    rows = [
        f"| {what} | {result.cases:,} | {len(result.faults)} | {result.refused:,} | {result.seconds:.0f} |"
        for what, result in results
    ]
    total: dict[str, Counter[int]] = {}
    for _, result in results:
        for name, counts in result.counts.items():
            method, path = name.split(" ", 1)
            path = path[path.index("/api/v1") :] if "/api/v1" in path else path
            where = path if method == "GET" else f"{method} {path}"
            total[where] = total.get(where, Counter()) + counts
    cases = sum(result.cases for _, result in results)
    found = [f"- {what}: found ({'; '.join(sorted(set(result.faults)))})" for what, result in breaches]
    return "\n".join(
        [
            _HEAD,
            "| what | requests | failures | refused by rule | seconds |",
            "|---|--:|--:|--:|--:|",
            *rows,
            f"| all | {cases:,} | {sum(len(result.faults) for _, result in results)} | | |",
            "",
            "## By operation",
            "",
            "All runs together; 405 are other methods, 503 are of runs without a database.",
            "",
            "| operation | requests | by status |",
            "|---|--:|---|",
            *(f"| `{name}` | {total[name].total():,} | {_statuses(total[name])} |" for name in sorted(total)),
            "",
            "## Planted breaches",
            "",
            "The same runs, short, against the API with a breach made on purpose:",
            "",
            *found,
            "",
            "## With",
            "",
            f"Seed {seed}; schemathesis {version('schemathesis')}, hypothesis {version('hypothesis')}, "
            f"FastAPI {version('fastapi')}, Python {platform.python_version()}, "
            f"SQLite {sqlite3.sqlite_version}.",
            "",
        ]
    )


def _statuses(counts: Counter[int]) -> str:
    return ", ".join(f"{status}: {counts[status]:,}" for status in sorted(counts))
