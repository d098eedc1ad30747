"""docs/audit/index.md, from what was played."""

from collections.abc import Sequence
from pathlib import Path

from scripts.audit.markdown import code
from tests.faults.parts import PARTS
from tests.faults.planted import FAULTS
from tests.faults.play import Found, Result, searches

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_HEAD = """\
# Faults that an index survives

Written by `make audit-index`. Each script does something to a chain, a node, a process or a database while an
index follows. Then the master oracle is asked: every table must equal, row for row, that of an index made
from zero of the final chain, and the stream of changes must have no gap. The index from zero is always made
in SQLite, so what PostgreSQL holds is compared with it as well.

The chain is in memory, with the contracts of `tests/helpers/model`; the indexer, the stores, the client of
nodes, the processes, the signals and the full file system are real. A script is its number, which is its
seed: one that fails is named, and played again by
`make audit-index AUDIT_INDEX_ARGS="<part> --database <sqlite or postgresql> --case <number>"`.
"""
_NOT_SEEN = """
## What no script can show

A node that leaves logs out of a *range* far behind the head leaves no trace that is cheap to find; nor does
one that leaves out of one block, twice, a log whose address and topics others of the block have as well. The
nodes here do neither: [the comparison with the contracts](../operating.md) is what finds that.
"""


def write_page(path: Path, results: Sequence[Result], found: Sequence[Found]) -> None:
    """Writes the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        _HEAD + _summary(results) + _details(results) + _planted(found) + _NOT_SEEN, encoding="utf-8"
    )


def _summary(results: Sequence[Result]) -> str:
    rows = [
        f"| {code(each.part)} | {_KINDS[each.kind]} | {each.scripts:,} | {each.seconds:,.0f} | "
        f"{'no difference' if not each.failures else f'**{len(each.failures)} failed**'} |"
        for each in results
    ]
    played = {(each.part, each.kind) for each in results}
    rows += [
        f"| {code(name)} | {_KINDS[kind]} | | | **not played** |"
        for name, part in PARTS.items()
        for kind in part.databases
        if (name, kind) not in played
    ]
    minutes = sum(each.seconds for each in results) / 60
    head = [
        "",
        "## What was played",
        "",
        "| part | database | scripts | seconds | result |",
        "|---|---|--:|--:|---|",
    ]
    return "\n".join([*head, *rows, "", f"{minutes:.0f} minutes altogether."]) + "\n"


def _details(results: Sequence[Result]) -> str:
    parts = []
    for name, part in PARTS.items():
        lines = [f"\n### {name}\n\n{part.words}.\n"]
        for each in results:
            if each.part == name:
                what = ", ".join(f"{times:,} {words}" for words, times in each.happened.items())
                lines.append(f"- {_KINDS[each.kind]}: {what}")
                lines += [f"- **failed**: {failure}" for failure in each.failures]
        parts.append("\n".join(lines) + "\n")
    return "\n## What happened in it\n" + "".join(parts)


def _planted(found: Sequence[Found]) -> str:
    seen = sum(bool(each.words) for each in found)
    head = [
        "",
        "## Planted faults",
        "",
        f"The indexer is made to do one thing wrong; the oracle found {seen} of {len(found)}, "
        f"and {len(searches()) - len(found)} were not played.",
        "",
        "| fault | part | database | scripts played | the oracle said |",
        "|---|---|---|--:|---|",
    ]
    rows = [
        f"| {FAULTS[each.fault].words} | {code(each.part)} | {_KINDS[each.kind]} | {each.scripts} | "
        f"{code(each.words[:110]) if each.words else '**nothing**'} |"
        for each in found
    ]
    return "\n".join([*head, *rows]) + "\n"
