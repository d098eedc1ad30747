"""A DAO that lives on the fake chain: acts become logs, and calls are answered as of their block."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eth_abi.abi import decode, encode
from eth_utils.crypto import keccak

from lexiarch.decode.calls import encode_call
from lexiarch.decode.secret_ballots import SecretBallot, scope_of, signals_of
from lexiarch.domain.chain import Address, BlockHeader, Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CallReverted
from tests.helpers.abi import encode_answer, encode_event, read_call
from tests.helpers.fake_chain import Block, FakeChain, NewLog
from tests.helpers.model.common import DAO, Trace, account, contract_address
from tests.helpers.model.governor import GRACE_PERIOD, RULES, Governor, Terms
from tests.helpers.model.register import Register
from tests.helpers.model.roll import Roll
from tests.helpers.model.token import Token
from tests.helpers.model.tree import Tree

__all__ = ["FakeDao", "account", "proposal_id", "tag"]

START_BLOCK = 3
DEPTH = 16
"""Of the tree's circuit."""
SECONDS = 12
"""From block to block."""

PERSON_SCHEMA = Hash32(keccak(text="person"))
ORGANISATION_SCHEMA = Hash32(keccak(text="organisation"))


def tag(number: int) -> Hash32:
    """A person tag by number."""
    return Hash32(keccak(text=f"person {number}"))


def proposal_id(text: str) -> int:
    """The id of the proposal with this text."""
    return int.from_bytes(keccak(text=text), "big")


class Act(NamedTuple):
    """A transaction: what is called, with what."""

    contract: str
    method: str
    arguments: tuple[Any, ...]
    tx_hash: Hash32


@dataclass
class State:
    """What the contracts know, and which transactions the block holds."""

    token: Token
    register: Register
    roll: Roll
    tree: Tree
    governor: Governor
    acts: list[Act] = field(default_factory=list)


def _empty_state() -> State:
    token, register = Token(), Register()
    roll = Roll(register=register)
    tree = Tree(roll)
    return State(token, register, roll, tree, Governor(token, roll, tree))


class FakeDao:
    """Plays transactions into the block that {mine} adds.

    Args:
        start_block: where the contracts are deployed.
    """

    def __init__(self, start_block: int = START_BLOCK) -> None:
        self.chain = FakeChain(answer=self._answer)
        self.state = _empty_state()
        self._logs: list[NewLog] = []
        self._transactions = 0
        while len(self.chain.blocks) < start_block:
            self.chain.add_block(state=_empty_state())
        self.now = self.chain.head.header.timestamp + SECONDS
        self._found()
        self.deployment = _deployment(self.chain, self.mine())

    def do(self, contract: str, method: str, *arguments: Any) -> None:
        """Sends a transaction, such as `do("token", "transfer", account(1), account(2), 5)`.

        Raises:
            Refused: it reverts.
        """
        self._transactions += 1
        tx_hash = Hash32(keccak(text=f"transaction {self._transactions}"))
        self.play(Act(contract, method, arguments, tx_hash))

    def play(self, act: Act) -> None:
        """Sends a known transaction (again, on another fork)."""
        logs: list[NewLog] = []

        def emit(contract: ContractName, event: str, *values: Any) -> None:
            log = encode_event(contract, event, values)
            logs.append(NewLog(act.tx_hash, contract_address(contract), *log))

        method: Callable[..., None] = getattr(getattr(self.state, act.contract), act.method)
        method(emit, self.now, *act.arguments)
        if act.method == "secret_vote":
            self.chain.inputs[act.tx_hash] = _cast(self.chain.chain_id, self.state.governor, *act.arguments)
        self._logs += logs
        self.state.acts.append(act)

    def mine(self, seconds: int = SECONDS, noise: int = 0) -> BlockHeader:
        """Adds the block; the one after it begins so many seconds later."""
        header = self.chain.add_block(self._logs, self.now, deepcopy(self.state), noise)
        self._begin(seconds)
        return header

    def mine_empty(self, blocks: int) -> None:
        """Adds empty blocks."""
        for _ in range(blocks):
            self.mine()

    def fork(self, depth: int) -> list[Act]:
        """Takes the newest blocks away, and goes on from there.

        Returns:
            The transactions that were in them.
        """
        dropped = self.chain.drop(depth)
        self.state = deepcopy(self.chain.head.state)
        self._begin(SECONDS)
        return [act for block in dropped for act in block.state.acts]

    def _begin(self, seconds: int) -> None:
        self.now = self.chain.head.header.timestamp + seconds
        self._logs = []
        self.state.acts = []

    def _found(self) -> None:
        """The block in which everything is deployed."""
        rules = (20, 200, 10**18, 4, 10, 30, 50)
        for rule, value in zip(RULES, rules, strict=True):
            self.do("governor", "set_rule", rule, value)
        self.do("governor", "own", DAO)
        self.do("governor", "set_track", 1, Terms(token_house=False, holder_floor=40))
        self.do("governor", "set_track", 2, Terms(holder_floor=10, secret=True))
        self.do("governor", "assign", account(9), b"\x01\x02\x03\x04", 1)
        for number in range(1, 5):
            self.do("token", "mint", account(number), number * 10**20)
        self.do("register", "register_schema", "person", 1)
        self.do("register", "register_schema", "organisation", 2)
        self.do("register", "register_ground", "The person holds another iD.")
        self.do("register", "set_guardian", account(8))
        self.do("register", "accredit", account(1), PERSON_SCHEMA, 10_000_000)
        self.do("register", "accredit", account(2), ORGANISATION_SCHEMA, 10_000_000)

    def _answer(self, block: Block, to: Address, calldata: bytes) -> bytes:
        contract = next(name for name in ContractName if contract_address(name) == to)
        if contract is ContractName.MEMBERSHIP_VERIFIER:
            return encode(["bool"], [_verifies(calldata)])
        signature, arguments = read_call(contract, calldata)
        try:
            values = _answers(block.state, block.header.timestamp)[signature.partition("(")[0]](*arguments)
        except KeyError as error:
            raise CallReverted("eth_call", f"{signature} has no {error}", b"") from error
        return encode_answer(contract, signature, values if isinstance(values, tuple) else (values,))


_VERIFIED = ("uint256[2]", "uint256[2][2]", "uint256[2]", "uint256[4]", "uint256")


def _cast(chain_id: int, governor: Governor, number: int, nullifier: int, support: int) -> bytes:
    """The call that hands in a secret ballot. Its proof is a hash of what it is verified with."""
    address = contract_address(ContractName.GOVERNOR)
    ballot = SecretBallot(address, number, support, nullifier)
    scope = scope_of(chain_id, contract_address(ContractName.BALLOT_BOX), ballot)
    proof = _proof_of(signals_of(governor.proposals[number].root, scope, ballot))
    return encode_call(
        ContractName.BALLOT_BOX, "castSecretBallot", address, number, support, nullifier, proof
    )


def _proof_of(signals: Sequence[int]) -> list[int]:
    return [int.from_bytes(keccak(repr((place, *signals)).encode()), "big") for place in range(8)]


def _verifies(calldata: bytes) -> bool:
    a, b, c, signals, depth = decode(_VERIFIED, calldata[4:])
    return [*a, *b[0], *b[1], *c] == _proof_of(signals) and depth == DEPTH


def _answers(state: State, now: int) -> dict[str, Callable[..., Any]]:
    token, roll, governor = state.token, state.roll, state.governor
    register, tree = state.register, state.tree
    proposals, accreditations = governor.proposals, register.accreditations
    return {
        "totalSupply": lambda: token.supply.latest,
        "balanceOf": lambda who: token.balances.get(_bytes(who), 0),
        "getVotes": lambda who: token.votes.get(_bytes(who), Trace()).latest,
        "delegates": lambda who: token.delegates.get(_bytes(who), bytes(20)),
        "holderCount": lambda: roll.count.latest,
        "isHolder": lambda who: roll.is_holder(now, _bytes(who)),
        "attestationOf": lambda tag: (roll.attestation_of(tag),),
        "caseOf": lambda tag: (roll.case_of(now, tag),),
        "recoveryOf": lambda tag: (roll.recovery_of(now, tag),),
        "endedLeaves": lambda: roll.ended_leaves,
        "root": lambda: tree.root,
        "depth": lambda: DEPTH,
        "size": lambda: len(tree.places),
        "memberCount": lambda: len(tree.leaves),
        "dueOn": tree.due_on,
        "commitmentOf": lambda tag: tree.leaves[tag].commitment if tag in tree.leaves else 0,
        "owner": lambda: governor.owner,
        "guardian": lambda: register.guardian,
        "isGroundAt": lambda uid, _: uid in register.grounds and register.grounds[uid] is None,
        "accreditationCount": lambda: len(accreditations),
        "accreditation": lambda number: (_accreditation(register, number),),
        "signerOf": lambda number: accreditations[number].signer,
        "suspendedUntil": lambda *of: accreditations[_number(register, *of)].suspended_until,
        "usedToday": lambda number: roll.used_today(now, number),
        "mandateOf": lambda *of: (register.mandate(now, _number(register, *of)),),
        "proposalTerms": lambda number: (tuple(proposals[number].terms),),
        "frozenRoot": lambda _, number: proposals[number].root,
        "state": lambda number: governor.state(now, number),
        "proposalSnapshot": lambda number: proposals[number].snapshot,
        "proposalDeadline": lambda number: proposals[number].deadline,
        "proposalEta": lambda number: proposals[number].eta,
        "proposalVotes": lambda number: tuple(proposals[number].tokens),
        "holderVotes": lambda number: tuple(proposals[number].persons),
        "proposalQuorums": governor.quorums,
        "houseResults": lambda number: governor.results(now, number),
        "track": lambda number: (tuple(governor.tracks[number]),),
        "trackOf": lambda target, selector: governor.assignments.get((_bytes(target), selector), 0),
        **{rule: (lambda rule=rule: governor.rules[rule].latest) for rule in RULES},
    }


def _accreditation(register: Register, number: int) -> tuple[Any, ...]:
    item = register.accreditations[number]
    return item.issuer, item.valid_from, item.valid_until, item.schema


def _number(register: Register, issuer: str, schema: bytes) -> int:
    number = register.number_of(_bytes(issuer), Hash32(schema))
    assert number is not None
    return number


def _bytes(address: str) -> Address:
    return Address(bytes.fromhex(address[2:]))


def _deployment(chain: FakeChain, start: BlockHeader) -> Deployment:
    contracts = {
        name: {
            "address": "0x" + contract_address(name).hex(),
            "tx_hash": "0x" + "11" * 32,
            "block_number": start.number,
            "arguments": [],
        }
        for name in ContractName
    }
    return Deployment.model_validate(
        {
            "name": "Commons of the Test",
            "chain_id": chain.chain_id,
            "genesis_hash": "0x" + chain.blocks[0].header.hash.hex(),
            "start_block": start.number,
            "start_block_hash": "0x" + start.hash.hex(),
            "token_symbol": "TEST",
            "grace_period": GRACE_PERIOD,
            "contracts": contracts,
        }
    )
