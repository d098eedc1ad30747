"""Solidity that only a test needs, compiled when it does."""

import hashlib
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scripts.node_tools import ROOT

_KEPT = ROOT / ".build" / "tests"


class Compiled(NamedTuple):
    """A contract: its ABI as JSON has it, and the code that creates it."""

    abi: list[dict[str, Any]]
    code: bytes


@cache
def compile_file(path: Path) -> dict[str, Compiled]:
    """The contracts of a file by name. What was compiled before is kept, until the file changes.

    Raises:
        RuntimeError: the file does not compile.
    """
    source = path.read_text()
    settings = {
        "optimizer": {"enabled": True, "runs": 200},
        "outputSelection": {"*": {"*": ["abi", "evm.bytecode.object"]}},
        "remappings": [
            "@openzeppelin/contracts/=node_modules/@openzeppelin/contracts/",
            "openzeppelin-contracts-v4/=node_modules/openzeppelin-contracts-v4/",
        ],
    }
    question = {"language": "Solidity", "sources": {path.name: {"content": source}}, "settings": settings}
    text = json.dumps(question)
    lock = (ROOT / "package-lock.json").read_bytes()
    kept = _KEPT / f"{path.stem}-{hashlib.sha256(text.encode() + lock).hexdigest()[:16]}.json"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_compile(text, path.name)))
    compiled = json.loads(kept.read_text())
    return {name: Compiled(abi, bytes.fromhex(code)) for name, (abi, code) in compiled.items()}


def _compile(question: str, name: str) -> dict[str, tuple[Any, str]]:
    compiler = next((ROOT / "scripts" / "solc").glob("solc-v*"))
    done = subprocess.run(
        [compiler, "--standard-json"], input=question, capture_output=True, text=True, check=True, cwd=ROOT
    )
    answer = json.loads(done.stdout)
    faults = [each for each in answer.get("errors", []) if each["severity"] == "error"]
    if faults:
        raise RuntimeError(f"{name} does not compile: {faults[0]['formattedMessage']}")
    return {
        each: (contract["abi"], contract["evm"]["bytecode"]["object"])
        for contracts in answer["contracts"].values()
        for each, contract in contracts.items()
        if contract["evm"]["bytecode"]["object"] and "_" not in contract["evm"]["bytecode"]["object"]
    }
