"""Measures, and writes docs/gas.md and build/gas.json:  python -m scripts.audit.gas

Forge plays tests/contracts/gas and notes what each transaction cost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from scripts.audit.gas.figures import read_notes, read_sizes, to_json
from scripts.audit.gas.page import find_broken, render
from scripts.node_tools import ROOT, find_tool

_NOTES = ROOT / ".forge" / "gas"
_PAGE = ROOT / "docs" / "gas.md"
_JSON = ROOT / "build" / "gas.json"


def play() -> int:
    """Compiles what is measured, plays it, and gives forge's exit code."""
    forge = str(find_tool("forge"))
    for note in _NOTES.glob("*.json"):
        note.unlink()
    built = subprocess.run([forge, "build", "tests/peers"], cwd=ROOT, check=False)
    if built.returncode:
        return built.returncode
    environment = {**os.environ, "FOUNDRY_PROFILE": "gas"}
    return subprocess.run([forge, "test"], cwd=ROOT, check=False, env=environment).returncode


def main() -> int:
    if code := play():
        return code
    figures, sizes = read_notes(_NOTES), read_sizes(ROOT / "contracts", ROOT / ".forge" / "out")
    _JSON.parent.mkdir(exist_ok=True)
    _JSON.write_text(json.dumps(to_json(figures, sizes), indent=2) + "\n", encoding="utf-8")
    page = render(figures, sizes)
    _PAGE.write_text(page, encoding="utf-8")
    print("\n".join(line for line in page.splitlines() if line.startswith("|")))
    broken = find_broken(figures, sizes)
    for sentence in broken:
        print(f"error: {sentence}", file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
