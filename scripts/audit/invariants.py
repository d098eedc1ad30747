"""The deep search for breaches of invariants, and planted bugs that it must find: docs/audit/invariants.md.

    python -m scripts.audit.invariants [--planted-only]

The search is forge's profile `deep`. A planted bug is one line of a contract, changed in a copy of the
repository; a short search of the campaign that should notice must fail, and say which invariant is broken.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

from scripts.audit.copies import changed, repository_copy
from scripts.audit.markdown import code
from scripts.forge_test import FLOORS, Act, Campaign, find_idle, parse_campaign, parse_row
from scripts.node_tools import ROOT, find_tool

PAGE = ROOT / "docs" / "audit" / "invariants.md"
BUGS = ROOT / "scripts" / "audit" / "planted.toml"
CAMPAIGNS = ("TokenInvariants", "BallotInvariants", "RollInvariants", "AssemblyInvariants")
PLANTED_RUNS = 150  # of 64 calls
HEAD = """\
# Search for breaches of invariants

Written by `make audit-invariants`. What the numbers mean is in [invariants](../invariants.md). Each campaign
is random play against a model; no breach was found in it. An act that was rightly refused counts as a call,
not as a success."""
_BREACH = re.compile(r"\[FAIL: (.*?)(?: != )?\]")


class Bug(NamedTuple):
    """One line of a contract, made wrong."""

    file: str
    was: str
    becomes: str
    campaign: str


class Deep(NamedTuple):
    """What the deep search did."""

    campaigns: list[tuple[Campaign, list[Act]]]
    broken: list[str]
    """Contracts whose campaign failed."""
    minutes: int


def load_bugs() -> list[Bug]:
    """The bugs of planted.toml."""
    return [Bug(**entry) for entry in tomllib.loads(BUGS.read_text())["bug"]]


def read_output(lines: list[str]) -> list[tuple[Campaign, list[Act]]]:
    """Campaigns with their acts, from what forge printed: the table of a campaign follows its result."""
    found: list[tuple[Campaign, list[Act]]] = []
    for line in lines:
        if campaign := parse_campaign(line):
            found.append((campaign, []))
        elif found and (act := parse_row(line)):
            found[-1][1].append(act)
    return found


def run_forge(folder: Path, contract: str, **settings: str) -> tuple[int, str]:
    """Exit code and output of the campaigns whose contract matches."""
    command = [str(find_tool("forge")), "test", "--match-contract", contract]
    environment = os.environ | settings
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def plant(bug: Bug, folder: Path) -> str:
    """What the campaign said of the bug: the invariant that was broken. Empty when it noticed nothing.

    Raises:
        ValueError: the line is not in the contract, or the changed contract does not compile.
    """
    with changed(folder / "contracts" / bug.file, bug.was, bug.becomes):
        failed, output = run_forge(folder, bug.campaign, FOUNDRY_INVARIANT_RUNS=str(PLANTED_RUNS))
    if "Compiler run failed" in output:
        raise ValueError(f"{bug.file} does not compile with: {bug.becomes}")
    breach = _BREACH.search(output)
    return breach[1] if failed and breach else ""


def plant_all(bugs: list[Bug]) -> list[tuple[Bug, str]]:
    """Each bug and what was said of it."""
    with repository_copy() as folder:
        said = []
        for bug in bugs:
            said.append((bug, plant(bug, folder)))
            print(
                f"{bug.file}: {bug.becomes or 'without ' + bug.was}: {said[-1][1] or 'NOTHING'}", flush=True
            )
    return said


def search_deep() -> Deep:
    """The deep search, one campaign after the other, each told when it ends. Takes hours on two cores."""
    began = time.monotonic()
    found, broken = [], []
    for contract in CAMPAIGNS:
        failed, output = run_forge(ROOT, f"^{contract}$", FOUNDRY_PROFILE="deep")
        found += read_output(output.splitlines())
        minutes = round((time.monotonic() - began) / 60)
        print(f"{contract}: {'failed, see below' if failed else 'no breach'} ({minutes} minutes)", flush=True)
        if failed:
            broken.append(contract)
            print(output, flush=True)
    return Deep(found, broken, round((time.monotonic() - began) / 60))


def deep_part(deep: Deep) -> str:
    """The first half of the page."""
    rows = []
    for campaign, acts in deep.campaigns:
        numbers = ", ".join(re.findall(r"_(\d\d)", campaign.name))
        rarest = min(acts, key=lambda act: act.successes)
        rows.append(f"| {numbers} | {campaign.calls:,} | {rarest.name} | {rarest.successes:,} |")
    tables = [
        "\n".join(
            [f"### {acts[0].name.partition('.')[0]}", "", "| act | calls | succeeded |", "|---|--:|--:|"]
            + [f"| {act.name.partition('.')[2]} | {act.calls:,} | {act.successes:,} |" for act in acts]
        )
        for _, acts in deep.campaigns
    ]
    head = ["| invariants | calls | rarest act | it succeeded |", "|---|--:|---|--:|"]
    return "\n".join(head + rows) + "\n\n" + "\n\n".join(tables)


def planted_part(said: list[tuple[Bug, str]]) -> str:
    """The second half of the page."""
    rows = [
        f"| {bug.file} | {code(bug.was)} | {code(bug.becomes)} | {word or '**nothing**'} |"
        for bug, word in said
    ]
    return "\n".join(["| contract | line | becomes | the campaign said |", "|---|---|---|---|", *rows])


def write_page(deep: Deep | None, said: list[tuple[Bug, str]]) -> None:
    """Writes the page; of a run without the deep search, the last one stays."""
    marker = "\n## Planted bugs\n"
    if deep is None:
        first = PAGE.read_text().partition(marker)[0] if PAGE.exists() else f"{HEAD}\n"
    else:
        first = f"{HEAD} The search took {deep.minutes} minutes.\n\n## Deep search\n\n{deep_part(deep)}\n"
    found = sum(bool(word) for _, word in said)
    text = f"\nOne line is changed in a copy; a short search found {found} of {len(said)}.\n\n"
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(first + marker + text + planted_part(said) + "\n")


def main(arguments: list[str]) -> int:
    deep = None if "--planted-only" in arguments else search_deep()
    problems = []
    if deep is not None:
        acts = [act for _, acts in deep.campaigns for act in acts]
        problems = find_idle([campaign for campaign, _ in deep.campaigns], acts, FLOORS["deep"])
        problems += [f"{name} failed, see above: a breach, or a fault of its model" for name in deep.broken]
    said = plant_all(load_bugs())
    problems += [f"nothing noticed: {bug.file}: {bug.becomes.strip()}" for bug, word in said if not word]
    if deep is None or not deep.broken:
        write_page(deep, said)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
