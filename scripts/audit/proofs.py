"""Proves starred invariants of the contracts for every input, and refutes planted bugs: docs/audit/proofs.md.

    python -m scripts.audit.proofs [--match REGEX]

halmos, a symbolic executor, runs the functions `check_…` of tests/contracts/symbolic on the bytecode that
goes on chain. A proof counts only when no loop was cut short. Then the bugs of proofs.toml are planted, all
in one copy of the repository, and each must be refuted by the proof that is named beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from scripts.audit.copies import changed, repository_copy
from scripts.audit.markdown import code
from scripts.node_tools import ROOT, find_tool

VERSION = "0.3.3"
FOLDER = ROOT / "tests" / "contracts" / "symbolic"
BUGS = ROOT / "scripts" / "audit" / "proofs.toml"
PAGE = ROOT / "docs" / "audit" / "proofs.md"
HEAD = f"""\
# Proofs

Written by `make prove`. halmos {VERSION}, a symbolic executor, runs each proof once for every value of its
arguments and, where the proof says so, of the contract's storage. It works on the bytecode that goes on
chain; the roll's inner steps are proved on the roll's own code with these steps opened. The proofs, with what
they assume, are in `tests/contracts/symbolic`. No loop was cut short in any of them.
"""
_CHECK = re.compile(r"\bfunction (check_\w+)\(")


class Proof(NamedTuple):
    """What halmos said of one claim."""

    contract: str
    name: str
    passed: bool
    refuted: bool
    """There is a counterexample."""
    cut: int
    """Loops that were not followed to their end."""
    paths: int
    seconds: float


class Bug(NamedTuple):
    """One passage of a contract, made wrong, and the proof that must notice."""

    file: str
    was: str
    becomes: str
    proof: str


def load_bugs() -> list[Bug]:
    """The bugs of proofs.toml."""
    return [Bug(**entry) for entry in tomllib.loads(BUGS.read_text(encoding="utf-8"))["bug"]]


def find_checks() -> set[str]:
    """The names of all proofs that are written."""
    return {
        name for path in FOLDER.glob("*.sol") for name in _CHECK.findall(path.read_text(encoding="utf-8"))
    }


def read_report(report: dict[str, Any]) -> list[Proof]:
    """The proofs of halmos' JSON report."""
    return [
        Proof(
            contract=where.partition(":")[2],
            name=result["name"].partition("(")[0],
            passed=result["exitcode"] == 0,
            refuted=bool(result["num_models"]),
            cut=result["num_bounded_loops"],
            paths=result["num_paths"][0],
            seconds=result["time"][0],
        )
        for where, results in report["test_results"].items()
        for result in results
    ]


def run_halmos(folder: Path, names: set[str], *more: str) -> list[Proof]:
    """The proofs of these names in a folder; `more` are arguments of halmos.

    Raises:
        ValueError: halmos gave no report.
    """
    report = folder / ".forge" / "proofs.json"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    uv = str(ROOT / ".tools" / "bin" / "uv")
    # Its display fails with newer releases of rich.
    command = [
        uv,
        "tool",
        "run",
        "--with",
        "rich<14.1",
        "--from",
        f"halmos=={VERSION}",
        "halmos",
        "--no-status",
    ]
    command += [
        "--root",
        str(folder),
        "--forge-build-out",
        ".forge/symbolic/out",
        "--json-output",
        str(report),
    ]
    # It puts what every claim's name begins with before the expression.
    match = "|".join(sorted(name.removeprefix("check_") for name in names))
    command += ["--match-test", rf"({match})\(", "--solver-timeout-assertion", "0", *more]
    path = os.pathsep.join([str(find_tool("forge").parent), os.environ.get("PATH", os.defpath)])
    environment = os.environ | {"FOUNDRY_PROFILE": "symbolic", "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if not report.exists():
        raise ValueError(f"halmos failed: {done.stdout[-2000:]}")
    return read_report(json.loads(report.read_text(encoding="utf-8")))


def find_problems(proofs: list[Proof], wanted: set[str]) -> list[str]:
    """One sentence for each claim that is not proved."""
    by_name = {proof.name: proof for proof in proofs}
    problems = []
    for name in sorted(wanted):
        proof = by_name.get(name)
        if proof is None:
            problems.append(f"{name} was not tried")
        elif not proof.passed:
            problems.append(f"{name} is {'refuted' if proof.refuted else 'not decided'}")
        elif proof.cut:
            problems.append(f"{name}: {proof.cut} loops were cut short, so nothing is proved")
    return problems


def refute(bugs: list[Bug]) -> list[tuple[Bug, bool]]:
    """Each bug, and whether its proof found a counterexample."""
    with repository_copy() as folder, ExitStack() as planted:
        for bug in bugs:
            planted.enter_context(changed(folder / "contracts" / bug.file, bug.was, bug.becomes))
        proofs = run_halmos(folder, {bug.proof for bug in bugs}, "--early-exit")
    refuted = {proof.name for proof in proofs if proof.refuted and not proof.passed}
    return [(bug, bug.proof in refuted) for bug in bugs]


def page(proofs: list[Proof], refuted: list[tuple[Bug, bool]]) -> str:
    """The report."""
    rows = [
        f"| {proof.contract} | {_words(proof.name)} | {proof.paths:,} | {proof.seconds:.0f} |"
        for proof in sorted(proofs)
    ]
    bugs = [
        f"| {bug.file} | {code(bug.was)} | {code(bug.becomes)} | {_words(bug.proof)} |"
        for bug, found in refuted
        if found
    ]
    return (
        HEAD
        + "\n".join(["", "| proofs | claim | paths | seconds |", "|---|---|--:|--:|", *rows, ""])
        + "\n".join(["", "## Planted bugs", "", "Each was refuted in the same run.", ""])
        + "\n".join(["", "| contract | line | becomes | refuted by |", "|---|---|---|---|", *bugs, ""])
    )


def _words(name: str) -> str:
    return name.removeprefix("check_").replace("_", " ")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Symbolic proofs of the contracts")
    parser.add_argument(
        "--match", default="check_", help="only proofs whose name matches; no page is written"
    )
    asked = parser.parse_args(arguments)
    wanted = {name for name in find_checks() if re.search(asked.match, name)}
    try:
        proofs = run_halmos(ROOT, wanted)
        refuted = refute([bug for bug in load_bugs() if bug.proof in wanted])
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    problems = find_problems(proofs, wanted)
    problems += [
        f"{bug.proof} does not notice {bug.becomes or 'the loss of ' + bug.was} in {bug.file}"
        for bug, found in refuted
        if not found
    ]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if not problems and asked.match == "check_":
        PAGE.write_text(page(proofs, refuted), encoding="utf-8")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
