"""Contracts of other projects on a chain of one's own, called by anvil's accounts."""

from typing import Any

from eth_abi import decode, encode
from eth_utils import keccak

from scripts._export.compiled import canonical
from tests.helpers.anvil import rpc
from tests.helpers.solidity import Compiled


class Deployed:
    """A contract that was created."""

    def __init__(self, url: str, compiled: Compiled, *arguments: Any) -> None:
        self._url = url
        self._abi = compiled.abi
        inputs = next((each["inputs"] for each in compiled.abi if each["type"] == "constructor"), [])
        code = compiled.code + encode([canonical(each) for each in inputs], arguments)
        receipt = send(url, rpc(url, "eth_accounts")[0], None, code)
        self.address: str = receipt["contractAddress"]
        self.block = int(receipt["blockNumber"], 16)

    def do(self, sender: str, name: str, *arguments: Any, types: str | None = None) -> dict[str, Any]:
        """Sends a call and mines it; gives the receipt. `types` chooses among functions of one name."""
        return send(self._url, sender, self.address, self.encode(name, *arguments, types=types))

    def ask(self, name: str, *arguments: Any) -> Any:
        """What a call returns."""
        function = self._function(name, len(arguments), None)
        call = {"to": self.address, "data": "0x" + self.encode(name, *arguments).hex()}
        data = bytes.fromhex(rpc(self._url, "eth_call", call, "latest")[2:])
        values = decode([canonical(each) for each in function["outputs"]], data)
        return values[0] if len(values) == 1 else values

    def encode(self, name: str, *arguments: Any, types: str | None = None) -> bytes:
        """Calldata."""
        function = self._function(name, len(arguments), types)
        kinds = [canonical(each) for each in function["inputs"]]
        return keccak(text=f"{name}({','.join(kinds)})")[:4] + encode(kinds, arguments)

    def _function(self, name: str, count: int, types: str | None) -> Any:
        return next(
            each
            for each in self._abi
            if each["type"] == "function"
            and each["name"] == name
            and len(each["inputs"]) == count
            and types in (None, ",".join(canonical(one) for one in each["inputs"]))
        )


def send(url: str, sender: str, to: str | None, data: bytes) -> dict[str, Any]:
    """Sends a transaction and mines it; gives the receipt of one that succeeded."""
    transaction = {"from": sender, "data": f"0x{data.hex()}", "gas": hex(10_000_000)}
    sent = rpc(url, "eth_sendTransaction", transaction | ({"to": to} if to else {}))
    receipt: dict[str, Any] | None = None
    while receipt is None:
        receipt = rpc(url, "eth_getTransactionReceipt", sent)
    assert receipt["status"] == "0x1", receipt
    return receipt
