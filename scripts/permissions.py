"""Writes the table of docs/permissions.md: who may call what, for every function that changes something.

    python scripts/permissions.py            write the table
    python scripts/permissions.py --check    write nothing; exit 1 if it is not current

docs/permissions.toml is the source; tests/contracts/authority proves it. A function of a contract that the
source does not know, or knows in vain, is an error. Reads what `make build` left in .build/.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOT_LAW = ("contracts/mocks/", "contracts/integrations/examples/")
BEGIN, END = "<!-- written by scripts/permissions.py -->", "<!-- end -->"

Rows = dict[str, dict[str, dict[str, Any]]]
"""Contract, function, and what the source says of it."""


def load_functions(build: Path) -> dict[str, Counter[str]]:
    """The functions of each contract that is deployed: no mock, no example, and none that change nothing."""
    types = json.loads(build.read_text(encoding="utf-8"))["contractTypes"]
    functions = {
        name: Counter(_changing(compiled["abi"]))
        for name, compiled in types.items()
        if not compiled["sourceId"].startswith(NOT_LAW) and _code(compiled) != "0x"
    }
    return {name: found for name, found in functions.items() if found}


def _code(compiled: dict[str, Any]) -> str:
    return (compiled.get("deploymentBytecode") or {}).get("bytecode") or "0x"


def _changing(abi: list[dict[str, Any]]) -> list[str]:
    changing = [entry for entry in abi if entry.get("stateMutability") in ("nonpayable", "payable")]
    return [entry.get("name", entry["type"]) for entry in changing if entry["type"] != "constructor"]


def find_faults(rows: Rows, functions: dict[str, Counter[str]]) -> list[str]:
    """One sentence for each function that the source lacks or invents."""
    told = {f"{contract}.{name}" for contract, names in rows.items() for name in names}
    counted = {f"{contract}.{name}": n for contract, names in functions.items() for name, n in names.items()}
    return [
        *(f"{name} changes something and is not in the table" for name in sorted(counted.keys() - told)),
        *(f"{name} is in the table, and no contract has it" for name in sorted(told - counted.keys())),
        *(f"{name} has {n} forms: the table names functions" for name, n in sorted(counted.items()) if n > 1),
    ]


def build_table(rows: Rows) -> str:
    """The rows in Markdown, a section for each contract."""
    sections = []
    for contract, functions in rows.items():
        lines = [f"### {contract}", "", "| function | who may call it | anybody else gets |", "|---|---|---|"]
        lines += [f"| `{name}` | {row['words']} | {_refusal(row)} |" for name, row in functions.items()]
        sections.append("\n".join(lines))
    return "\n\n".join(sections)


def _refusal(row: dict[str, Any]) -> str:
    if "others" not in row:
        return "–"
    return f"`{row['others'].partition('(')[0]}`" if row["others"] else "no answer"


def build_page(page: str, table: str) -> str:
    """The page with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where source and page are")
    parser.add_argument("--build", type=Path, default=ROOT / ".build/__local__.json", help="compiler output")
    options = parser.parse_args(arguments)

    rows: Rows = tomllib.loads((options.docs / "permissions.toml").read_text(encoding="utf-8"))
    faults = find_faults(rows, load_functions(options.build))
    path = options.docs / "permissions.md"
    page = path.read_text(encoding="utf-8")
    wanted = build_page(page, build_table(rows))
    if page != wanted and options.check:
        faults.append(f"not current: {path.name} (run `python scripts/permissions.py`)")
    elif page != wanted:
        path.write_text(wanted, encoding="utf-8")
        print(f"wrote {path.name}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
