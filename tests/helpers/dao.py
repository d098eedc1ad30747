"""A deployed DAO, driven with real transactions: tests read as the life of a proposal."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from eth_utils import keccak
from web3 import HTTPProvider, Web3
from web3.contract import Contract
from web3.types import RPCEndpoint, TxReceipt

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName, Deployment, load_deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.signing.typed_data import Offer, offer_struct, sign_offer
from tests.helpers.cast import person

ABI_FOLDER = Path(__file__).resolve().parents[2] / "backend" / "lexiarch" / "chain" / "abi"
AGAINST, FOR, ABSTAIN = 0, 1, 2
DAY = 86_400


@dataclass
class Dao:
    """Contracts of a deployment file on a node. People are numbers of the cast."""

    node_url: str
    deployment_path: Path

    @cached_property
    def deployment(self) -> Deployment:
        return load_deployment(self.deployment_path)

    @cached_property
    def web3(self) -> Web3:
        return Web3(HTTPProvider(self.node_url))

    def contract(self, name: ContractName) -> Contract:
        abi = json.loads((ABI_FOLDER / f"{name.value}.json").read_text())
        address = Web3.to_checksum_address(self.deployment.contracts[name].address)
        return self.web3.eth.contract(address=address, abi=abi)

    @cached_property
    def governor(self) -> Contract:
        return self.contract(ContractName.GOVERNOR)

    @cached_property
    def token(self) -> Contract:
        return self.contract(ContractName.TOKEN)

    @cached_property
    def roll(self) -> Contract:
        return self.contract(ContractName.HOLDER_REGISTRY)

    @cached_property
    def issuers(self) -> Contract:
        return self.contract(ContractName.ISSUER_REGISTRY)

    # ---- chain

    def rpc(self, method: str, *params: object) -> Any:
        answer = self.web3.provider.make_request(RPCEndpoint(method), list(params))
        assert "error" not in answer, answer
        return answer["result"]

    @property
    def now(self) -> int:
        return int(self.web3.eth.get_block("latest")["timestamp"])

    def travel(self, seconds: int) -> None:
        """Lets chain time pass and mines a block."""
        self.rpc("evm_increaseTime", seconds)
        self.rpc("evm_mine")

    def travel_to(self, moment: int) -> None:
        """Mines a block of just this time; chain time goes on from there."""
        self.rpc("evm_setNextBlockTimestamp", moment)
        self.rpc("evm_mine")

    def send(self, call: Any, sender: int) -> TxReceipt:
        """Signs with the person's own key, sends, waits for the receipt, and expects success."""
        key = person(sender)
        transaction = call.build_transaction(
            {
                "from": key.address,
                "nonce": self.web3.eth.get_transaction_count(key.address, "pending"),
                "gas": 2_000_000,
                "maxFeePerGas": 10**10,
                "maxPriorityFeePerGas": 0,
                "chainId": self.deployment.chain_id,
            }
        )
        sent = self.web3.eth.send_raw_transaction(key.sign_transaction(transaction).raw_transaction)
        receipt = self.web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02)
        assert receipt["status"] == 1, receipt
        return receipt

    # ---- roll and token

    def attest(self, member: int, issuer: int = 1, days: int = 365) -> TxReceipt:
        """Issuer offers, member accepts."""
        offer = self.offer(member, issuer, days)
        signature = sign_offer(
            bytes(person(issuer).key),
            self.deployment.chain_id,
            self.deployment.address(ContractName.HOLDER_REGISTRY),
            offer,
        )
        return self.send(self.roll.functions.attest(offer_struct(offer), signature), member)

    def offer(self, member: int, issuer: int = 1, days: int = 365) -> Offer:
        schema = next(
            log["args"]
            for log in self.issuers.events.SchemaRegistered.get_logs(from_block=0)
            if log["args"]["kind"] == 1
        )
        return Offer(
            holder=address_of(member),
            issuer=address_of(issuer),
            schema=Hash32(bytes(schema["uid"])),
            person_tag=person_tag(member),
            issued_at=self.now,
            expiration_time=self.now + days * DAY,
            deadline=self.now + 7 * DAY,
        )

    def delegate(self, holder: int, to: int) -> TxReceipt:
        return self.send(self.token.functions.delegate(person(to).address), holder)

    # ---- proposals

    def propose(self, proposer: int, description: str, calls: Sequence[Any] = ()) -> "Flow":
        """Proposes contract calls (`dao.token.functions.transfer(…)`), or a harmless transfer."""
        chosen = list(calls) or [self.token.functions.transfer(person(39).address, 1)]
        flow = Flow(
            self,
            proposer,
            [call.address for call in chosen],
            [0] * len(chosen),
            [bytes.fromhex(call._encode_transaction_data()[2:]) for call in chosen],
            description,
        )
        self.send(
            self.governor.functions.propose(flow.targets, flow.values, flow.calldatas, description), proposer
        )
        return flow


@dataclass
class Flow:
    """The life of one proposal; each step returns the flow, so that a test reads as a story."""

    dao: Dao
    proposer: int
    targets: list[str]
    values: list[int]
    calldatas: list[bytes]
    description: str

    @cached_property
    def id(self) -> int:
        return int(self.dao.governor.functions.hashProposal(*self.identity).call())

    @property
    def identity(self) -> tuple[list[str], list[int], list[bytes], bytes]:
        return self.targets, self.values, self.calldatas, keccak(text=self.description)

    @property
    def state(self) -> ProposalState:
        return list(ProposalState)[self.dao.governor.functions.state(self.id).call()]

    def wait_for_snapshot(self) -> "Flow":
        return self._wait_until(self.dao.governor.functions.proposalSnapshot(self.id).call() + 1)

    def wait_for_deadline(self) -> "Flow":
        return self._wait_until(self.dao.governor.functions.proposalDeadline(self.id).call() + 1)

    def wait_for_eta(self) -> "Flow":
        return self._wait_until(self.dao.governor.functions.proposalEta(self.id).call())

    def _wait_until(self, moment: int) -> "Flow":
        if moment > self.dao.now:
            self.dao.travel_to(moment)
        return self

    def vote(self, support: int, *voters: int, reason: str = "") -> "Flow":
        """Votes as soon as votes are open."""
        self.wait_for_snapshot()
        functions = self.dao.governor.functions
        for voter in voters:
            call = (
                functions.castVoteWithReason(self.id, support, reason)
                if reason
                else functions.castVote(self.id, support)
            )
            self.dao.send(call, voter)
        return self

    def queue(self) -> "Flow":
        self.dao.send(self.dao.governor.functions.queue(*self.identity), self.proposer)
        return self

    def execute(self) -> "Flow":
        self.dao.send(self.dao.governor.functions.execute(*self.identity), self.proposer)
        return self

    def cancel(self) -> "Flow":
        self.dao.send(self.dao.governor.functions.cancel(*self.identity), self.proposer)
        return self


def address_of(number: int) -> Address:
    return Address(bytes.fromhex(person(number).address[2:]))


def person_tag(number: int) -> Hash32:
    return Hash32(keccak(text=f"person {number}"))


def eventually(condition: Any, seconds: float = 15, what: str = "it") -> Any:
    """Waits until the condition gives something true, and returns that."""
    give_up = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        assert time.monotonic() < give_up, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)
