"""Writes what follows from the compiled contracts: ABIs, typed events, tables of calls and errors.

    python scripts/export_abi.py            write what has changed
    python scripts/export_abi.py --check    write nothing; exit 1 and name the files that are not current

Reads what `ape compile` (`make build`) left in .build/, and the ABIs in OpenZeppelin's npm packages. The
result depends on nothing else.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a plain file, it finds its own package only now

from scripts._export import events, tables, typescript, well_known  # noqa: E402 - after sys.path is set
from scripts._export.compiled import BuildMissing, Contract, load_contracts  # noqa: E402 - after sys.path is set

PACKAGE = Path("backend/lexiarch")
GENERATED = [
    PACKAGE / "chain/abi",
    PACKAGE / "decode/events",
    PACKAGE / "decode/functions",
    PACKAGE / "dashboard/assets/generated",
]
"""Folders that hold generated files and nothing else."""


def generate(contracts: list[Contract]) -> dict[Path, str]:
    """All generated files: text by path from the root."""
    texts = {
        PACKAGE / "decode/events/__init__.py": events.package_module(contracts),
        PACKAGE / "decode/functions/__init__.py": tables.package_module(contracts),
        PACKAGE / "decode/functions/well_known.py": well_known.well_known_module(ROOT / "node_modules"),
        PACKAGE / "decode/error_table.py": tables.errors_module(contracts),
        PACKAGE / "dashboard/assets/generated/abi.ts": typescript.abi_module(contracts),
    }
    for contract in contracts:
        texts[PACKAGE / f"decode/events/{contract.name}.py"] = events.events_module(contract)
        texts[PACKAGE / f"decode/functions/{contract.name}.py"] = tables.functions_module(contract)
        texts[PACKAGE / f"chain/abi/{contract.name}.json"] = abi_json(contract)
    return format_python(texts)


def abi_json(contract: Contract) -> str:
    """The contract's ABI, one entry per line."""
    lines = [json.dumps(entry, sort_keys=True) for entry in contract.abi]
    return "[\n" + ",\n".join(sorted(lines)) + "\n]\n"


def format_python(texts: dict[Path, str]) -> dict[Path, str]:
    """The texts, Python ones as `ruff format` writes them."""
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--no-cache"]
    command += ["--config", str(ROOT / "pyproject.toml")]
    with TemporaryDirectory() as folder:
        files = {path: Path(folder) / f"{number}{path.suffix}" for number, path in enumerate(texts)}
        for path, file in files.items():
            file.write_text(texts[path], encoding="utf-8")
        subprocess.run([*command, folder], check=True)
        return {path: file.read_text(encoding="utf-8") for path, file in files.items()}


def stale_files(root: Path, files: dict[Path, str]) -> list[Path]:
    """Generated files that differ from what is wanted, are missing, or are there without being wanted."""
    found = {path.relative_to(root) for folder in GENERATED for path in (root / folder).glob("*.*")}
    differing = {path for path, text in files.items() if not is_current(root / path, text)}
    return sorted(differing | (found - set(files)))


def is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def write(root: Path, path: Path, text: str | None) -> None:
    """Writes one file, or removes it when no text is wanted."""
    if text is None:
        (root / path).unlink()
        return
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--root", type=Path, default=ROOT, help="where the generated files are")
    parser.add_argument("--build", type=Path, default=ROOT / ".build/__local__.json", help="compiler output")
    options = parser.parse_args(arguments)
    try:
        files = generate(load_contracts(options.build))
    except BuildMissing as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    stale = stale_files(options.root, files)
    for path in stale:
        if options.check:
            print(f"not current: {path}  (run `python scripts/export_abi.py`)", file=sys.stderr)
        else:
            write(options.root, path, files.get(path))
            print(f"wrote {path}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
