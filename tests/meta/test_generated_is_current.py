"""The generated files in the repository are those that follow from the contracts."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts._export.compiled import load_contracts
from scripts.export_abi import ROOT, generate

BUILD = ROOT / ".build" / "__local__.json"


def check(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/export_abi.py", "--check", "--root", str(root)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_generated_files_are_current() -> None:
    done = check(ROOT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["decode/events/governor.py", "chain/abi/token.json"])
def test_a_changed_file_would_be_found(tmp_path: Path, name: str) -> None:
    for path in generate(load_contracts(BUILD)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tmp_path / path)
    assert check(tmp_path).returncode == 0
    changed = tmp_path / "backend" / "lexiarch" / name
    changed.write_text(changed.read_text().replace("uint256", "uint255", 1))
    done = check(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"not current: backend/lexiarch/{name} ")
