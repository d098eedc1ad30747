"""What follows from the compiler's output, and that nothing else does."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts._export.compiled import Contract, load_contracts, snake
from scripts._export.events import events_module
from scripts._export.typescript import CALLED
from scripts.export_abi import GENERATED, ROOT, generate, main

BUILD = ROOT / ".build" / "__local__.json"


def check(root: Path, build: Path = BUILD) -> int:
    return main(["--check", "--root", str(root), "--build", str(build)])


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with all generated files."""
    assert main(["--root", str(tmp_path), "--build", str(BUILD)]) == 0
    return tmp_path


def test_files_are_the_same_bytes_whatever_the_order_of_the_compilers_output(tmp_path: Path) -> None:
    compiled = json.loads(BUILD.read_text())
    for each in compiled["contractTypes"].values():
        each["abi"].reverse()
    shuffled = tmp_path / "build.json"
    shuffled.write_text(json.dumps(dict(reversed(compiled.items()))))
    assert generate(load_contracts(shuffled)) == generate(load_contracts(BUILD))


def test_a_second_run_writes_nothing(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--root", str(written), "--build", str(BUILD)]) == 0
    assert capsys.readouterr().out == ""
    assert check(written) == 0


def test_generated_folders_hold_what_the_exporter_writes(written: Path) -> None:
    found = {path.relative_to(written) for path in written.rglob("*.*")}
    assert found == set(generate(load_contracts(BUILD)))
    assert all(any(path.is_relative_to(folder) for path in found) for folder in GENERATED)


@pytest.mark.parametrize(
    "name",
    [
        "decode/events/governor.py",
        "decode/events/__init__.py",
        "decode/functions/token.py",
        "decode/error_table.py",
        "chain/abi/timelock.json",
        "dashboard/assets/generated/abi.ts",
    ],
)
def test_check_names_a_file_that_was_changed_and_a_run_mends_it(
    written: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = written / "backend" / "lexiarch" / name
    path.write_text(path.read_text() + "\n")
    assert check(written) == 1
    assert capsys.readouterr().err.count("not current:") == 1
    assert main(["--root", str(written), "--build", str(BUILD)]) == 0
    assert f"wrote backend/lexiarch/{name}" in capsys.readouterr().out
    assert check(written) == 0


def test_check_names_a_file_that_is_missing(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (written / "backend/lexiarch/decode/events/token.py").unlink()
    assert check(written) == 1
    assert "decode/events/token.py" in capsys.readouterr().err


def test_a_file_that_follows_from_nothing_is_named_and_removed(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = written / "backend/lexiarch/chain/abi/treasury.json"
    stray.write_text("[]\n")
    assert check(written) == 1
    assert "treasury.json" in capsys.readouterr().err
    assert main(["--root", str(written), "--build", str(BUILD)]) == 0
    assert not stray.exists()


def test_a_new_event_makes_the_files_stale(written: Path, tmp_path: Path) -> None:
    compiled = json.loads(BUILD.read_text())
    added = {"type": "event", "name": "Paused", "inputs": [], "anonymous": False}
    compiled["contractTypes"]["LexiarchToken"]["abi"].append(added)
    changed = tmp_path / "build.json"
    changed.write_text(json.dumps(compiled))
    assert check(written, changed) == 1


@pytest.mark.parametrize("content", [None, "", "{}", '{"contractTypes": {}}'])
def test_compiler_output_that_cannot_be_used_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    build = tmp_path / "build.json"
    if content is not None:
        build.write_text(content)
    assert check(tmp_path, build) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "run `make build`" in said


def test_it_runs_as_a_plain_script() -> None:
    command = [sys.executable, "scripts/export_abi.py", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "--check" in done.stdout


@pytest.mark.parametrize(
    ("solidity", "python"),
    [
        ("personTag", "person_tag"),
        ("from", "from_"),
        ("id", "id"),
        ("oldDAOName", "old_dao_name"),
        ("EIP712DomainChanged", "eip712_domain_changed"),
        ("now_", "now"),
        ("value2Of", "value2_of"),
    ],
)
def test_solidity_names_are_spelled_as_in_python(solidity: str, python: str) -> None:
    assert snake(solidity) == python


def test_a_page_gets_only_what_it_calls_and_every_error(written: Path) -> None:
    text = (written / "backend/lexiarch/dashboard/assets/generated/abi.ts").read_text()
    constants = {
        name: [json.loads(line.strip().rstrip(",")) for line in body.splitlines() if line.strip()]
        for name, body in re.findall(r"export const (\w+) = \[\n(.*?)\n\] as const;", text, re.DOTALL)
    }
    assert {entry["name"] for entry in constants["tokenAbi"] if entry["type"] == "function"} == {
        "balanceOf",
        "delegate",
        "delegates",
        "getPastVotes",
        "getVotes",
    }
    known = [contract for contract in load_contracts(BUILD) if contract.name in CALLED]
    assert {contract.name for contract in known} == set(CALLED)
    for contract in known:
        first, *more = contract.name.split("_")
        entries = constants["".join([first, *map(str.title, more), "Abi"])]
        errors = {entry["name"] for entry in entries if entry["type"] == "error"}
        assert errors == {entry["name"] for entry in contract.entries("error")}


def module_of(*inputs: dict[str, Any]) -> ModuleType:
    """The module that is generated for a contract with one event `Happened`."""
    abi = [{"type": "event", "name": "Happened", "inputs": list(inputs), "anonymous": False}]
    (token, *_) = load_contracts(BUILD)
    code = events_module(Contract(token.name, "Example", abi, {}))
    spec = importlib.util.spec_from_loader("example_events", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    exec(code, module.__dict__)
    return module


def field(name: str, abi_type: str, *, indexed: bool = False) -> dict[str, Any]:
    return {"name": name, "type": abi_type, "indexed": indexed}


def test_fields_with_the_names_of_the_decoders_own_variables_are_read() -> None:
    from eth_abi import encode

    names = ("data", "topics", "end", "uint", "address", "from", "")
    module = module_of(*(field(name, "string") for name in names), field("number", "int64"))
    (decode,) = module.DECODERS.values()
    event = decode((bytes(32),), encode(["string"] * 7 + ["int64"], [*"abcdefg", -5]))
    assert (event.data, event.topics, event.end, event.uint, event.address) == tuple("abcde")
    assert (event.from_, event.field_6, event.number) == ("f", "g", -5)


def test_an_indexed_text_is_its_hash() -> None:
    module = module_of(field("name", "string", indexed=True), field("flag", "bool"), field("code", "bytes4"))
    (decode,) = module.DECODERS.values()
    event = decode((bytes(32), b"\x07" * 32), bytes(31) + b"\x01" + b"abcd" + bytes(28))
    assert (event.name, event.flag, event.code) == (b"\x07" * 32, True, b"abcd")


def test_an_event_with_a_struct_is_refused_rather_than_misread() -> None:
    struct = field("offer", "tuple") | {"components": [field("holder", "address")]}
    with pytest.raises(ValueError, match="tuple offer"):
        module_of(struct)
