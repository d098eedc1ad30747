"""What contracts emit and answer, encoded by eth-abi: a second opinion on our own decoder."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi.abi import decode, encode
from eth_utils.crypto import keccak

from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName

_FOLDER = Path(__file__).resolve().parents[2] / "backend" / "lexiarch" / "chain" / "abi"


def encode_event(
    contract: ContractName, event: str, values: tuple[Any, ...]
) -> tuple[tuple[Hash32, ...], bytes]:
    """Topics and data of an event; values in the order of the declaration."""
    entry = _entries(contract, "event")[event]
    topics = [keccak(text=_signature(entry))]
    plain: list[tuple[str, Any]] = []
    for spec, value in zip(entry["inputs"], values, strict=True):
        if spec["indexed"]:
            topics.append(encode([spec["type"]], [value]))
        else:
            plain.append((spec["type"], value))
    data = encode([kind for kind, _ in plain], [value for _, value in plain])
    return tuple(map(Hash32, topics)), data


def read_call(contract: ContractName, calldata: bytes) -> tuple[str, tuple[Any, ...]]:
    """Signature and arguments of a call."""
    for entry in _entries(contract, "function").values():
        if keccak(text=_signature(entry))[:4] == calldata[:4]:
            return _signature(entry), decode([spec["type"] for spec in entry["inputs"]], calldata[4:])
    raise AssertionError(f"{contract} has no function {calldata[:4].hex()}")


def encode_answer(contract: ContractName, signature: str, values: tuple[Any, ...]) -> bytes:
    """What the contract returns."""
    for entry in _entries(contract, "function").values():
        if _signature(entry) == signature:
            return encode([_canonical(spec) for spec in entry["outputs"]], values)
    raise AssertionError(f"{contract} has no function {signature}")


@cache
def _entries(contract: ContractName, kind: str) -> dict[str, Any]:
    """By name; functions by signature, since names repeat."""
    entries = json.loads((_FOLDER / f"{contract}.json").read_text())
    return {
        entry["name"] if kind == "event" else _signature(entry): entry
        for entry in entries
        if entry["type"] == kind
    }


def _signature(entry: dict[str, Any]) -> str:
    return f"{entry['name']}({','.join(spec['type'] for spec in entry['inputs'])})"


def _canonical(spec: dict[str, Any]) -> str:
    """A tuple's type is spelled by its members."""
    if spec["type"] != "tuple":
        return str(spec["type"])
    return f"({','.join(_canonical(member) for member in spec['components'])})"
