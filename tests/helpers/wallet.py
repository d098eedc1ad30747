"""A wallet for browser tests: EIP-1193 and EIP-6963 to the page, a real key, a real node."""

import json
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from eth_abi import encode
from eth_account.messages import encode_defunct, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from playwright.sync_api import Page

ANNOUNCE = """
(() => {
  const listeners = {};
  const provider = {
    on: (event, listener) => { (listeners[event] ||= []).push(listener); return provider; },
    removeListener: (event, listener) => {
      listeners[event] = (listeners[event] || []).filter((other) => other !== listener);
      return provider;
    },
    request: async ({ method, params }) => {
      const answer = JSON.parse(await window.__testWalletRequest(method, JSON.stringify(params ?? [])));
      if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.result;
    },
  };
  window.__testWalletEmit = (event, value) => (listeners[event] || []).forEach((listener) => listener(value));
  const detail = Object.freeze({
    info: Object.freeze({
      uuid: "5f9a1a52-4a5e-4f44-9a3c-0d7a1a0d7e57",
      name: "Test wallet",
      icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
      rdns: "test.wallet",
    }),
    provider,
  });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
})();
"""

CALL = keccak(text="call(address,bytes)")[:4]
"""Selector of ERC1271WalletMock.call."""
LOCKED = {"code": -32000, "message": "The wallet is locked."}
UNREACHABLE = {"code": -32603, "message": "Internal JSON-RPC error: the node does not answer."}
NOT_ALLOWED = {"code": 4100, "message": "The account is not authorized."}
REJECTED = {"code": 4001, "message": "The user rejected the request."}


@dataclass
class TestWallet:
    """One account in one page. `asked` lists the methods that the page called."""

    __test__ = False

    account: LocalAccount
    node_url: str
    reject: bool = False
    locked: bool = False
    """Whether it gives no account, and signs nothing, until it is unlocked."""
    chain_id: int | None = None
    """Another chain that it is on until it is asked to switch."""
    gas_limit: int | None = None
    """What its owner has set by hand."""
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The account that pages see."""
        return str(self.account.address)

    def become(self, account: LocalAccount, *pages: Page) -> None:
        """Goes over to another account; tells the pages, if any."""
        self.account = account
        self.emit("accountsChanged", [self.address], *pages)

    def emit(self, event: str, value: object, *pages: Page) -> None:
        """An event of EIP-1193."""
        for page in pages:
            page.evaluate("([event, value]) => __testWalletEmit(event, value)", [event, value])

    def install(self, page: Page) -> None:
        page.expose_function("__testWalletRequest", self._request)
        page.add_init_script(ANNOUNCE)

    def _request(self, method: str, params_json: str) -> str:
        self.asked.append(method)
        return json.dumps(self._answer(method, json.loads(params_json)))

    def _answer(self, method: str, params: list[Any]) -> dict[str, Any]:
        match method:
            case "eth_requestAccounts" | "eth_accounts":
                return {"result": [] if self.locked else [self.address]}
            case "eth_chainId" if self.chain_id is not None:
                return {"result": hex(self.chain_id)}
            case "wallet_switchEthereumChain" | "wallet_addEthereumChain":
                self.chain_id = None
                return {"result": None}
            case "eth_sendTransaction" | "eth_signTypedData_v4" | "personal_sign":
                return self._signed(method, params)
        return self._node(method, params)

    def _signed(self, method: str, params: list[Any]) -> dict[str, Any]:
        """What takes the key."""
        if self.locked or self.reject:
            return {"error": LOCKED if self.locked else REJECTED}
        if method == "eth_sendTransaction":
            is_own = params[0]["from"].lower() == self.address.lower()
            return self._send(params[0]) if is_own else {"error": NOT_ALLOWED}
        if method == "personal_sign":
            text = bytes.fromhex(params[0][2:])
            return {"result": "0x" + bytes(self.account.sign_message(encode_defunct(text)).signature).hex()}
        signed = self.account.sign_message(encode_typed_data(full_message=json.loads(params[1])))
        return {"result": "0x" + signed.signature.hex().removeprefix("0x")}

    def _send(self, request: dict[str, Any]) -> dict[str, Any]:
        """Fills in what wallets fill in, signs with the key, sends raw."""
        transaction = {
            "to": request["to"],
            "data": request.get("data", "0x"),
            "value": int(request.get("value", "0x0"), 16),
            "chainId": int(self._node("eth_chainId", [])["result"], 16),
            "nonce": int(
                self._node("eth_getTransactionCount", [self.account.address, "pending"])["result"], 16
            ),
            "maxFeePerGas": 10**10,
            "maxPriorityFeePerGas": 0,
        }
        asked = {**request, "from": self.account.address}
        estimate = self._node("eth_estimateGas", [asked])
        if "error" in estimate:
            return estimate
        transaction["gas"] = self.gas_limit or int(estimate["result"], 16) * 12 // 10
        raw = self.account.sign_transaction(transaction).raw_transaction
        return self._node("eth_sendRawTransaction", ["0x" + bytes(raw).hex()])

    def _node(self, method: str, params: list[Any]) -> dict[str, Any]:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(self.node_url, body, {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                reply = json.load(answer)
        except OSError:
            return {"error": UNREACHABLE}
        return {key: reply[key] for key in ("result", "error") if key in reply}


@dataclass
class SmartWallet(TestWallet):
    """A wallet whose account is a contract (ERC1271WalletMock); `account` is its owner, who pays."""

    contract: str = ""

    @property
    def address(self) -> str:
        return self.contract

    def _send(self, request: dict[str, Any]) -> dict[str, Any]:
        data = bytes.fromhex(request.get("data", "0x")[2:])
        target = bytes.fromhex(request["to"][2:])
        inner = CALL + encode(["address", "bytes"], [target, data])
        return super()._send({"to": self.contract, "data": "0x" + inner.hex()})
