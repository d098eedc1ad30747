"""The deep search for breaches of invariants, and planted bugs that it must find: docs/audit/invariants.md.

    python -m scripts.audit.invariants [--planted-only] [--resume]

The search is forge's profile `deep`. A planted bug is one line of a contract, changed in a copy of the
repository; a short search of the campaign that should notice must fail, and say which invariant is broken.
What forge said of a campaign or a bug is kept in build/invariants as soon as it ends. `--resume` takes it
from there, as long as contracts, campaigns and settings are those of then.
"""

from __future__ import annotations

import argparse
import hashlib
import json
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
from scripts.audit.sources import fingerprint_of
from scripts.forge_test import FLOORS, Act, Campaign, find_idle, parse_campaign, parse_row
from scripts.node_tools import ROOT, find_tool

PAGE = ROOT / "docs" / "audit" / "invariants.md"
BUGS = ROOT / "scripts" / "audit" / "planted.toml"
FOLDER = ROOT / "tests" / "contracts" / "invariants"
KEPT = ROOT / "build" / "invariants"
CAMPAIGNS = (
    "TokenInvariants",
    "BallotInvariants",
    "RollInvariants",
    "AssemblyInvariants",
    "TimelockInvariants",
)
SOURCES = (
    "foundry.toml",
    "package-lock.json",
    "contracts/**/*.sol",
    "tests/contracts/helpers/*.sol",
    "tests/contracts/invariants/**/*.sol",
)
PLANTED = {
    "FOUNDRY_INVARIANT_RUNS": "150",  # of 64 calls
    "FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT": "0",  # the shortest way to the breach is nobody's question
}
HEAD = """\
# Search for breaches of invariants

Written by `make audit-invariants`. What the numbers mean is in [invariants](../invariants.md). Each campaign
is random play against a model; no breach was found in it. An act that was rightly refused counts as a call,
not as a success."""
_BREACH = re.compile(r"\[FAIL: (.*?)(?: != )?\]")
_HANDLER = re.compile(r"(\w+) private handler;")
_ALLOWED = re.compile(r"allow\(handler\.(\w+)\.selector\)")


class Bug(NamedTuple):
    """One line of a contract, made wrong."""

    file: str
    was: str
    becomes: str
    campaign: str


class Said(NamedTuple):
    """What forge said of a contract's campaigns."""

    failed: bool
    seconds: int
    output: str


class Deep(NamedTuple):
    """What the deep search did."""

    campaigns: list[tuple[Campaign, list[Act]]]
    broken: list[str]
    """Contracts whose campaign failed, or did not run."""
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


def run_forge(folder: Path, contract: str, **settings: str) -> Said:
    """Plays the campaigns whose contract matches."""
    command = [str(find_tool("forge")), "test", "--match-contract", contract]
    environment = os.environ | settings
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Said(done.returncode != 0, round(time.monotonic() - began), done.stdout + done.stderr)


def fingerprint() -> str:
    """A hash over all that decides what a campaign does."""
    return fingerprint_of(ROOT, SOURCES)


class Kept:
    """What forge said, one file for each run that came to its end: a line about it, then the output."""

    def __init__(self, folder: Path, sources: str) -> None:
        self._folder = folder
        self._sources = sources

    def load(self, name: str) -> Said | None:
        """What was kept under this name; None when nothing was, or of other sources."""
        path = self._path(name)
        if not path.exists():
            return None
        first, _, output = path.read_text(encoding="utf-8").partition("\n")
        about = json.loads(first)
        return Said(about["failed"], about["seconds"], output) if about["sources"] == self._sources else None

    def save(self, name: str, said: Said) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        about = {"failed": said.failed, "seconds": said.seconds, "sources": self._sources}
        scratch = self._folder / "unfinished"
        scratch.write_text(f"{json.dumps(about)}\n{said.output}", encoding="utf-8")
        scratch.replace(self._path(name))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.txt"


def plant(bug: Bug, folder: Path) -> Said:
    """What the campaign said of the bug.

    Raises:
        ValueError: the line is not in the contract, or the changed contract does not compile.
    """
    with changed(folder / "contracts" / bug.file, bug.was, bug.becomes):
        said = run_forge(folder, f"^{bug.campaign}$", **PLANTED)
    if "Compiler run failed" in said.output:
        raise ValueError(f"{bug.file} does not compile with: {bug.becomes}")
    return said


def find_breach(said: Said) -> str:
    """The invariant that was broken, in the campaign's words. Empty when it noticed nothing."""
    breach = _BREACH.search(said.output)
    return breach[1] if said.failed and breach else ""


def plant_all(bugs: list[Bug], kept: Kept, resume: bool) -> list[tuple[Bug, str]]:
    """Each bug and what was said of it."""
    told = []
    with repository_copy() as folder:
        for bug in bugs:
            name = "planted-" + hashlib.sha256(repr(bug).encode()).hexdigest()[:16]
            said = kept.load(name) if resume else None
            if said is None or not find_breach(said):
                said = plant(bug, folder)
                kept.save(name, said)
            told.append((bug, find_breach(said)))
            words = bug.becomes or "without " + bug.was
            print(f"{bug.file}: {words}: {told[-1][1] or 'NOTHING'} ({said.seconds} s)", flush=True)
    return told


def find_uncalled(contract: str, acts: list[Act]) -> list[Act]:
    """Acts of the campaign that forge's table does not have, because they were never drawn."""
    called = {act.name for act in acts}
    for path in FOLDER.glob("*.t.sol"):
        source = path.read_text(encoding="utf-8")
        if f"contract {contract} " in source and (handler := _HANDLER.search(source)):
            names = [f"{handler[1]}.{name}" for name in _ALLOWED.findall(source)]
            return [Act(name, calls=0, successes=0) for name in names if name not in called]
    raise ValueError(f"no campaign {contract} in {FOLDER.name}")


def search_deep(kept: Kept, resume: bool) -> Deep:
    """The deep search, one campaign after the other, each told and kept when it ends."""
    seconds = 0
    found, broken = [], []
    for contract in CAMPAIGNS:
        said = kept.load(contract) if resume else None
        if said is None or said.failed:
            said = run_forge(ROOT, f"^{contract}$", FOUNDRY_PROFILE="deep")
            kept.save(contract, said)
        campaigns = read_output(said.output.splitlines())
        found += [(campaign, acts + find_uncalled(contract, acts)) for campaign, acts in campaigns]
        seconds += said.seconds
        failed = said.failed or not campaigns
        words = "failed, see below" if failed else "no breach"
        print(f"{contract}: {words} ({round(said.seconds / 60)} minutes)", flush=True)
        if failed:
            broken.append(contract)
            print(said.output, flush=True)
    return Deep(found, broken, round(seconds / 60))


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


def write_page(deep: Deep | None, problems: list[str], said: list[tuple[Bug, str]]) -> None:
    """Writes the page; of a run without the deep search, the last one stays."""
    marker = "\n## Planted bugs\n"
    if deep is None:
        first = PAGE.read_text().partition(marker)[0] if PAGE.exists() else f"{HEAD}\n"
    else:
        short = "\n".join(["", "Not enough was done:", *(f"- {problem}" for problem in problems), ""])
        first = f"{HEAD} {extent(deep)}\n{short if problems else ''}\n## Deep search\n\n{deep_part(deep)}\n"
    found = sum(bool(word) for _, word in said)
    text = f"\nOne line is changed in a copy; a short search found {found} of {len(said)}.\n\n"
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(first + marker + text + planted_part(said) + "\n")


def extent(deep: Deep) -> str:
    """How long was searched, and how."""
    settings = tomllib.loads((ROOT / "foundry.toml").read_text(encoding="utf-8"))
    play, seed = settings["profile"]["deep"]["invariant"], settings["fuzz"]["seed"]
    return (
        f"{play['runs']:,} runs of {play['depth']} acts for each campaign,\n"
        f"seed {seed}; the search took {deep.minutes} minutes."
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.audit.invariants")
    parser.add_argument("--planted-only", action="store_true", help="leave the deep search as it is")
    parser.add_argument("--resume", action="store_true", help="take what is kept of the same sources")
    options = parser.parse_args(arguments)
    kept = Kept(KEPT, fingerprint())
    deep = None if options.planted_only else search_deep(kept, options.resume)
    idle: list[str] = []
    if deep is not None:
        acts = [act for _, acts in deep.campaigns for act in acts]
        idle = find_idle([campaign for campaign, _ in deep.campaigns], acts, FLOORS["deep"])
    said = plant_all(load_bugs(), kept, options.resume)
    if deep is None or not deep.broken:
        write_page(deep, idle, said)
    broken = [] if deep is None else deep.broken
    problems = idle + [f"{name} failed, see above: a breach, or a fault of its model" for name in broken]
    problems += [f"nothing noticed: {bug.file}: {bug.becomes.strip()}" for bug, word in said if not word]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
