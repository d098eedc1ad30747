"""The guess test: with everything that an operator has, who chose what is as dark as before."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.e2e.guess.adversary import CHANCE, GUESSES, Guess, by_courier, by_order, by_traces, learned, scores
from tests.e2e.guess.conftest import COURIERS, MEMBERS, Cast, Poll, index, leaves_of
from tests.helpers.dao import Dao

pytestmark = [pytest.mark.chain, pytest.mark.slow, pytest.mark.timeout(1500)]

Leak = Callable[[Poll], Poll]


@pytest.mark.parametrize("guess", GUESSES, ids=lambda guess: guess.__name__)
def test_whose_a_ballot_is_can_only_be_guessed(
    electorate: Dao, polls: tuple[Poll, Poll], guess: Guess, record_property: Callable[[str, object], None]
) -> None:
    ballots, choices = scores(guess, *polls, leaves_of(electorate))
    record_property("ballots", str(ballots))
    record_property("choices", str(choices))
    print(guess.__name__, ballots, choices)
    assert ballots.p > CHANCE, ballots
    assert choices.p > CHANCE, choices


def sorted_by_leaf(poll: Poll) -> Poll:
    """Whoever hands the ballots in takes them in the order of the tree."""
    return poll._replace(cast=sorted(poll.cast, key=lambda each: each.voter))


def with_own_couriers(poll: Poll) -> Poll:
    """Each member has a courier of their own."""
    cast = [each._replace(courier=each.voter - MEMBERS.start + COURIERS.start) for each in poll.cast]
    return poll._replace(cast=cast)


def half_with_own_couriers(poll: Poll) -> Poll:
    """Every other member has."""
    own = with_own_couriers(poll)
    cast = [
        known if known.voter % 2 else each._replace(courier=COURIERS.stop + place)
        for place, (known, each) in enumerate(zip(own.cast, poll.cast, strict=True))
    ]
    return poll._replace(cast=cast)


def with_pseudonyms(poll: Poll) -> Poll:
    """The log calls who asks by a name that stays the same, such as a hash of the network."""

    def named(each: Cast) -> Cast:
        name = Random(each.voter).randbytes(8).hex()
        return each._replace(record=each.record._replace(log=f"{each.record.log} from {name}"))

    return poll._replace(cast=[named(each) for each in poll.cast])


@pytest.mark.parametrize(
    ("leak", "guess"),
    [
        (sorted_by_leaf, by_order),
        (sorted_by_leaf, learned),
        (with_own_couriers, by_courier),
        (with_own_couriers, learned),
        (half_with_own_couriers, by_courier),
        (with_pseudonyms, by_traces),
    ],
    ids=lambda each: each.__name__,
)
def test_the_same_guesses_are_right_where_something_leaks(
    electorate: Dao, polls: tuple[Poll, Poll], leak: Leak, guess: Guess
) -> None:
    ballots, _ = scores(guess, *map(leak, polls), leaves_of(electorate))
    assert ballots.p < CHANCE, ballots
    assert ballots.right >= ballots.notable


def test_a_log_that_has_the_choice_beside_the_name_gives_the_choices_away(
    electorate: Dao, polls: tuple[Poll, Poll]
) -> None:
    _, choices = scores(by_traces, *map(with_pseudonyms, polls), leaves_of(electorate))
    assert choices.p < CHANCE, choices


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
