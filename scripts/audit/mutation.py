"""Changes the contracts, one small thing at a time; do the tests notice? docs/audit/mutation.md.

    python -m scripts.audit.mutation [--minutes 30] [--seed 1]

A seeded sample of all changes, as many as fit the time. Fails when the tests notice fewer than 95 % of the
changed contracts that compile, or when survivors.toml does not say of one why no test can notice it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.audit.copies import repository_copy
from scripts.audit.markdown import code
from scripts.node_tools import ROOT, find_tool

PAGE = ROOT / "docs" / "audit" / "mutation.md"
SURVIVORS = ROOT / "scripts" / "audit" / "survivors.toml"
FOLDERS = ("governance", "identity", "integrations", "libraries")
TESTS = f"tests/contracts/{{{','.join(FOLDERS)},scenarios}}/**"
FLOOR = 95  # percent

_SWAPS = {
    "==": ["!="],
    "!=": ["=="],
    "<": ["<=", ">="],
    "<=": ["<"],
    ">": [">=", "<="],
    ">=": [">"],
    "&&": ["||"],
    "||": ["&&"],
    "+": ["-"],
    "-": ["+"],
    "*": ["/"],
    "/": ["*"],
    "&": ["|"],
    "|": ["&"],
    "++": ["--"],
    "--": ["++"],
    "true": ["false"],
    "false": ["true"],
}
_TOKEN = re.compile(r"(?<= )(==|!=|<=|>=|<|>|&&|\|\||[-+*/&|])(?= )|\+\+|--|\btrue\b|\bfalse\b")
_NOT = re.compile(r"!(?=[\w(])")
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
_CONDITION = re.compile(r"\bif \((.*)\)(?= (?:revert|return|\{|[a-z]))")
_SKIPPED = re.compile(
    r"^\s*(//|/?\*|(import|pragma|using|event|error|function|contract|abstract|library|struct)\b)"
)
_STATEMENT = re.compile(
    r"^ {8,}(?!return\b|\w+(?:\.\w+)? (?:memory |storage )?\w+(?: =|;))[\w(+-].*;\s*(//.*)?$"
)


class Mutant(NamedTuple):
    """A line of a contract, changed."""

    file: str
    line: int
    was: str
    becomes: str

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line}: {self.was.strip()} -> {self.becomes.strip() or 'nothing'}"


class Outcome(NamedTuple):
    """What the tests made of a mutant."""

    mutant: Mutant
    verdict: str
    """killed, survived, or invalid when it does not compile."""


def mutate(file: str, source: str) -> Iterator[Mutant]:
    """All mutants of a contract's source, in order."""
    for number, line in enumerate(source.splitlines(), 1):
        if _SKIPPED.match(line) or ("constant " in line and "=" not in line):
            continue
        code = line.partition(" //")[0]
        for becomes in _changes(code):
            yield Mutant(file, number, line, becomes)


def _changes(code: str) -> Iterator[str]:
    for match in _TOKEN.finditer(code):
        for other in _SWAPS[match[0]]:
            yield code[: match.start()] + other + code[match.end() :]
    for match in _NOT.finditer(code):
        yield code[: match.start()] + code[match.end() :]
    for match in _NUMBER.finditer(code):
        yield code[: match.start()] + str(int(match[0]) + 1) + code[match.end() :]
    if condition := _CONDITION.search(code):
        for value in ("true", "false"):
            yield code[: condition.start(1)] + value + code[condition.end(1) :]
    if _STATEMENT.match(code):
        yield ""


def sample(mutants: list[Mutant], seed: int) -> list[Mutant]:
    """All mutants in random order, the same for the same seed."""
    return random.Random(seed).sample(mutants, len(mutants))


def judge(folder: Path, mutant: Mutant) -> str:
    """What the tests of the folder make of the mutant."""
    path = folder / "contracts" / mutant.file
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    lines[mutant.line - 1] = mutant.becomes + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    try:
        if run_forge(folder, "build", "contracts"):
            return "invalid"
        own = f"tests/contracts/{mutant.file.partition('/')[0]}/**"
        for tests in (own, TESTS):
            if run_forge(folder, "test", "--fail-fast", "--match-path", tests):
                return "killed"
        return "survived"
    finally:
        path.write_text(source, encoding="utf-8")


def run_forge(folder: Path, *arguments: str) -> int:
    """The exit code; not 0 when it goes on for ever."""
    command = [str(find_tool("forge")), *arguments]
    environment = os.environ | {"FOUNDRY_PROFILE": "mutation"}
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False, timeout=900
        ).returncode
    except subprocess.TimeoutExpired:
        return 1


def search(mutants: list[Mutant], minutes: float) -> list[Outcome]:
    """Tries the mutants in this order until the time is up.

    Raises:
        ValueError: the tests fail without any change.
    """
    outcomes: list[Outcome] = []
    with repository_copy() as folder:
        if run_forge(folder, "test", "--match-path", TESTS):
            raise ValueError("the tests fail before anything is changed: FOUNDRY_PROFILE=mutation forge test")
        until = time.monotonic() + minutes * 60
        for mutant in mutants:
            if time.monotonic() > until:
                break
            outcomes.append(Outcome(mutant, judge(folder, mutant)))
            print(f"{outcomes[-1].verdict}: {mutant.name}", flush=True)
    return outcomes


def load_reasons(text: str) -> dict[tuple[str, str, str], str]:
    """Why a survivor is no fault of the tests, by file, line as it was and as it became."""
    return {
        (entry["file"], entry["was"], entry["becomes"]): entry["reason"]
        for entry in tomllib.loads(text).get("survivor", [])
    }


def reason_of(mutant: Mutant, reasons: dict[tuple[str, str, str], str]) -> str:
    """Empty when nobody has given one."""
    return reasons.get((mutant.file, mutant.was.strip(), mutant.becomes.strip()), "")


def find_problems(outcomes: list[Outcome], reasons: dict[tuple[str, str, str], str]) -> list[str]:
    """One sentence for each survivor without a reason, and one when too few were noticed."""
    compiled = [outcome for outcome in outcomes if outcome.verdict != "invalid"]
    killed = sum(outcome.verdict == "killed" for outcome in compiled)
    problems = [
        f"no test notices {mutant.name}; write one, or say in {SURVIVORS.name} why none can"
        for mutant, verdict in compiled
        if verdict == "survived" and not reason_of(mutant, reasons)
    ]
    if killed * 100 < FLOOR * len(compiled) or not compiled:
        problems.append(f"{killed} of {len(compiled)} were noticed, less than {FLOOR} %")
    return problems


def page(outcomes: list[Outcome], total: int, seed: int, reasons: dict[tuple[str, str, str], str]) -> str:
    """The report."""
    compiled = [outcome for outcome in outcomes if outcome.verdict != "invalid"]
    killed = sum(outcome.verdict == "killed" for outcome in compiled)
    head = [
        "# Mutation",
        "",
        "Written by `make mutation`: one small change to a contract at a time (an operator, a number,",
        "a condition, a statement left out), and the unit and fuzz tests and scenarios are run. Random play",
        "and proofs would notice more, and are not asked. A change that is not noticed must be explained,",
        f"and {FLOOR} % must be noticed.",
        "",
        f"Of {total:,} possible changes, {len(outcomes):,} were tried, drawn with seed {seed};"
        f" {len(compiled):,} compiled;",
        f"**{killed:,} were noticed: {killed / len(compiled):.1%}**.",
        "",
        "| folder | compiled | noticed |",
        "|---|--:|--:|",
    ]
    for folder in FOLDERS:
        of_it = [outcome for outcome in compiled if outcome.mutant.file.startswith(folder)]
        head.append(f"| {folder} | {len(of_it)} | {sum(outcome.verdict == 'killed' for outcome in of_it)} |")
    survivors = [
        f"| {mutant.file}:{mutant.line} | {code(mutant.was)} | {code(mutant.becomes)}"
        f" | {reason_of(mutant, reasons)} |"
        for mutant, verdict in compiled
        if verdict == "survived"
    ]
    table = ["", "## Not noticed", "", "| line | was | became | why no test can |", "|---|---|---|---|"]
    return "\n".join(head + (table + survivors if survivors else ["", "All were noticed."])) + "\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Mutation testing of the contracts")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    mutants = [
        mutant
        for folder in FOLDERS
        for path in sorted((ROOT / "contracts" / folder).glob("*.sol"))
        for mutant in mutate(f"{folder}/{path.name}", path.read_text(encoding="utf-8"))
    ]
    try:
        outcomes = search(sample(mutants, asked.seed), asked.minutes)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    reasons = load_reasons(SURVIVORS.read_text(encoding="utf-8"))
    problems = find_problems(outcomes, reasons)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if not problems:
        PAGE.write_text(page(outcomes, len(mutants), asked.seed, reasons), encoding="utf-8")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
