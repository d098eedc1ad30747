"""The Assembly: the life of a proposal, and how the two houses count."""

from dataclasses import dataclass, field

from tests.agreement.basics import DAY, Trace, require
from tests.agreement.governance.token import SUPPLY, UNIT, Token
from tests.agreement.governance.tracks import Track
from tests.agreement.identity.records import Records

VOTING_DELAY, VOTING_PERIOD, GRACE_PERIOD, TIMELOCK_DELAY = DAY, 7 * DAY, 14 * DAY, 2 * DAY
LATE_EXTENSION = 2 * DAY
THRESHOLD = 10_000 * UNIT
PENDING, ACTIVE, CANCELED, DEFEATED, SUCCEEDED, QUEUED, EXPIRED, EXECUTED = range(8)
AGAINST, FOR, ABSTAIN = range(3)


@dataclass
class Proposal:
    proposer: int
    track: Track
    snapshot: int
    deadline: int
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0])  # by support
    persons: list[int] = field(default_factory=lambda: [0, 0, 0])
    ballots: dict[int, int | None] = field(default_factory=dict)  # account to the person who voted with it
    quorum_met: bool = False
    eta: int = 0
    executed: bool = False
    canceled: bool = False


@dataclass
class Assembly:
    records: Records
    token: Token
    token_quorum: Trace  # in percent
    holder_quorum: Trace
    proposals: dict[int, Proposal] = field(default_factory=dict)

    # ---- acts

    def propose(self, now: int, proposer: int, number: int, track: Track) -> None:
        member = self.records.person_at(now, proposer, now) is not None
        require(number not in self.proposals)
        require(member or self.token.votes_at(proposer, now - 1) >= THRESHOLD)
        snapshot = now + VOTING_DELAY
        self.proposals[number] = Proposal(proposer, track, snapshot, snapshot + VOTING_PERIOD)

    def vote(self, now: int, voter: int, number: int, support: int) -> None:
        """In both houses at once. On a secret proposal the open ballot counts tokens only."""
        proposal = self._active(now, number)
        require(voter not in proposal.ballots)
        require(support in {AGAINST, FOR, ABSTAIN})
        track, person = proposal.track, None
        weight = self.token.votes_at(voter, proposal.snapshot) if track.token_house else 0
        if track.holder_house and not track.secret:
            person = self.records.person_at(now, voter, proposal.snapshot)
        if person in proposal.ballots.values():
            person = None  # has voted with another account
        require(weight > 0 or person is not None)
        proposal.ballots[voter] = person
        proposal.tokens[support] += weight
        proposal.persons[support] += person is not None
        self._extend(now, proposal)

    def count_secret(self, now: int, number: int, support: int) -> None:
        """The box has verified: somebody says so who was in the tree when it was frozen for this proposal."""
        proposal = self._active(now, number)
        require(support in {AGAINST, FOR, ABSTAIN})
        proposal.persons[support] += 1
        self._extend(now, proposal)

    def queue(self, now: int, number: int) -> None:
        require(self.state(now, number) == SUCCEEDED)
        self.proposals[number].eta = now + TIMELOCK_DELAY

    def check_execution(self, now: int, number: int) -> None:
        require(self.state(now, number) == QUEUED)
        require(now >= self.proposals[number].eta)

    def cancel(self, now: int, caller: int, number: int) -> None:
        require(self.state(now, number) == PENDING)
        require(caller == self.proposals[number].proposer)
        self.proposals[number].canceled = True

    # ---- reads

    def quorums(self, proposal: Proposal) -> tuple[int, int]:
        """Tokens and persons that must vote For or Abstain; 0 for a house that is not asked."""
        track, snapshot = proposal.track, proposal.snapshot
        tokens = SUPPLY * max(self.token_quorum.at(snapshot), track.token_quorum) // 100
        share = max(self.holder_quorum.at(snapshot), track.holder_quorum)
        persons = max(1, self.records.count.at(snapshot) * share // 100)
        return tokens if track.token_house else 0, persons if track.holder_house else 0

    def results(self, now: int, proposal: Proposal) -> tuple[bool, bool, bool, bool]:
        """Quorum and majority by house, tokens first; all false until the vote begins."""
        if now <= proposal.snapshot:
            return False, False, False, False
        tokens, persons = self.quorums(proposal)
        track = proposal.track
        return (
            proposal.tokens[FOR] + proposal.tokens[ABSTAIN] >= tokens,
            not track.token_house or proposal.tokens[FOR] > proposal.tokens[AGAINST],
            proposal.persons[FOR] + proposal.persons[ABSTAIN] >= persons,
            not track.holder_house or proposal.persons[FOR] > proposal.persons[AGAINST],
        )

    def state(self, now: int, number: int) -> int:
        require(number in self.proposals)
        proposal = self.proposals[number]
        if proposal.executed or proposal.canceled:
            return EXECUTED if proposal.executed else CANCELED
        if now <= proposal.deadline:
            return PENDING if now <= proposal.snapshot else ACTIVE
        if not all(self.results(now, proposal)):
            return DEFEATED
        if now > (proposal.eta or proposal.deadline) + GRACE_PERIOD:
            return EXPIRED
        return QUEUED if proposal.eta else SUCCEEDED

    # ---- how it is done

    def _active(self, now: int, number: int) -> Proposal:
        require(self.state(now, number) == ACTIVE)
        return self.proposals[number]

    def _extend(self, now: int, proposal: Proposal) -> None:
        """Once, when every quorum is reached: a late one gives everybody time to answer."""
        tokens, _, persons, _ = self.results(now, proposal)
        if tokens and persons and not proposal.quorum_met:
            proposal.quorum_met = True
            proposal.deadline = max(proposal.deadline, now + LATE_EXTENSION)
