"""Single contracts on a chain of one's own, from the compiler's output, paid by an account of anvil's."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi import encode

from lexiarch.decode.calls import encode_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName
from scripts._export.compiled import SOURCES, canonical
from tests.helpers.anvil import rpc

BUILD = Path(__file__).resolve().parents[2] / ".build" / "__local__.json"


def deploy(url: str, name: ContractName, *arguments: Any) -> Address:
    """Creates a contract; anvil's first account pays."""
    compiled = _compiled()[SOURCES[name]]
    inputs = next(entry["inputs"] for entry in compiled["abi"] if entry["type"] == "constructor")
    receipt = send(
        url, None, creation_code(SOURCES[name]) + encode([canonical(each) for each in inputs], arguments)
    )
    return Address(bytes.fromhex(receipt["contractAddress"][2:]))


def creation_code(source: str) -> bytes:
    """What creates a contract, but for the arguments of its constructor, by its name in Solidity."""
    return bytes.fromhex(_compiled()[source]["deploymentBytecode"]["bytecode"].removeprefix("0x"))


def invoke(url: str, name: ContractName, to: Address, function: str, *arguments: Any) -> dict[str, Any]:
    """Sends a call, signed by anvil's first account; gives the receipt."""
    return send(url, to, encode_call(name, function, *arguments))


def send(url: str, to: Address | None, data: bytes) -> dict[str, Any]:
    """Sends a transaction of anvil's first account and mines it; gives the receipt."""
    transaction = {"from": rpc(url, "eth_accounts")[0], "data": f"0x{data.hex()}", "gas": hex(10_000_000)}
    if to is not None:
        transaction["to"] = f"0x{to.hex()}"
    sent = rpc(url, "eth_sendTransaction", transaction)
    receipt: dict[str, Any] | None = None
    while receipt is None:
        receipt = rpc(url, "eth_getTransactionReceipt", sent)
    assert receipt["status"] == "0x1", receipt
    return receipt


@cache
def _compiled() -> dict[str, Any]:
    compiled: dict[str, Any] = json.loads(BUILD.read_text())["contractTypes"]
    return compiled
