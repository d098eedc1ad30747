"""A model of LexiarchGovernor with its timelock."""

from dataclasses import dataclass, field

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, Trace, require
from tests.helpers.model.roll import NOTHING, PERSON, Roll
from tests.helpers.model.token import Token

GRACE_PERIOD = 600
RULES = {
    "votingDelay": (ContractName.GOVERNOR, "VotingDelaySet"),
    "votingPeriod": (ContractName.GOVERNOR, "VotingPeriodSet"),
    "proposalThreshold": (ContractName.GOVERNOR, "ProposalThresholdSet"),
    "quorumNumerator": (ContractName.GOVERNOR, "QuorumNumeratorUpdated"),
    "holderQuorumNumerator": (ContractName.GOVERNOR, "HolderQuorumNumeratorUpdated"),
    "getMinDelay": (ContractName.TIMELOCK, "MinDelayChange"),
}


@dataclass
class Ballots:
    proposer: Address
    snapshot: int
    deadline: int
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0])
    persons: list[int] = field(default_factory=lambda: [0, 0, 0])
    voters: set[Address] = field(default_factory=set)
    tags: set[Hash32] = field(default_factory=set)
    eta: int = 0
    executed: bool = False
    canceled: bool = False


@dataclass
class Governor:
    token: Token
    roll: Roll
    rules: dict[str, Trace] = field(default_factory=lambda: {name: Trace() for name in RULES})
    proposals: dict[int, Ballots] = field(default_factory=dict)

    def set_rule(self, emit: Emit, now: int, rule: str, value: int) -> None:
        contract, event = RULES[rule]
        before = self.rules[rule].latest
        self.rules[rule].push(now, value)
        emit(contract, event, before, value)

    def propose(self, emit: Emit, now: int, proposer: Address, actions: int, text: str) -> None:
        number = int.from_bytes(keccak(text=text), "big")
        require(number not in self.proposals)
        snapshot = now + self.rules["votingDelay"].latest
        deadline = snapshot + self.rules["votingPeriod"].latest
        self.proposals[number] = Ballots(proposer, snapshot, deadline)
        calls = range(actions)
        targets, signatures = [proposer] * actions, [""] * actions
        values = [10**18 * call for call in calls]
        calldatas = [keccak(text=text)[:call] for call in calls]
        what = (targets, values, signatures, calldatas)
        emit(ContractName.GOVERNOR, "ProposalCreated", number, proposer, *what, snapshot, deadline, text)

    def vote(self, emit: Emit, now: int, voter: Address, number: int, support: int, reason: str) -> None:
        require(number in self.proposals and self.state(now, number) == 1)
        ballots = self.proposals[number]
        require(voter not in ballots.voters)
        weight = self.token.votes.get(voter, Trace()).at(ballots.snapshot)
        tag = self.roll.tags.get(voter, NOTHING)
        counts = self.roll.is_holder(now, voter) and tag not in ballots.tags
        counts = (
            counts
            and self.roll.records[tag].kind == PERSON
            and ballots.snapshot >= self.roll.records[tag].since
        )
        require(counts or weight > 0)
        ballots.voters.add(voter)
        ballots.tokens[support] += weight
        if counts:
            ballots.tags.add(tag)
            ballots.persons[support] += 1
            emit(ContractName.GOVERNOR, "HolderVoteCast", voter, number, tag, support)
        params = (b"\x01",) if reason.startswith("params") else ()
        event = "VoteCastWithParams" if params else "VoteCast"
        emit(ContractName.GOVERNOR, event, voter, number, support, weight, reason, *params)

    def queue(self, emit: Emit, now: int, number: int) -> None:
        require(number in self.proposals and self.state(now, number) == 4)
        self.proposals[number].eta = now + self.rules["getMinDelay"].latest
        emit(ContractName.TIMELOCK, "CallSalt", number.to_bytes(32, "big"), keccak(b"salt"))
        emit(ContractName.GOVERNOR, "ProposalQueued", number, self.proposals[number].eta)

    def execute(self, emit: Emit, now: int, number: int) -> None:
        require(number in self.proposals and self.state(now, number) == 5)
        require(now >= self.proposals[number].eta)
        self.proposals[number].executed = True
        emit(ContractName.GOVERNOR, "ProposalExecuted", number)

    def cancel(self, emit: Emit, now: int, number: int) -> None:
        require(number in self.proposals and self.state(now, number) == 0)
        self.proposals[number].canceled = True
        emit(ContractName.GOVERNOR, "ProposalCanceled", number)

    def state(self, now: int, number: int) -> int:
        ballots = self.proposals[number]
        if ballots.executed:
            return 7
        if ballots.canceled:
            return 2
        if ballots.snapshot >= now:
            return 0
        if ballots.deadline >= now:
            return 1
        return self._decided(ballots, now) if self._passed(ballots) else 3

    def _decided(self, ballots: Ballots, now: int) -> int:
        if ballots.eta == 0:
            return 6 if now > ballots.deadline + GRACE_PERIOD else 4
        return 6 if now > ballots.eta + GRACE_PERIOD else 5

    def quorums(self, snapshot: int) -> tuple[int, int]:
        tokens = self.token.supply.at(snapshot) * self.rules["quorumNumerator"].at(snapshot) // 100
        share = self.roll.count.at(snapshot) * self.rules["holderQuorumNumerator"].at(snapshot)
        return tokens, 1 if share <= 100 else share // 100

    def _passed(self, ballots: Ballots) -> bool:
        return all(
            votes[1] + votes[2] >= quorum and votes[1] > votes[0]
            for votes, quorum in zip(
                (ballots.tokens, ballots.persons), self.quorums(ballots.snapshot), strict=True
            )
        )
