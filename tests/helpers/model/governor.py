"""A model of LexiarchGovernor with its timelock, tracks and ballot box."""

from dataclasses import dataclass, field
from typing import NamedTuple

from eth_utils.crypto import keccak

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, Trace, account, contract_address, require
from tests.helpers.model.roll import Roll
from tests.helpers.model.token import Token
from tests.helpers.model.tree import Tree

GRACE_PERIOD = 600
RULES = {
    "votingDelay": (ContractName.GOVERNOR, "VotingDelaySet"),
    "votingPeriod": (ContractName.GOVERNOR, "VotingPeriodSet"),
    "proposalThreshold": (ContractName.GOVERNOR, "ProposalThresholdSet"),
    "quorumNumerator": (ContractName.GOVERNOR, "QuorumNumeratorUpdated"),
    "holderQuorumNumerator": (ContractName.GOVERNOR, "HolderQuorumNumeratorUpdated"),
    "getMinDelay": (ContractName.TIMELOCK, "MinDelayChange"),
    "lateQuorumVoteExtension": (ContractName.GOVERNOR, "LateQuorumVoteExtensionSet"),
}


class Terms(NamedTuple):
    token_house: bool = True
    holder_house: bool = True
    token_floor: int = 0
    holder_floor: int = 0
    secret: bool = False


ALL = Terms()


@dataclass
class Ballots:
    proposer: Address
    snapshot: int
    deadline: int
    terms: Terms
    quorum_met: bool = False
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0])
    persons: list[int] = field(default_factory=lambda: [0, 0, 0])
    voters: set[Address] = field(default_factory=set)
    tags: set[Hash32] = field(default_factory=set)
    root: int = 0
    members: int = 0
    nullifiers: set[int] = field(default_factory=set)
    eta: int = 0
    executed: bool = False
    canceled: bool = False


@dataclass
class Governor:
    token: Token
    roll: Roll
    tree: Tree
    rules: dict[str, Trace] = field(default_factory=lambda: {name: Trace() for name in RULES})
    proposals: dict[int, Ballots] = field(default_factory=dict)
    tracks: dict[int, Terms] = field(default_factory=lambda: {0: ALL})
    assignments: dict[tuple[Address, bytes], int] = field(default_factory=dict)

    owner: Address = ZERO_ADDRESS

    def own(self, emit: Emit, now: int, owner: Address) -> None:
        """The contracts that have an owner get another one."""
        for contract in (ContractName.HOLDER_REGISTRY, ContractName.ISSUER_REGISTRY, ContractName.TRACKS):
            emit(contract, "OwnershipTransferred", self.owner, owner)
        self.owner = owner

    def set_rule(self, emit: Emit, now: int, rule: str, value: int) -> None:
        contract, event = RULES[rule]
        before = self.rules[rule].latest
        self.rules[rule].push(now, value)
        emit(contract, event, before, value)

    def propose(
        self, emit: Emit, now: int, proposer: Address, actions: int, text: str, track: int = 0
    ) -> None:
        number = int.from_bytes(keccak(text=text), "big")
        require(number not in self.proposals)
        snapshot = now + self.rules["votingDelay"].latest
        deadline = snapshot + self.rules["votingPeriod"].latest
        require(track in self.tracks)
        self.proposals[number] = Ballots(proposer, snapshot, deadline, self.tracks[track])
        calls = range(actions)
        targets, signatures = [proposer] * actions, [""] * actions
        values = [10**18 * call for call in calls]
        calldatas = [keccak(text=text)[:call] for call in calls]
        what = (targets, values, signatures, calldatas)
        emit(ContractName.GOVERNOR, "ProposalCreated", number, proposer, *what, snapshot, deadline, text)
        emit(ContractName.GOVERNOR, "ProposalTerms", number, *self.tracks[track])
        if self.tracks[track].secret and self._can_freeze(now):
            self.freeze(emit, now, number)

    def freeze(self, emit: Emit, now: int, number: int) -> None:
        require(number in self.proposals)
        ballots = self.proposals[number]
        require(ballots.terms.secret and now <= ballots.snapshot and self._can_freeze(now))
        ballots.root, ballots.members = self.tree.root, len(self.tree.leaves)
        self._say_frozen(emit, contract_address(ContractName.GOVERNOR), number)

    def freeze_elsewhere(self, emit: Emit, now: int, number: int) -> None:
        """The box serves another governor that has a proposal of the same number."""
        self._say_frozen(emit, account(666), number)

    def secret_vote(self, emit: Emit, now: int, number: int, nullifier: int, support: int) -> None:
        require(number in self.proposals and self.state(now, number) == 1)
        ballots = self.proposals[number]
        require(ballots.root != 0 and nullifier not in ballots.nullifiers)
        require(len(ballots.nullifiers) < ballots.members)
        ballots.nullifiers.add(nullifier)
        ballots.persons[support] += 1
        emit(ContractName.GOVERNOR, "SecretVoteCast", number, nullifier, support)
        self._extend(emit, now, number)

    def _can_freeze(self, now: int) -> bool:
        return self.tree.root != 0 and self.tree.is_settled(now)

    def _say_frozen(self, emit: Emit, governor: Address, number: int) -> None:
        tree = (self.tree.root, len(self.tree.leaves))
        emit(ContractName.BALLOT_BOX, "BallotsFrozen", governor, number, *tree)

    def vote(self, emit: Emit, now: int, voter: Address, number: int, support: int, reason: str) -> None:
        require(number in self.proposals and self.state(now, number) == 1)
        ballots = self.proposals[number]
        require(voter not in ballots.voters)
        weight = self.token.votes.get(voter, Trace()).at(ballots.snapshot) if ballots.terms.token_house else 0
        asked = ballots.terms.holder_house and not ballots.terms.secret
        tag = self.roll.seat(now, voter, ballots.snapshot) if asked else None
        if tag in ballots.tags:
            tag = None
        require(tag is not None or weight > 0)
        ballots.voters.add(voter)
        ballots.tokens[support] += weight
        if tag is not None:
            ballots.tags.add(tag)
            ballots.persons[support] += 1
            emit(ContractName.GOVERNOR, "HolderVoteCast", voter, number, tag, support)
        params = (b"\x01",) if reason.startswith("params") else ()
        event = "VoteCastWithParams" if params else "VoteCast"
        emit(ContractName.GOVERNOR, event, voter, number, support, weight, reason, *params)
        self._extend(emit, now, number)

    def _extend(self, emit: Emit, now: int, number: int) -> None:
        """A quorum that is reached late moves the deadline, once."""
        ballots = self.proposals[number]
        tokens, _, persons, _ = self.results(now, number)
        if ballots.quorum_met or not (tokens and persons):
            return
        ballots.quorum_met = True
        extended = now + self.rules["lateQuorumVoteExtension"].latest
        if extended > ballots.deadline:
            ballots.deadline = extended
            emit(ContractName.GOVERNOR, "ProposalExtended", number, extended)

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
        return self._decided(ballots, now) if all(self.results(now, number)) else 3

    def _decided(self, ballots: Ballots, now: int) -> int:
        if ballots.eta == 0:
            return 6 if now > ballots.deadline + GRACE_PERIOD else 4
        return 6 if now > ballots.eta + GRACE_PERIOD else 5

    def set_track(self, emit: Emit, now: int, number: int, terms: Terms) -> None:
        require(number <= len(self.tracks))
        self.tracks[number] = terms
        emit(ContractName.TRACKS, "TrackSet", number, *terms)

    def assign(self, emit: Emit, now: int, target: Address, selector: bytes, number: int) -> None:
        require(number in self.tracks)
        self.assignments[target, selector] = number
        emit(ContractName.TRACKS, "TrackAssigned", target, selector, number)

    def quorums(self, number: int) -> tuple[int, int]:
        """For and Abstain that a proposal needs in each house; 0 where it is not asked."""
        ballots = self.proposals[number]
        terms, snapshot = ballots.terms, ballots.snapshot
        numerator = max(self.rules["quorumNumerator"].at(snapshot), terms.token_floor)
        tokens = self.token.supply.at(snapshot) * numerator // 100
        share = max(self.rules["holderQuorumNumerator"].at(snapshot), terms.holder_floor)
        persons = max(1, self.roll.count.at(snapshot) * share // 100)
        return tokens if terms.token_house else 0, persons if terms.holder_house else 0

    def results(self, now: int, number: int) -> tuple[bool, bool, bool, bool]:
        """Quorum and majority by house, tokens first."""
        ballots = self.proposals[number]
        if now <= ballots.snapshot:
            return (False,) * 4
        tokens, persons = self.quorums(number)
        terms = ballots.terms
        return (
            ballots.tokens[1] + ballots.tokens[2] >= tokens,
            not terms.token_house or ballots.tokens[1] > ballots.tokens[0],
            ballots.persons[1] + ballots.persons[2] >= persons,
            not terms.holder_house or ballots.persons[1] > ballots.persons[0],
        )
