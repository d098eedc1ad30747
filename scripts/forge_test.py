"""Runs forge's tests, and fails when an invariant held only because hardly anything happened.

    python -m scripts.forge_test [arguments of `forge test`]

A random act that is refused reverts, and forge counts it. An act that never succeeds proves nothing, so
each act of each campaign must succeed at least `FLOOR` times. Forge's tables of them become one line.
Standard library only.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scripts.node_tools import ROOT, ToolMissing, find_tool

FLOOR = 5
_BORDER = re.compile(r"^(╭|\+=|\|-|╰)")
_HEADING = re.compile(r"^\|\s*Contract\s*\|\s*Selector\s*\|")
_ROW = re.compile(r"^\|\s*(\w+)\s*\|\s*(\w+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*\d+\s*\|\s*$")
_CAMPAIGN = re.compile(r"\binvariant_\w+\(\) \(runs: \d+, calls: [1-9]")


@dataclass(frozen=True)
class Act:
    """How an act fared in one campaign."""

    name: str
    calls: int
    successes: int


def parse_row(line: str) -> Act | None:
    """The act that a line of forge's table is about; None when it is no such line."""
    if not (row := _ROW.match(line)):
        return None
    contract, act, calls, reverts = row.groups()
    return Act(f"{contract}.{act}", int(calls), int(calls) - int(reverts))


def is_table(line: str) -> bool:
    """Whether the line belongs to one of forge's tables of acts."""
    return bool(_BORDER.match(line) or _HEADING.match(line) or _ROW.match(line))


def find_idle(acts: Iterable[Act]) -> list[str]:
    """One sentence for each act that succeeded too seldom."""
    return [
        f"{act.name} succeeded {act.successes} times in {act.calls} calls; at least {FLOOR} are wanted"
        for act in acts
        if act.successes < FLOOR
    ]


def judge(output: list[str]) -> tuple[list[str], str]:
    """What is wrong with the campaigns in forge's output, and a line that sums them up if there are any."""
    campaigns = sum(bool(_CAMPAIGN.search(line)) for line in output)
    acts = [act for line in output if (act := parse_row(line))]
    if campaigns and not acts:
        return ["forge printed no table of acts: show_metrics is off, or its form has changed"], ""
    if not acts:
        return [], ""
    rarest = min(acts, key=lambda act: act.successes)
    total = sum(act.successes for act in acts)
    return find_idle(acts), (
        f"{campaigns} campaigns, {total} acts that succeeded; "
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
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        problems, summary = judge(list(show(process.stdout)))
    if summary:
        print(summary)
    if process.returncode == 0:
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
    return process.returncode or int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
