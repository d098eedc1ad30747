"""Chains full of governance events, on anvil: the same events for us and for the peers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from eth_abi import encode
from eth_utils import keccak

from lexiarch.domain.deployment import ContractName
from tests.helpers.anvil import running_anvil
from tests.helpers.solidity import compile_file

_EMITTERS = {"governor": "EmitGovernor", "token": "EmitToken", "holder_registry": "EmitRoll"}
_GAS = {"gas": hex(900_000_000), "maxFeePerGas": hex(10**10), "maxPriorityFeePerGas": "0x1"}
_OPEN = 8  # proposals that are voted on at a time
_LISTED = 30  # proposals, more than the API shows on a page
_FEW = 100  # ballots
ACCOUNTS = 20_000

Call = tuple[str, tuple[Any, ...]]
"""Method and parameters of a JSON-RPC call."""


@dataclass(frozen=True)
class Chain:
    """A running chain.

    Attributes:
        addresses: of the emitters, by the names of a deployment file.
        start: block of the emitters' deployment.
        end: the last block.
        events: how many there are up to it.
    """

    url: str
    chain_id: int
    addresses: dict[str, str]
    start: int
    end: int
    events: int


class Filler:
    """Emits events on a chain, as many in a block as wanted."""

    def __init__(self, url: str, accounts: int) -> None:
        self.url = url
        self._session = requests.Session()
        self._accounts = accounts
        self._senders: list[str] = self.call("eth_accounts")
        self.proposals = 0
        self.events = 0
        self._seed = 0
        contracts = compile_file(Path(__file__).with_name("Emit.sol"))
        deploying = [
            self._send(number, {"data": "0x" + contracts[name].code.hex()})
            for number, name in enumerate(_EMITTERS.values())
        ]
        receipts = [self.call("eth_getTransactionReceipt", tx) for tx in self.mine(deploying)]
        self.addresses = dict(zip(_EMITTERS, (each["contractAddress"] for each in receipts), strict=True))
        self.start = int(receipts[0]["blockNumber"], 16)

    def call(self, method: str, *params: Any) -> Any:
        """The result of one JSON-RPC call."""
        return self._batch([(method, params)])[0]

    def mine(self, calls: list[Call]) -> list[str]:
        """Sends the transactions and then mines a block with them: the node answers a batch in no sure order.

        Returns:
            Their hashes.
        """
        sent = self._batch(calls)
        self.call("evm_mine")
        return sent

    def mint_all(self, per_block: int) -> None:
        """Gives every account tokens."""
        for first in range(0, self._accounts, per_block):
            count = min(per_block, self._accounts - first)
            self.mine([self._emit("token", "mint(uint256,uint256)", first, count)])
            self.events += count

    def propose(self) -> Call:
        """A new proposal."""
        self.proposals += 1
        self.events += 1
        return self._emit("governor", "propose(uint256,uint256)", self.proposals - 1, self._accounts)

    def vote(self, count: int, open_proposals: int = _OPEN) -> Call:
        """Ballots on the last proposals."""
        what = "vote(uint256,uint256,uint256,uint256,uint256)"
        newest = self.proposals - 1
        return self._emit_many("governor", what, count, count, newest, open_proposals, self._accounts)

    def move(self, transfers: int, delegations: int) -> Call:
        """Transfers, and changes of voting power."""
        what = "move(uint256,uint256,uint256,uint256)"
        total = transfers + delegations
        return self._emit_many("token", what, total, transfers, delegations, self._accounts)

    def attest(self, count: int) -> Call:
        """iDs given and renewed."""
        return self._emit_many(
            "holder_registry", "attest(uint256,uint256,uint256)", count, count, self._accounts
        )

    def full_block(self, events: int) -> None:
        """A block of so many events: 42 % ballots, 25 % transfers, 20 % power, the rest iDs."""
        calls = [self.propose()] if self._seed % 4 == 0 or not self.proposals else []
        votes, transfers, power = events * 42 // 100, events * 25 // 100, events * 20 // 100
        rest = events - votes - transfers - power - len(calls)
        self.mine([*calls, self.vote(votes), self.move(transfers, power), self.attest(rest)])

    def live_block(self) -> int:
        """A block of four events on a chain that is followed: ballots on the newest proposal, and power.

        Returns:
            Its number.
        """
        number = int(self.call("eth_blockNumber"), 16) + 1
        self.mine([self.vote(2, open_proposals=1), self.move(0, 2)])
        return number

    def thin_block(self, number: int) -> None:
        """A block of one event."""
        if number % 40 == 0:
            self.mine([self.propose()])
        elif number % 40 <= 17:
            self.mine([self.vote(1)])
        elif number % 40 <= 27:
            self.mine([self.move(1, 0)])
        elif number % 40 <= 35:
            self.mine([self.move(0, 1)])
        else:
            self.mine([self.attest(1)])

    def _emit_many(self, contract: str, signature: str, events: int, *args: int) -> Call:
        self._seed += 1
        self.events += events
        return self._emit(contract, signature, self._seed, *args)

    def _emit(self, contract: str, signature: str, *args: int) -> Call:
        data = keccak(text=signature)[:4] + encode(["uint256"] * len(args), args)
        place = list(_EMITTERS).index(contract)
        return self._send(place, {"to": self.addresses[contract], "data": "0x" + data.hex()})

    def _send(self, sender: int, transaction: dict[str, str]) -> Call:
        return "eth_sendTransaction", ({"from": self._senders[sender], **_GAS, **transaction},)

    def _batch(self, calls: list[tuple[str, Any]]) -> list[Any]:
        body = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": list(params)}
            for number, (method, params) in enumerate(calls)
        ]
        answers = self._session.post(self.url, json=body, timeout=600).json()
        for answer in answers:
            if "error" in answer:
                raise RuntimeError(f"anvil: {answer['error']}")
        return [answer["result"] for answer in sorted(answers, key=lambda answer: answer["id"])]


@contextmanager
def dense_chain(
    events: int, per_block: int = 400, accounts: int = ACCOUNTS
) -> Iterator[tuple[Chain, Filler]]:
    """A chain of full blocks, after some in which every account gets tokens."""
    with empty_chain(accounts) as filler:
        filler.mint_all(per_block)
        yield fill_dense(filler, events, per_block), filler


def fill_dense(filler: Filler, events: int, per_block: int = 400) -> Chain:
    """Full blocks until there are so many events on the chain."""
    while filler.events < events:
        filler.full_block(min(per_block, events - filler.events))
    return describe(filler)


def fill_ballots(filler: Filler, ballots: int, per_block: int = 2000) -> Chain:
    """A page of proposals with some ballots each, and so many ballots on a last one."""
    for _ in range(_LISTED):
        filler.mine([filler.propose()])
        filler.mine([filler.vote(_FEW, open_proposals=1)])
    for first in range(_FEW, ballots, per_block):
        filler.mine([filler.vote(min(per_block, ballots - first), open_proposals=1)])
    return describe(filler)


@contextmanager
def sparse_chain(blocks: int, accounts: int = 1000) -> Iterator[tuple[Chain, Filler]]:
    """A chain of blocks with one event each, after one in which every account gets tokens."""
    with empty_chain(accounts) as filler:
        filler.mint_all(accounts)
        for number in range(blocks):
            filler.thin_block(number)
        yield describe(filler), filler


@contextmanager
def empty_chain(accounts: int = ACCOUNTS) -> Iterator[Filler]:
    """A chain with the emitters, where nothing has happened yet."""
    options = {"no_mining": True, "order": "fifo", "gas_limit": 3_000_000_000, "timestamp": 1_700_000_000}
    with running_anvil(prune_history=True, **options) as url:  # states go to the disk otherwise, one by one
        yield Filler(url, accounts)


def describe(filler: Filler) -> Chain:
    """The chain as it is now."""
    chain_id, end = int(filler.call("eth_chainId"), 16), int(filler.call("eth_blockNumber"), 16)
    return Chain(filler.url, chain_id, filler.addresses, filler.start, end, filler.events)


def write_deployment(chain: Chain, path: Path) -> None:
    """A deployment file of the emitters. What they do not stand for gets addresses where nothing is."""
    session = requests.Session()

    def block_hash(number: int) -> str:
        call = {"jsonrpc": "2.0", "id": 1, "method": "eth_getBlockByNumber", "params": [hex(number), False]}
        return str(session.post(chain.url, json=call, timeout=10).json()["result"]["hash"])

    contracts = {
        name.value: {
            "address": chain.addresses.get(name.value, "0x" + keccak(text=name.value)[:20].hex()),
            "tx_hash": "0x" + "00" * 32,
            "block_number": chain.start,
            "arguments": [],
        }
        for name in ContractName
    }
    deployment = {
        "name": "Bench",
        "chain_id": chain.chain_id,
        "genesis_hash": block_hash(0),
        "start_block": chain.start,
        "start_block_hash": block_hash(chain.start),
        "token_symbol": "BENCH",
        "grace_period": 14 * 86_400,
        "contracts": contracts,
    }
    path.write_text(json.dumps(deployment))
