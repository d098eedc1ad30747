"""The programs and variables that Ape and forge need, found inside this repository.

    python scripts/node_tools.py forge       print the path of the forge binary
    python scripts/node_tools.py --exports   print `export NAME=value` lines for a shell

npm's launcher of forge always exits 0, so package.json names the platform packages instead.
Standard library only: this runs before the Python environment exists.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin"}
_MACHINES = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


class ToolMissing(Exception):
    """A program that setup should have installed is not there."""


def find_tool(name: str) -> Path:
    """Return the binary of `name` (anvil, forge): npm's, or one on PATH where npm has none for it."""
    package = f"{name}-{_SYSTEMS.get(platform.system())}-{_MACHINES.get(platform.machine())}"
    path = ROOT / "node_modules" / "@foundry-rs" / package / "bin" / name
    if path.is_file():
        return path
    if package in (ROOT / "package.json").read_text(encoding="utf-8"):
        raise ToolMissing(f"{name} is not installed in node_modules: run `make setup`")
    if found := shutil.which(name):
        return Path(found)
    raise ToolMissing(f"npm has no {package}: install Foundry 1.7 so that {name} is on PATH")


def variables() -> dict[str, str]:
    """Return the variables under which Ape finds our compiler, our anvil and a data folder of its own."""
    folders = [str(find_tool("anvil").parent), str(ROOT / ".venv" / "bin")]
    path = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return {
        "SOLCX_BINARY_PATH": str(ROOT / "scripts" / "solc"),
        "APE_DATA_FOLDER": os.environ.get("APE_DATA_FOLDER") or str(ROOT / ".ape"),
        "PATH": os.pathsep.join(folders + [entry for entry in path if entry not in folders]),
    }


def environment() -> dict[str, str]:
    """Return a whole environment for a program that uses ape."""
    return {**os.environ, **variables()}


def prepare_environment() -> None:
    """Give this process, and those it starts, these variables. Call it before ape is first used."""
    os.environ.update(variables())


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["--exports"]:
            for name, value in variables().items():
                print(f"export {name}={shlex.quote(value)}")
        elif len(arguments) == 1 and not arguments[0].startswith("-"):
            print(find_tool(arguments[0]))
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except ToolMissing as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
