"""What slither, a static analyser, finds in the contracts: docs/audit/slither.md. All must be triaged.

    python -m scripts.audit.slither

slither.toml says what is accepted and why. Slither runs in an environment of its own, made by uv.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from scripts.node_tools import ROOT, find_tool

VERSION = "0.11.6"
FOLDER = ROOT / ".forge" / "slither"
TRIAGE = ROOT / "scripts" / "audit" / "slither.toml"
PAGE = ROOT / "docs" / "audit" / "slither.md"
NOT_OURS = "node_modules|tests/|contracts/mocks"

HEAD = f"""\
# Static analysis

Written by `make slither`, which fails on a finding that is not listed here. All detectors of slither
{VERSION}, on every contract of ours but mocks. What is accepted, and why, is kept in
`scripts/audit/slither.toml`.

"""


class Finding(NamedTuple):
    """What slither says of one place."""

    check: str
    where: str
    """Contract.function, or Contract.function.variable."""


class Triage(NamedTuple):
    """What is accepted."""

    kinds: dict[str, str]
    """Reasons by check, wherever it is found."""
    findings: dict[Finding, tuple[int, str]]
    """How often, and why."""


def load_triage(text: str) -> Triage:
    """The triage file, which is TOML."""
    said = tomllib.loads(text)
    return Triage(
        {entry["check"]: entry["reason"] for entry in said["kind"]},
        {
            Finding(entry["check"], where): (entry.get("findings", 1), entry["reason"])
            for entry in said["finding"]
            for where in entry["where"]
        },
    )


def read_findings(report: Mapping[str, Any]) -> Counter[Finding]:
    """The findings of slither's JSON report, counted.

    Raises:
        ValueError: slither failed.
    """
    if not report["success"]:
        raise ValueError(f"slither failed: {report['error']}")
    return Counter(
        Finding(found["check"], _place(found["elements"][0]))
        for found in report["results"].get("detectors", [])
    )


def _place(element: Mapping[str, Any]) -> str:
    """The element's name, below that of what it is in."""
    parent = element.get("type_specific_fields", {}).get("parent")
    return f"{_place(parent)}.{element['name']}" if parent else str(element["name"])


def judge(findings: Counter[Finding], triage: Triage) -> list[str]:
    """One sentence for each finding that is not accepted, and for each acceptance that nothing needs."""
    listed = {finding: count for finding, (count, _) in triage.findings.items()}
    open_ = {finding: count for finding, count in findings.items() if finding.check not in triage.kinds}
    found = {finding.check for finding in findings}
    return [
        f"{check} in {where}: {open_.get(Finding(check, where), 0)} found, "
        f"{listed.get(Finding(check, where), 0)} accepted; mend it, or say in {TRIAGE.name} why not"
        for check, where in sorted(listed.keys() | open_.keys())
        if listed.get(Finding(check, where), 0) != open_.get(Finding(check, where), 0)
    ] + [f"no {check} is found any more" for check in triage.kinds if check not in found]


def page(findings: Counter[Finding], triage: Triage) -> str:
    """The report."""
    kinds = [
        f"| {check} | {sum(n for finding, n in findings.items() if finding.check == check)} | {reason} |"
        for check, reason in triage.kinds.items()
    ]
    rows = [
        f"| {finding.check} | {finding.where} | {count} | {reason} |"
        for finding, (count, reason) in sorted(triage.findings.items())
    ]
    kind_head = ["| detector | found | why it is no fault here |", "|---|--:|---|"]
    row_head = ["| detector | where | found | why it is no fault |", "|---|---|--:|---|"]
    parts = ["## Kinds of findings", "", *kind_head, *kinds, "", "## Findings", "", *row_head, *rows, ""]
    return HEAD + "\n".join(parts)


def analyse() -> dict[str, Any]:
    """Compiles, runs slither and returns its report."""
    forge, out = find_tool("forge"), FOLDER / "out"
    settings = {
        "FOUNDRY_OUT": str(out),
        "FOUNDRY_CACHE_PATH": str(FOLDER / "cache"),
        "FOUNDRY_VIA_IR": "false",
        "PATH": os.pathsep.join([str(forge.parent), os.environ.get("PATH", os.defpath)]),
    }
    build = [str(forge), "build", "--force", "--build-info", "--build-info-path", str(out / "build-info")]
    subprocess.run([*build, "contracts"], cwd=ROOT, env=os.environ | settings, check=True)
    report = FOLDER / "report.json"
    report.unlink(missing_ok=True)
    command = [str(ROOT / ".tools" / "bin" / "uv"), "tool", "run", "--from", f"slither-analyzer=={VERSION}"]
    command += ["slither", ".", "--ignore-compile", "--foundry-out-directory", str(out.relative_to(ROOT))]
    command += ["--filter-paths", NOT_OURS, "--json", str(report)]
    # It exits with an error when it has found anything: the report says more.
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    if not report.exists():
        raise ValueError(f"slither failed: {done.stderr[-2000:]}")
    return dict(json.loads(report.read_text(encoding="utf-8")))


def main() -> int:
    triage = load_triage(TRIAGE.read_text(encoding="utf-8"))
    try:
        findings = read_findings(analyse())
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    problems = judge(findings, triage)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if not problems:
        PAGE.write_text(page(findings, triage), encoding="utf-8")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
