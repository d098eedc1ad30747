"""The Assembly, told from its interfaces: tokens, tracks, two houses, the life of a proposal."""

from dataclasses import dataclass, field

from tests.agreement.roll import DAY, Roll, require

VOTING_DELAY, VOTING_PERIOD, GRACE_PERIOD, TIMELOCK_DELAY = DAY, 7 * DAY, 14 * DAY, 2 * DAY
LATE_EXTENSION = 2 * DAY
UNIT = 10**18
SUPPLY, THRESHOLD = 1_000_000 * UNIT, 10_000 * UNIT
PENDING, ACTIVE, CANCELED, DEFEATED, SUCCEEDED, QUEUED, EXPIRED, EXECUTED = range(8)


@dataclass
class Trace:
    """A value and its past."""

    points: list[tuple[int, int]] = field(default_factory=list)

    def set(self, now: int, value: int) -> None:
        self.points.append((now, value))

    def at(self, time: int) -> int:
        return next((value for when, value in reversed(self.points) if when <= time), 0)


@dataclass
class Token:
    balances: dict[int, int] = field(default_factory=dict)
    delegates: dict[int, int] = field(default_factory=dict)
    votes: dict[int, Trace] = field(default_factory=dict)

    def transfer(self, now: int, sender: int, to: int, amount: int) -> None:
        require(self.balances.get(sender, 0) >= amount)
        self.balances[sender] = self.balances.get(sender, 0) - amount
        self.balances[to] = self.balances.get(to, 0) + amount
        self._move(now, self.delegates.get(sender), self.delegates.get(to), amount)

    def delegate(self, now: int, account: int, to: int) -> None:
        before, self.delegates[account] = self.delegates.get(account), to
        self._move(now, before, to, self.balances.get(account, 0))

    def votes_at(self, account: int, time: int) -> int:
        return self.votes[account].at(time) if account in self.votes else 0

    def _move(self, now: int, loser: int | None, winner: int | None, amount: int) -> None:
        if loser == winner or amount == 0:
            return
        for account, change in ((loser, -amount), (winner, amount)):
            if account is not None:
                trace = self.votes.setdefault(account, Trace())
                trace.set(now, trace.at(now) + change)


@dataclass(frozen=True)
class Track:
    token_house: bool
    holder_house: bool
    token_floor: int
    holder_floor: int

    def union(self, other: "Track") -> "Track":
        return Track(
            self.token_house or other.token_house,
            self.holder_house or other.holder_house,
            max(self.token_floor, other.token_floor),
            max(self.holder_floor, other.holder_floor),
        )


@dataclass
class Proposal:
    proposer: int
    track: Track
    snapshot: int
    deadline: int
    tokens: list[int] = field(default_factory=lambda: [0, 0, 0])
    persons: list[int] = field(default_factory=lambda: [0, 0, 0])
    ballots: dict[int, int | None] = field(default_factory=dict)  # account to person tag
    quorum_met: bool = False
    eta: int = 0
    executed: bool = False
    canceled: bool = False


@dataclass
class Assembly:
    roll: Roll
    token: Token
    token_quorum: int
    holder_quorum: Trace
    proposals: dict[int, Proposal] = field(default_factory=dict)

    def propose(self, now: int, proposer: int, number: int, track: Track) -> None:
        require(number not in self.proposals)
        require(self.roll.is_holder_at(proposer, now) or self.token.votes_at(proposer, now - 1) >= THRESHOLD)
        snapshot = now + VOTING_DELAY
        self.proposals[number] = Proposal(proposer, track, snapshot, snapshot + VOTING_PERIOD)

    def vote(self, now: int, voter: int, number: int, support: int) -> None:
        require(self.state(now, number) == ACTIVE)
        proposal = self.proposals[number]
        require(voter not in proposal.ballots)
        weight = self.token.votes_at(voter, proposal.snapshot) if proposal.track.token_house else 0
        person = self.roll.person_at(now, voter, proposal.snapshot) if proposal.track.holder_house else None
        if person in proposal.ballots.values():
            person = None
        require(weight > 0 or person is not None)
        proposal.ballots[voter] = person
        proposal.tokens[support] += weight
        proposal.persons[support] += person is not None
        self._extend(now, proposal)

    def _extend(self, now: int, proposal: Proposal) -> None:
        tokens, _, persons, _ = self.results(now, proposal)
        if not proposal.quorum_met and tokens and persons:
            proposal.quorum_met = True
            proposal.deadline = max(proposal.deadline, now + LATE_EXTENSION)

    def queue(self, now: int, number: int) -> None:
        require(self.state(now, number) == SUCCEEDED)
        self.proposals[number].eta = now + TIMELOCK_DELAY

    def check_execution(self, now: int, number: int) -> None:
        require(self.state(now, number) == QUEUED and now >= self.proposals[number].eta)

    def cancel(self, now: int, caller: int, number: int) -> None:
        require(self.state(now, number) == PENDING and self.proposals[number].proposer == caller)
        self.proposals[number].canceled = True

    def quorums(self, proposal: Proposal) -> tuple[int, int]:
        """Tokens and persons that must vote For or Abstain; 0 for a house that is not asked."""
        track, snapshot = proposal.track, proposal.snapshot
        tokens = SUPPLY * max(self.token_quorum, track.token_floor) // 100 if track.token_house else 0
        share = self.roll.count_at(snapshot) * max(self.holder_quorum.at(snapshot), track.holder_floor)
        return tokens, max(1, share // 100) if track.holder_house else 0

    def results(self, now: int, proposal: Proposal) -> tuple[bool, bool, bool, bool]:
        """Quorum and majority by house, tokens first; all false until the vote begins."""
        if now <= proposal.snapshot:
            return False, False, False, False
        tokens, persons = self.quorums(proposal)
        track = proposal.track
        return (
            not track.token_house or proposal.tokens[1] + proposal.tokens[2] >= tokens,
            not track.token_house or proposal.tokens[1] > proposal.tokens[0],
            not track.holder_house or proposal.persons[1] + proposal.persons[2] >= persons,
            not track.holder_house or proposal.persons[1] > proposal.persons[0],
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
