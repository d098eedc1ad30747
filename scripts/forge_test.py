"""Runs forge's tests, and fails when an invariant held only because hardly anything happened.

    python -m scripts.forge_test [arguments of `forge test`]

A random act that is rightly refused is discarded, and forge counts it. An act that never succeeds proves
nothing, so each act of each campaign must succeed often enough, and each campaign must be long enough: more
so in the deep search. Forge's tables of them become one line. Standard library only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.node_tools import ROOT, ToolMissing, find_tool

_BORDER = re.compile(r"^(╭|\+=|\|-|╰)")
_HEADING = re.compile(r"^\|\s*Contract\s*\|\s*Selector\s*\|")
_ROW = re.compile(r"^\|\s*(\w+)\s*\|\s*(\w+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*$")
_CAMPAIGN = re.compile(r"\b(invariant_\w+)\(\) \(runs: \d+, calls: ([1-9]\d*)")


@dataclass(frozen=True)
class Floor:
    """What a campaign must have done at least to prove something."""

    calls: int
    successes: int
    """Of each act."""


FLOORS = {"default": Floor(calls=1_000, successes=5), "deep": Floor(calls=100_000, successes=500)}
"""By forge's profile."""


@dataclass(frozen=True)
class Campaign:
    """A test of invariants, by the name that says which."""

    name: str
    calls: int


@dataclass(frozen=True)
class Act:
    """How an act fared in one campaign."""

    name: str
    calls: int
    """Discarded ones included."""
    successes: int


def parse_row(line: str) -> Act | None:
    """The act that a line of forge's table is about; None when it is no such line."""
    if not (row := _ROW.match(line)):
        return None
    contract, act, *numbers = row.groups()
    calls, reverts, discards = map(int, numbers)
    return Act(f"{contract}.{act}", calls, calls - reverts - discards)


def parse_campaign(line: str) -> Campaign | None:
    """The campaign whose result a line of forge's is; None when it is no such line, or nothing ran."""
    found = _CAMPAIGN.search(line)
    return Campaign(found[1], int(found[2])) if found else None


def is_table(line: str) -> bool:
    """Whether the line belongs to one of forge's tables of acts."""
    return bool(_BORDER.match(line) or _HEADING.match(line) or _ROW.match(line))


def find_idle(campaigns: Iterable[Campaign], acts: Iterable[Act], floor: Floor) -> list[str]:
    """One sentence for each campaign that was too short, and for each act that succeeded too seldom."""
    return [
        f"{each.name} made {each.calls} calls; at least {floor.calls} are wanted"
        for each in campaigns
        if each.calls < floor.calls
    ] + [
        f"{act.name} succeeded {act.successes} times in {act.calls} calls; "
        f"at least {floor.successes} are wanted"
        for act in acts
        if act.successes < floor.successes
    ]


def judge(output: list[str], floor: Floor) -> tuple[list[str], str]:
    """What is wrong with the campaigns in forge's output, and a line that sums them up if there are any."""
    campaigns = [campaign for line in output if (campaign := parse_campaign(line))]
    acts = [act for line in output if (act := parse_row(line))]
    if campaigns and not acts:
        return ["forge printed no table of acts: show_metrics is off, or its form has changed"], ""
    if not acts:
        return [], ""
    rarest = min(acts, key=lambda act: act.successes)
    total = sum(act.successes for act in acts)
    return find_idle(campaigns, acts, floor), (
        f"{len(campaigns)} campaigns, {total} acts that succeeded; "
        f"the rarest was {rarest.name} with {rarest.successes} in its campaign"
    )


def show(lines: Iterable[str]) -> Iterator[str]:
    """Passes forge's lines on, printing all but the tables."""
    blank = True
    for line in lines:
        if not is_table(line) and not (blank and not line.strip()):
            print(line, end="", flush=True)
            blank = not line.strip()
        yield line


def main(arguments: list[str]) -> int:
    try:
        forge = find_tool("forge")
    except ToolMissing as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    command = [str(forge), "test", *arguments]
    floor = FLOORS.get(os.environ.get("FOUNDRY_PROFILE", ""), FLOORS["default"])
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        problems, summary = judge(list(show(process.stdout)), floor)
    if summary:
        print(summary)
    if process.returncode == 0:
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
    return process.returncode or int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
