"""docs/permissions.md tells of every function that changes something, and of no other."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.permissions import ROOT, main

BUILD = ROOT / ".build" / "__local__.json"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of source and page."""
    for name in ("permissions.toml", "permissions.md"):
        shutil.copyfile(ROOT / "docs" / name, tmp_path / name)
    return tmp_path


def check(docs: Path, build: Path = BUILD) -> int:
    return main(["--check", "--docs", str(docs), "--build", str(build)])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def compiled_with(tmp_path: Path, contract: str, entry: dict[str, Any]) -> Path:
    """The compiler's output, with one more entry in an ABI."""
    output = json.loads(BUILD.read_text())
    output["contractTypes"][contract]["abi"].append(entry)
    build = tmp_path / "build.json"
    build.write_text(json.dumps(output))
    return build


def test_the_page_is_current_and_complete() -> None:
    assert check(ROOT / "docs") == 0


def test_a_function_that_the_table_lacks_is_found(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(docs / "permissions.toml", "[HolderTree.settle]", "[HolderTree.unsettle]")
    assert check(docs) == 1
    told = capsys.readouterr().err
    assert "HolderTree.settle changes something and is not in the table\n" in told
    assert "HolderTree.unsettle is in the table, and no contract has it\n" in told


@pytest.mark.parametrize("contract", ["MembershipVerifier", "LexiarchToken"])
@pytest.mark.parametrize("mutability", ["nonpayable", "payable"])
def test_a_new_function_is_found(
    docs: Path, capsys: pytest.CaptureFixture[str], contract: str, mutability: str
) -> None:
    entry = {"type": "function", "name": "mint", "inputs": [], "outputs": [], "stateMutability": mutability}
    assert check(docs, compiled_with(docs, contract, entry)) == 1
    assert f"{contract}.mint changes something and is not in the table\n" in capsys.readouterr().err


def test_a_second_form_of_a_function_is_found(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = {"type": "function", "name": "exit", "inputs": [], "outputs": [], "stateMutability": "nonpayable"}
    assert check(docs, compiled_with(docs, "HolderRegistry", entry)) == 1
    assert "HolderRegistry.exit has 2 forms: the table names functions\n" in capsys.readouterr().err


def test_a_view_needs_no_row(docs: Path) -> None:
    entry = {"type": "function", "name": "more", "inputs": [], "outputs": [], "stateMutability": "view"}
    assert check(docs, compiled_with(docs, "LexiarchToken", entry)) == 0


def test_changed_words_are_found_and_written(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(docs / "permissions.toml", "anybody, about their own tokens", "anybody, in other words")
    assert check(docs) == 1
    assert capsys.readouterr().err == "not current: permissions.md (run `python scripts/permissions.py`)\n"
    assert main(["--docs", str(docs), "--build", str(BUILD)]) == 0
    assert "| anybody, in other words |" in (docs / "permissions.md").read_text()
    assert check(docs) == 0
