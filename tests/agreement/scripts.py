"""Random scripts: what is done, whether the contracts must let it happen, and what they must say in the end.

    python -m tests.agreement.scripts COUNT SEED > FILE

One line a script: the ABI encoding of (uint256[] steps, uint256[] observations), in hex. `Agreement.t.sol`
plays the lines on the contracts. A step is one word, the fields of `Step` from the left.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from eth_abi.abi import encode

from tests.agreement.assembly import (
    ACTIVE,
    PENDING,
    QUEUED,
    SUCCEEDED,
    SUPPLY,
    UNIT,
    Assembly,
    Token,
    Trace,
    Track,
)
from tests.agreement.roll import DAY, ORGANISATION, PERSON, Offer, Refused, Roll

START = 1_900_000_000
ACCOUNTS, TAGS, ISSUERS, MATTERS = 7, 4, 2, 5
TIMELOCK = (
    ACCOUNTS  # holds the treasury and owns the contracts; no step is taken by it directly but its decisions
)
YEAR = 365 * DAY
LAST_ACCREDITATION = START + 4 * YEAR - DAY
_STEPS = 60
_WAITS = (0, 0, 0, 1, 60, 3_600, DAY, DAY + 1, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 74 * DAY)
_TERMS = (DAY, 30 * DAY, 100 * DAY, YEAR, 5 * YEAR, 6 * YEAR)
MEMBERSHIP = Track(False, True, 0, 50)
ALL = Track(True, True, 0, 0)


@dataclass(frozen=True)
class Step:
    """One act. Meaning of a, b, c by act: see `Life`."""

    act: int
    a: int = 0
    b: int = 0
    c: int = 0
    issued: int = 0
    until: int = 0
    wait: int = 0
    succeeds: bool = False

    def word(self) -> int:
        number = 0
        for value, bits in (
            (self.act, 8),
            (self.a, 8),
            (self.b, 8),
            (self.c, 8),
            (int(self.succeeds), 8),
            (self.issued, 40),
            (self.until, 40),
            (self.wait, 40),
        ):
            number = number << bits | value
        return number << (256 - 160)


@dataclass
class Life:
    """The system as the scripts find it, and how each act changes it."""

    now: int = START
    roll: Roll = field(default_factory=Roll)
    token: Token = field(default_factory=Token)

    def __post_init__(self) -> None:
        for issuer in range(ISSUERS):
            for kind in (PERSON, ORGANISATION):
                self.roll.accredit(START, issuer, kind, LAST_ACCREDITATION - START)
        self.token.balances = {
            3: 400_000 * UNIT,
            4: 200_000 * UNIT,
            5: 50_000 * UNIT,
            TIMELOCK: 350_000 * UNIT,
        }
        assert sum(self.token.balances.values()) == SUPPLY
        for account in (3, 4, 5):
            self.token.delegate(START, account, account)
        quorum = Trace()
        quorum.set(0, 30)
        self.assembly = Assembly(self.roll, self.token, 10, quorum)

    def play(self, step: Step) -> bool:
        try:
            self._acts()[step.act](step)
        except Refused:
            return False
        return True

    def _acts(self) -> tuple[Callable[[Step], None], ...]:
        roll, token, assembly, now = self.roll, self.token, self.assembly, self.now

        def propose(s: Step) -> None:
            assembly.propose(now, s.a, s.b, track_of(s.b))

        return (
            lambda s: roll.attest(now, _offer_of(s)),
            lambda s: roll.exit(now, s.a),
            lambda s: roll.sweep(now, s.b),
            lambda s: roll.revoke(now, s.b),
            lambda s: roll.withdraw(now, s.a, 1 + s.c % 2),
            lambda s: token.transfer(now, s.a, s.b, s.c * 10_000 * UNIT),
            lambda s: token.delegate(now, s.a, s.b),
            propose,
            lambda s: assembly.vote(now, s.a, s.b, s.c),
            lambda s: assembly.queue(now, s.b),
            self._execute,
            lambda s: assembly.cancel(now, s.a, s.b),
        )

    def _execute(self, step: Step) -> None:
        self.assembly.check_execution(self.now, step.b)
        matter, roll = step.b % MATTERS, self.roll
        if matter in {0, 2}:
            if self.now >= LAST_ACCREDITATION:
                raise Refused
            roll.accredit(self.now, 1, PERSON, LAST_ACCREDITATION - self.now)
        if matter in {1, 2}:
            self.token.transfer(self.now, TIMELOCK, 6, UNIT)
        if matter >= 3:  # a holder quorum of 20 or 50 percent
            self.assembly.holder_quorum.set(self.now, 20 if matter == 3 else 50)
        self.assembly.proposals[step.b].executed = True

    def observe(self) -> Iterator[int]:
        times = [START + (self.now - START) * part // 4 for part in range(5)]
        for account in range(ACCOUNTS):
            yield from (int(self.roll.is_holder_at(account, time)) for time in times)
            yield self.token.balances.get(account, 0)
            yield self.token.votes_at(account, self.now)
        yield from (self.roll.count_at(time) for time in times)
        for tag in range(TAGS):
            identity = self.roll.tags.get(tag)
            if identity is None:
                yield from (0, 0, 0, 0)
            else:
                stint = identity.now
                yield from (stint.holder + 1, stint.kind, stint.since, stint.until)
        for number in sorted(self.assembly.proposals):
            yield from self._observe_proposal(number)

    def _observe_proposal(self, number: int) -> Iterator[int]:
        proposal = self.assembly.proposals[number]
        yield from (number, self.assembly.state(self.now, number), proposal.snapshot, proposal.deadline)
        yield from (*proposal.tokens, *proposal.persons)
        if self.now > proposal.snapshot:
            yield from self.assembly.quorums(proposal)
        yield from (int(result) for result in self.assembly.results(self.now, proposal))
        yield from (int(account in proposal.ballots) for account in range(ACCOUNTS))


def _offer_of(step: Step) -> Offer:
    return Offer(step.a, step.b, step.c // 2, 1 + step.c % 2, step.issued, step.until)


def track_of(number: int) -> Track:
    """Matters: an accreditation, a payment, both, and two settings of the governor."""
    return MEMBERSHIP if number % MATTERS == 0 else MEMBERSHIP.union(ALL) if number % MATTERS == 2 else ALL


_VOTERS = (0, 1, 2, 3, 4, 5)
_WAIT_TO = (0, 1, 60, DAY)


def choose(life: Life, chance: Random) -> Step:
    draw = chance.random()
    if draw < 0.5 and (moves := _proposal_moves(life, chance)):
        return chance.choice(moves)
    if draw < 0.6 and (moves := _roll_moves(life, chance)):
        return chance.choice(moves)
    if draw < 0.67:
        return Step(7, chance.randrange(ACCOUNTS), chance.randrange(3 * MATTERS))
    if draw < 0.7:
        return Step(5, chance.randrange(ACCOUNTS), chance.randrange(ACCOUNTS), chance.randrange(30), wait=1)
    if draw < 0.73:
        return Step(6, chance.randrange(ACCOUNTS), chance.randrange(ACCOUNTS), wait=1)
    return _offer(life, chance) if draw < 0.92 else _anything(life, chance)


def _offer(life: Life, chance: Random) -> Step:
    """An acceptance; most by the first issuer, for persons."""
    account, tag = chance.randrange(ACCOUNTS), chance.randrange(TAGS)
    by = chance.choice((0, 0, 0, 2, 2, 1, 3))
    issued = life.now - chance.choice((0, 0, 0, 1, DAY, 40 * DAY))
    return Step(0, account, tag, by, issued, life.now + chance.choice(_TERMS))


def _proposal_moves(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for number in life.assembly.proposals:
        state = life.assembly.state(life.now, number)
        proposal = life.assembly.proposals[number]
        if state == PENDING:
            moves += [Step(11, proposal.proposer if chance.random() < 0.2 else 0, number)]
            moves += [_vote(chance, number, proposal.snapshot + 1 - life.now)] * 3
        if state == ACTIVE:
            moves += [_vote(chance, number, chance.choice((0, 0, 1))) for _ in range(8)]
            left = proposal.deadline - life.now
            moves += [_vote(chance, number, chance.choice((left, left - 1, max(0, left - DAY))))]
            moves += [Step(9, 0, number, wait=left + 1)]
            moves += _persons_move(life, chance, number)
        if state == SUCCEEDED:
            moves += [Step(9, 0, number, wait=chance.choice(_WAIT_TO))] * 2
        if state == QUEUED:
            left = max(0, proposal.eta - life.now)
            moves += [Step(10, 0, number, wait=chance.choice((left, left, max(0, left - 1), 0)))]
    return moves


def _persons_move(life: Life, chance: Random, number: int) -> list[Step]:
    """Who has voted as a person leaves, comes back with another account, and tries again."""
    moves: list[Step] = []
    ballots = life.assembly.proposals[number].ballots
    for account, tag in ballots.items():
        identity = life.roll.tags[tag] if tag is not None else None
        if identity is None or tag is None:
            continue
        if not identity.stands(life.now):
            moves += [Step(0, chance.randrange(ACCOUNTS), tag, 0, life.now + 1, life.now + YEAR, 1)] * 2
        elif identity.now.holder == account:
            moves += [Step(1, account)]
        elif identity.now.holder not in ballots:
            moves += [Step(8, identity.now.holder, number, chance.randrange(3))] * 3
    return moves


def _vote(chance: Random, number: int, wait: int) -> Step:
    return Step(8, chance.choice(_VOTERS), number, chance.choice((1, 1, 1, 1, 1, 1, 0, 2)), wait=max(0, wait))


def _roll_moves(life: Life, chance: Random) -> list[Step]:
    moves: list[Step] = []
    for tag, identity in life.roll.tags.items():
        if identity.stands(life.now):
            moves += [Step(chance.choice((1, 3)), identity.now.holder, tag, wait=chance.choice(_WAITS))]
        elif identity.counted:
            moves += [Step(2, 0, tag)]
    return moves


def _anything(life: Life, chance: Random) -> Step:
    act = chance.randrange(12)
    first = ISSUERS if act == 4 else ACCOUNTS
    second = TAGS if act < 5 else ACCOUNTS if act < 7 else 3 * MATTERS
    third = {0: 4, 4: 2, 5: 30, 8: 3}.get(act, 1)
    if act == 4 and chance.random() < 0.5:
        act = 3
    wait = chance.choice(_WAITS)
    times = (life.now + wait, life.now + wait + chance.choice(_TERMS))
    return Step(act, chance.randrange(first), chance.randrange(second), chance.randrange(third), *times, wait)


def make_script(seed: int) -> tuple[list[int], list[int]]:
    """The words of the steps, and the observations after the last."""
    chance, life, words = Random(seed), Life(), []
    for _ in range(_STEPS):
        step = choose(life, chance)
        life.now += step.wait
        succeeds = life.play(step)
        words.append(Step(**{**step.__dict__, "succeeds": succeeds}).word())
    return words, list(life.observe())


def write(count: int, seed: int) -> Iterator[str]:
    for number in range(count):
        yield "0x" + encode(["uint256[]", "uint256[]"], make_script(seed * 1_000_000 + number)).hex()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        for line in write(int(sys.argv[1]), int(sys.argv[2])):
            print(line)
