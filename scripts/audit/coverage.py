"""How much of the contracts the tests reach: docs/audit/coverage.md. Fails when anything is not reached.

    python -m scripts.audit.coverage

forge measures it, without the optimiser and without random play. Its branches are those of `if` and
`require`; the sides of `&&`, `||` and `?:` are the matter of scripts/audit/mutation.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scripts.node_tools import ROOT, find_tool

PAGE = ROOT / "docs" / "audit" / "coverage.md"
FOLDER = ROOT / ".forge" / "coverage"
OURS = "contracts/"
NOT_LAW = "contracts/mocks/"
KINDS = ("line", "branch", "function")

HEAD = """\
# Coverage

Written by `make coverage`, which fails below 100 %. Reached by the unit and fuzz tests and the scenarios of
`tests/contracts`; not by random play, gas measurements and the random scripts, which reach more but not by
design. A branch is a side of an `if` or a `require`. What the tests notice of what they reach is in
[mutation](mutation.md).
"""


@dataclass
class Coverage:
    """What was reached of one file."""

    file: str
    total: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    missed: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, kind: str, where: str, hits: str) -> None:
        self.total[kind] += 1
        if hits in ("0", "-"):
            self.missed[kind].append(where)

    @property
    def problems(self) -> list[str]:
        """One sentence for each thing that was not reached."""
        return [
            f"{self.file}: no test reaches the {kind} {where}"
            for kind in KINDS
            for where in self.missed[kind]
        ]


def parse_lcov(lines: Iterable[str]) -> list[Coverage]:
    """The files of an lcov report, by name. Those of tests and mocks are left out.

    Format: geninfo(1), records SF, DA:line,hits, BRDA:line,block,branch,hits and FNDA:hits,name.
    """
    files: list[Coverage] = []
    for line in lines:
        key, _, value = line.strip().partition(":")
        if key == "SF":
            files.append(Coverage(value))
        elif key == "DA":
            number, hits = value.split(",")[:2]
            files[-1].add("line", number, hits)
        elif key == "BRDA":
            number, _, branch, hits = value.split(",")
            files[-1].add("branch", f"{branch} of line {number}", hits)
        elif key == "FNDA":
            hits, name = value.split(",", 1)
            files[-1].add("function", name, hits)
    law = [each for each in files if each.file.startswith(OURS) and not each.file.startswith(NOT_LAW)]
    return sorted(law, key=lambda each: each.file)


def measure() -> Path:
    """Runs forge and returns its lcov report.

    Raises:
        CalledProcessError: a test failed.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = FOLDER / "lcov.info"
    command = [str(find_tool("forge")), "coverage", "--exclude-tests"]
    command += ["--report", "lcov", "--report-file", str(report)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"FOUNDRY_PROFILE": "coverage"}, check=True)
    return report


def page(files: list[Coverage]) -> str:
    """The report."""
    rows = [
        "| "
        + " | ".join(
            [each.file.removeprefix(OURS)]
            + [f"{each.total[kind] - len(each.missed[kind])} of {each.total[kind]}" for kind in KINDS]
        )
        + " |"
        for each in files
    ]
    head = ["| contract | lines | branches | functions |", "|---|--:|--:|--:|"]
    return f"{HEAD}\n" + "\n".join(head + rows) + "\n"


def main() -> int:
    try:
        report = measure()
    except subprocess.CalledProcessError:
        print("error: a test failed, see above: mend it and measure again", file=sys.stderr)
        return 1
    files = parse_lcov(report.read_text(encoding="utf-8").splitlines())
    problems = [problem for each in files for problem in each.problems]
    for problem in problems or ([] if files else ["forge measured none of our contracts"]):
        print(f"error: {problem}", file=sys.stderr)
    if problems or not files:
        return 1
    PAGE.write_text(page(files), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
