"""The guess test: with everything that an operator has, who chose what is as dark as before.

Members vote twice in secret, with ballots of Semaphore's prover, handed in by accounts that are
nobody's. The adversary has chain, database and the truth about the first vote, and guesses the second.
"""

import contextlib
import math
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import CHAIN_ID
from tests.e2e.test_eligibility import order
from tests.helpers.anvil import running_anvil
from tests.helpers.cast import person
from tests.helpers.dao import DAY, Dao, Flow, person_tag
from tests.helpers.semaphore import Ballot, Vote, commitments_of, prove
from tests.helpers.service import start_lexiarch

pytestmark = [pytest.mark.chain, pytest.mark.slow, pytest.mark.timeout(1500)]

VOTERS = int(os.environ.get("VOTERS", "20"))
"""How many vote; fifty in the edition that CONTRIBUTING.md names, which takes minutes."""
MEMBERS = range(3, 3 + VOTERS)
COURIERS = range(60, 60 + 2 * VOTERS)
NAMES = {who: f"member {who}" for who in MEMBERS}
LUCK = 7
"""Right guesses; more are chance once in 100,000 tries: they follow Poisson's law of 1."""


@pytest.fixture(scope="module")
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=COURIERS.stop) as url:
        yield url


class Cast(NamedTuple):
    """A ballot as it was handed in, with what only the voter knows."""

    voter: int
    courier: int
    support: int
    ballot: Ballot


class Poll(NamedTuple):
    flow: Flow
    cast: list[Cast]
    """In the order of the chain."""


@pytest.fixture(scope="module")
def electorate(dao: Dao) -> Dao:
    """The members in the tree; payments are decided in secret."""
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    for number, who in enumerate(who for who in MEMBERS if who > 8):
        if number % 30 == 0:
            dao.travel(DAY)  # an issuer admits so many a day
        dao.attest(who)
    join = dao.contract(ContractName.HOLDER_TREE).functions.join
    for who, commitment in zip(MEMBERS, commitments_of(list(NAMES.values())), strict=True):
        dao.send(join(commitment), who)
    return dao


def leaves_of(dao: Dao) -> list[int]:
    commitment_of = dao.contract(ContractName.HOLDER_TREE).functions.commitmentOf
    return [int(commitment_of(person_tag(who)).call()) for who in MEMBERS]


def propose(dao: Dao, title: str) -> Flow:
    return dao.propose(3, title, [dao.token.functions.transfer(person(37).address, 7)])


def make(dao: Dao, flow: Flow, choices: Mapping[int, int]) -> dict[int, Ballot]:
    box = dao.contract(ContractName.BALLOT_BOX).functions
    scope = box.scopeOf(dao.governor.address, flow.id).call()
    votes = [Vote(NAMES[who], support, scope) for who, support in choices.items()]
    return dict(zip(choices, prove(leaves_of(dao), votes), strict=True))


def hand_in(dao: Dao, flow: Flow, cast: Cast) -> None:
    box = dao.contract(ContractName.BALLOT_BOX).functions
    said = (dao.governor.address, flow.id, cast.support, cast.ballot.nullifier, cast.ballot.points)
    dao.send(box.castSecretBallot(*said), cast.courier)


def vote_all(dao: Dao, chance: Random, title: str, couriers: Sequence[int]) -> Poll:
    """Everybody votes, in an order and through couriers that chance picks."""
    flow = propose(dao, title)
    choices = {who: chance.choice([0, 1, 1, 2]) for who in MEMBERS}
    ballots = make(dao, flow, choices)
    flow.wait_for_snapshot()
    voters, carriers = list(MEMBERS), list(couriers)
    chance.shuffle(voters)
    chance.shuffle(carriers)
    cast = [Cast(who, by, choices[who], ballots[who]) for who, by in zip(voters, carriers, strict=False)]
    for each in cast:
        hand_in(dao, flow, each)
    return Poll(flow, cast)


@pytest.fixture(scope="module")
def polls(electorate: Dao) -> tuple[Poll, Poll]:
    chance = Random(20261127)
    first = vote_all(electorate, chance, "Pay the miller in secret", COURIERS)
    second = vote_all(electorate, chance, "Pay the baker in secret", COURIERS)
    return first, second


def index(dao: Dao, folder: Path, *arguments: str) -> tuple[int, str, Path]:
    """Runs `lexiarch index --once`, or what else is named, over an index in a folder."""
    log, database = folder / "log", folder / "index.db"
    settings = {"deployment": dao.deployment_path, "rpc_url": dao.node_url}
    command = arguments or ("index", "--once")
    process = start_lexiarch(log, *command, database_url=f"sqlite:///{database}", **settings)
    return process.wait(120), log.read_text(), database


# ---- the adversary


def bits(number: int, other: int) -> int:
    return (number ^ other).bit_count()


class Seen(NamedTuple):
    """What an operator sees of a ballot."""

    place: int
    courier: int
    nullifier: int
    points: list[int]
    support: int


def seen(poll: Poll) -> list[Seen]:
    return [
        Seen(place, cast.courier, cast.ballot.nullifier, cast.ballot.points, cast.support)
        for place, cast in enumerate(poll.cast)
    ]


Guess = Callable[[list[Seen], Poll, list[int]], dict[int, Seen]]
"""From ballots, the first poll with its truth, and the leaves: whose each is."""


def by_order(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """Members vote in the order of their leaves."""
    return dict(zip(MEMBERS, ballots, strict=True))


def by_habit(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """They vote in the order of the last time."""
    return dict(zip((cast.voter for cast in before.cast), ballots, strict=True))


def by_courier(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """They take the same courier, or the one nearest to it."""
    return {
        cast.voter: min(ballots, key=lambda each: abs(each.courier - cast.courier)) for cast in before.cast
    }


def by_size(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """A large commitment gives a large nullifier."""
    members = sorted(zip(leaves, MEMBERS, strict=True))
    return dict(
        zip((who for _, who in members), sorted(ballots, key=lambda each: each.nullifier), strict=True)
    )


def by_bits(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """A nullifier is like its commitment."""
    return {
        who: min(ballots, key=lambda each: bits(each.nullifier, leaf))
        for who, leaf in zip(MEMBERS, leaves, strict=True)
    }


def by_former_bits(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """A ballot, its proof included, is like the same member's last one."""

    def distance(one: Ballot, other: Seen) -> int:
        pairs = zip(one.points, other.points, strict=True)
        return bits(one.nullifier, other.nullifier) + sum(bits(*pair) for pair in pairs)

    return {cast.voter: min(ballots, key=lambda each: distance(cast.ballot, each)) for cast in before.cast}


def learned(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """Logistic regression on all pairs of the first poll: what parts an own ballot from the others'."""
    place_of = {who: place for place, who in enumerate(MEMBERS)}

    def features(who: int, ballot: Seen) -> list[float]:
        leaf = leaves[place_of[who]]
        return [
            1 / (1 + abs(place_of[who] - ballot.place)),
            1 / (1 + abs(place_of[who] - (ballot.courier - COURIERS.start))),
            bits(leaf, ballot.nullifier) / 254 - 0.5,
            *(bits(leaf, point) / 254 - 0.5 for point in ballot.points),
            ballot.support == before_choice[who],
        ]

    before_choice = {cast.voter: cast.support for cast in before.cast}
    truth = {cast.ballot.nullifier: cast.voter for cast in before.cast}
    pairs = [(features(who, each), truth[each.nullifier] == who) for who in MEMBERS for each in seen(before)]
    weights = _fit(pairs)
    return {
        who: max(ballots, key=lambda each: sum(map(_times, weights, features(who, each)))) for who in MEMBERS
    }


def _times(one: float, other: float) -> float:
    return one * other


def _fit(pairs: list[tuple[list[float], bool]], rounds: int = 60, rate: float = 1.0) -> list[float]:
    """Weights by gradient descent; own ballots are few, and count as much as all others."""
    weights = [0.0] * len(pairs[0][0])
    for _ in range(rounds):
        slope = [0.0] * len(weights)
        for values, own in pairs:
            score = max(-30.0, min(30.0, sum(map(_times, weights, values))))
            error = (own - 1 / (1 + 2.718281828**-score)) * (VOTERS - 1 if own else 1)
            slope = [each + error * value for each, value in zip(slope, values, strict=True)]
        weights = [each + rate * change / len(pairs) for each, change in zip(weights, slope, strict=True)]
    return weights


GUESSES: list[Guess] = [by_order, by_habit, by_courier, by_size, by_bits, by_former_bits, learned]


def right(guess: Guess, before: Poll, after: Poll, leaves: list[int]) -> tuple[int, int]:
    """How many ballots were guessed to be whose they are, and how many members' choices were."""
    truth = {cast.voter: cast for cast in after.cast}
    guessed = guess(seen(after), before, leaves)
    ballots = sum(truth[who].ballot.nullifier == each.nullifier for who, each in guessed.items())
    choices = sum(truth[who].support == each.support for who, each in guessed.items())
    return ballots, choices


@pytest.mark.parametrize("guess", GUESSES, ids=lambda guess: guess.__name__)
def test_whose_a_ballot_is_can_only_be_guessed(
    electorate: Dao, polls: tuple[Poll, Poll], guess: Guess
) -> None:
    ballots, choices = right(guess, *polls, leaves_of(electorate))
    assert ballots <= LUCK
    tally = [sum(cast.support == support for cast in polls[1].cast) for support in range(3)]
    blind = sum(count * count for count in tally) / len(MEMBERS)  # right choices, if the tally is dealt out
    assert abs(choices - blind) < 5 * math.sqrt(VOTERS / 4)  # five deviations


@pytest.mark.parametrize("guess", [by_order, by_courier, learned], ids=lambda guess: guess.__name__)
def test_the_same_guesses_are_right_where_something_leaks(
    electorate: Dao, polls: tuple[Poll, Poll], guess: Guess
) -> None:
    """Who votes in the order of the leaves through a courier of their own is found out."""

    def leaking(poll: Poll) -> Poll:
        cast = [each._replace(courier=each.voter - MEMBERS.start + COURIERS.start) for each in poll.cast]
        return poll._replace(cast=sorted(cast, key=lambda each: each.voter))

    first, second = (leaking(poll) for poll in polls)
    ballots, _ = right(guess, first, second, leaves_of(electorate))
    assert ballots > 0.6 * VOTERS


def test_every_proof_is_verified_again_by_the_audit(
    electorate: Dao, polls: tuple[Poll, Poll], tmp_path: Path
) -> None:
    assert index(electorate, tmp_path)[0] == 0
    code, said, database = index(electorate, tmp_path, "audit")
    assert code == 0, said
    assert "were not verified again" not in said
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        first = polls[0].flow.id.to_bytes(33, "big").lstrip(b"\0")
        key = bytes([len(first)]) + first
        changed = connection.execute("UPDATE frozen_ballots SET root = x'0101' WHERE proposal_id = ?", (key,))
        assert changed.rowcount == 1
    code, said, _ = index(electorate, tmp_path, "audit")
    assert code == 1
    assert said.count("membership_verifier.verifyProof(secret ballot") == len(MEMBERS)


# ---- two worlds that nobody can tell apart


def rows_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in an index, but when it was made and in how many steps."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(tables)}
    rows["outbox"] = [each[1:] for each in rows["outbox"] if each[2] != "block"]
    del rows["meta"]
    return rows


def renamed(rows: Any, names: Mapping[bytes, bytes]) -> str:
    """The rows as text, with random numbers replaced by the order in which they appeared."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            for number, name in names.items():
                value = value.replace(number.hex(), name.hex())
        elif isinstance(value, bytes):
            for number, name in names.items():
                value = value.replace(number, name)
        return value

    return repr({table: [tuple(map(plain, row)) for row in some] for table, some in rows.items()})


def random_numbers(dao: Dao, since: int, nullifiers: Sequence[int]) -> dict[bytes, bytes]:
    """What only looks random to who has no member's secret, and the hashes that follow from it."""
    found = [number.to_bytes(32, "big") for number in nullifiers]
    found += [number.to_bytes((number.bit_length() + 7) // 8, "big") for number in nullifiers]
    for number in range(since, dao.web3.eth.block_number + 1):
        block = dao.web3.eth.get_block(number)
        found += [bytes(block["hash"]), *(bytes(each) for each in block["transactions"])]
    return {number: f"number {place}".encode().ljust(32) for place, number in enumerate(found)}


def test_two_voters_who_swap_their_choices_leave_the_same_records(electorate: Dao, tmp_path: Path) -> None:
    """The operator sees a ballot For of one courier, then one Against of another; not of whom they came."""
    dao = electorate
    flow = propose(dao, "Pay the cooper in secret").wait_for_snapshot()
    one, other = MEMBERS[4], MEMBERS[-3]
    worlds = [make(dao, flow, {one: 1, other: 0}), make(dao, flow, {one: 0, other: 1})]
    start, now = dao.web3.eth.block_number, dao.now
    records = []
    for number, ballots in enumerate(worlds):
        snapshot = dao.rpc("evm_snapshot")
        for_, against = (one, other) if number == 0 else (other, one)
        for place, (who, support) in enumerate(((for_, 1), (against, 0))):
            dao.rpc("evm_setNextBlockTimestamp", now + 60 * (place + 1))
            hand_in(dao, flow, Cast(who, COURIERS[place], support, ballots[who]))
        folder = tmp_path / str(number)
        folder.mkdir()
        code, said, database = index(dao, folder)
        assert code == 0, said
        nullifiers = [ballots[who].nullifier for who in (for_, against)]
        names = random_numbers(dao, start + 1, nullifiers)
        records.append((rows_of(database), renamed(rows_of(database), names)))
        dao.rpc("evm_revert", snapshot)
    (raw, text), (other_raw, other_text) = records
    assert raw["secret_vote"] != other_raw["secret_vote"]  # the nullifiers are others'
    assert text == other_text
    assert repr(raw["frozen_ballots"]) == repr(other_raw["frozen_ballots"])
