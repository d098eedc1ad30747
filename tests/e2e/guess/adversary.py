"""The adversary: has chain, database, relay key, log and journal, and the truth about the first vote."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from tests.e2e.guess.conftest import COURIERS, MEMBERS, VOTERS, Poll, Record
from tests.helpers.semaphore import Ballot


def bits(number: int, other: int) -> int:
    return (number ^ other).bit_count()


class Seen(NamedTuple):
    """What an operator sees of a ballot."""

    place: int
    courier: int
    nullifier: int
    points: list[int]
    support: int
    record: Record


def seen(poll: Poll) -> list[Seen]:
    return [
        Seen(place, cast.courier, cast.ballot.nullifier, cast.ballot.points, cast.support, cast.record)
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


def by_traces(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """What log and journal say around a ballot shares words with what they said around the last one."""

    def likeness(one: Record, other: Record) -> int:
        return len(words_of(one) & words_of(other))

    return {
        cast.voter: max(ballots, key=lambda each: likeness(cast.record, each.record)) for cast in before.cast
    }


def words_of(record: Record) -> set[str]:
    return set(re.findall(r"[0-9A-Za-z]+", record.log + record.journal))


def by_cost(ballots: list[Seen], before: Poll, leaves: list[int]) -> dict[int, Seen]:
    """A member's ballots need the same gas."""
    return {
        cast.voter: min(ballots, key=lambda each: abs(each.record.gas - cast.record.gas))
        for cast in before.cast
    }


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
            ballot.support == former[who].support,
            ballot.courier == former[who].courier,
            1 / (1 + abs(ballot.record.gas - former[who].record.gas) / 100),
            1 / (1 + abs(len(ballot.record.log) - len(former[who].record.log))),
            1 / (1 + abs(len(ballot.record.journal) - len(former[who].record.journal))),
            len(words_of(ballot.record) & words_of(former[who].record)) / 50,
        ]

    former = {cast.voter: cast for cast in before.cast}
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


GUESSES: list[Guess] = [
    by_order,
    by_habit,
    by_courier,
    by_size,
    by_bits,
    by_former_bits,
    by_traces,
    by_cost,
    learned,
]


# ---- whether a guess is better than chance

SHUFFLES = 20_000
CHANCE = 1e-4
"""A test that compares with chance fails for no reason once in so many times."""


class Score(NamedTuple):
    """How often a guess is right, beside what chance does."""

    right: int
    expected: float
    """By chance."""
    p: float
    """Share of the ways to deal the ballots out in which it is right as often, or oftener."""
    notable: int
    """From how many it would have been told from chance."""


def score(guess: Sequence[object], truth: Sequence[object], seed: int = 1) -> Score:
    """A permutation test. Places, couriers and choices were drawn by chance, so that without a leak every way
    to deal the ballots out among the members is as likely as the true one: the test is exact, whatever the
    guess and the tally are.

    Args:
        guess: by member, what the adversary says.
        truth: by member, what it is.
    """
    chance, dealt = Random(seed), list(truth)
    right = _agree(guess, truth)
    found = []
    for _ in range(SHUFFLES):
        chance.shuffle(dealt)
        found.append(_agree(guess, dealt))
    as_good = sum(each >= right for each in found)
    notable = sorted(found)[-1 - int(CHANCE * SHUFFLES)] + 1
    return Score(right, sum(found) / SHUFFLES, (1 + as_good) / (1 + SHUFFLES), notable)


def _agree(guess: Sequence[object], truth: Sequence[object]) -> int:
    return sum(one == other for one, other in zip(guess, truth, strict=True))


def scores(guess: Guess, before: Poll, after: Poll, leaves: list[int]) -> tuple[Score, Score]:
    """Of whose the ballots are, and of what the members chose."""
    truth = {cast.voter: cast for cast in after.cast}
    guessed = guess(seen(after), before, leaves)
    return (
        score([guessed[who].nullifier for who in MEMBERS], [truth[who].ballot.nullifier for who in MEMBERS]),
        score([guessed[who].support for who in MEMBERS], [truth[who].support for who in MEMBERS]),
    )
