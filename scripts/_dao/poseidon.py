"""The library of Poseidon hashes, compiled from npm's source.

Apart from all other contracts, because through the compiler's IR, as they are made, it would be larger than a
chain takes (EIP-170).
"""

import hashlib
import json
import subprocess
from pathlib import Path

from ethpm_types import ContractType

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "node_modules/poseidon-solidity/PoseidonT3.sol"
NAME = "PoseidonT3"
COMPILER = ROOT / "scripts" / "solc" / "solc-v0.8.37"


def load_poseidon() -> ContractType:
    """The compiled library. Compiled once, and kept beside what Ape has built."""
    question = json.dumps(_question())
    kept = ROOT / ".build" / f"{NAME}-{hashlib.sha256(question.encode()).hexdigest()[:12]}.json"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(_compile(question))
    return ContractType.model_validate_json(kept.read_text())


def _question() -> dict[str, object]:
    settings = {
        "optimizer": {"enabled": True, "runs": 200},
        "evmVersion": "cancun",
        "libraries": {},
        "outputSelection": {"*": {"*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"]}},
    }
    sources = {SOURCE: {"content": (ROOT / SOURCE).read_text(encoding="utf-8")}}
    return {"language": "Solidity", "sources": sources, "settings": settings}


def _compile(question: str) -> str:
    answer = subprocess.run(
        [COMPILER, "--standard-json"], input=question, capture_output=True, text=True, check=True
    )
    made = json.loads(answer.stdout)["contracts"][SOURCE][NAME]
    return json.dumps(
        {
            "contractName": NAME,
            "sourceId": SOURCE,
            "abi": made["abi"],
            "deploymentBytecode": {"bytecode": "0x" + made["evm"]["bytecode"]["object"]},
            "runtimeBytecode": {"bytecode": "0x" + made["evm"]["deployedBytecode"]["object"]},
        }
    )
