"""Ballots and tallies."""

import json
from collections.abc import Callable

import pytest

from lexiarch.decode.events.governor import HolderVoteCast, VoteCast, VoteCastWithParams
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.proposals import Support
from lexiarch.projection import Projection
from lexiarch.store.tables import VoteRow, decode_amount
from tests.helpers.builders import account, tag
from tests.helpers.events import block_of, decoded, place

A, B, C = account(1), account(2), account(3)
AGAINST, FOR, ABSTAIN = 0, 1, 2
Apply = Callable[..., Projection]


def _votes(projection: Projection) -> list[VoteRow]:
    return [row for row in projection.rows if isinstance(row, VoteRow)]


def _tokens(row: VoteRow) -> tuple[int, int, int]:
    return decode_amount(row.tokens_against), decode_amount(row.tokens_for), decode_amount(row.tokens_abstain)


def _persons(row: VoteRow) -> tuple[int, int, int]:
    return row.persons_against, row.persons_for, row.persons_abstain


def test_a_ballot_in_both_houses_is_one_row_where_the_vote_was_cast(apply: Apply) -> None:
    projection = apply(block_of(5, HolderVoteCast(A, 7, tag(1), FOR), VoteCast(A, 7, FOR, 30, "why")))
    [vote] = _votes(projection)
    assert (vote.block_number, vote.log_index, vote.voter, vote.support) == (5, 1, A, FOR)
    assert (vote.person_tag, decode_amount(vote.weight), vote.reason) == (tag(1), 30, "why")
    assert (_tokens(vote), _persons(vote)) == ((0, 30, 0), (0, 1, 0))


def test_a_ballot_of_tokens_only_counts_no_person(apply: Apply) -> None:
    [vote] = _votes(apply(block_of(5, VoteCast(A, 7, ABSTAIN, 30, ""))))
    assert vote.person_tag is None
    assert (_tokens(vote), _persons(vote)) == ((0, 0, 30), (0, 0, 0))


def test_a_ballot_of_a_person_without_tokens_counts_the_person(apply: Apply) -> None:
    [vote] = _votes(apply(block_of(5, HolderVoteCast(A, 7, tag(1), AGAINST), VoteCast(A, 7, AGAINST, 0, ""))))
    assert (_tokens(vote), _persons(vote)) == ((0, 0, 0), (1, 0, 0))


def test_a_ballot_with_parameters_counts_like_any(apply: Apply) -> None:
    [vote] = _votes(apply(block_of(5, VoteCastWithParams(A, 7, FOR, 30, "why", b"\x01"))))
    assert (_tokens(vote), vote.reason) == ((0, 30, 0), "why")


@pytest.mark.parametrize("support", [3, 5, 254, 255])
def test_a_ballot_that_says_what_nobody_counts_is_kept_and_is_in_no_sum(apply: Apply, support: int) -> None:
    _, other, after = _votes(
        apply(
            block_of(
                5,
                VoteCast(A, 7, FOR, 30, ""),
                VoteCastWithParams(B, 7, support, 9, "odd", b"\x01"),
                VoteCast(C, 7, AGAINST, 1, ""),
            )
        )
    )
    assert (Support.of(other.support), decode_amount(other.weight)) == (Support.OTHER, 9)
    assert (_tokens(other), _persons(other), other.ballots) == ((0, 30, 0), (0, 0, 0), 2)
    assert (_tokens(after), after.ballots) == ((1, 30, 0), 3)


def test_tallies_run_within_a_batch_and_across_batches_for_each_proposal(apply: Apply) -> None:
    apply(block_of(5, VoteCast(A, 7, FOR, 30, ""), VoteCast(A, 8, AGAINST, 4, "")))
    projection = apply(
        block_of(
            6,
            HolderVoteCast(B, 7, tag(2), AGAINST),
            VoteCast(B, 7, AGAINST, 5, ""),
            HolderVoteCast(C, 7, tag(3), FOR),
            VoteCast(C, 7, FOR, 2**200, ""),
            VoteCast(C, 8, AGAINST, 1, ""),
        )
    )
    assert [(_tokens(vote), _persons(vote)) for vote in _votes(projection)] == [
        ((5, 30, 0), (1, 0, 0)),
        ((5, 30 + 2**200, 0), (1, 1, 0)),
        ((5, 0, 0), (0, 0, 0)),
    ]


def test_two_ballots_of_one_transaction_keep_their_own_persons(apply: Apply) -> None:
    projection = apply(
        block_of(
            5,
            HolderVoteCast(A, 7, tag(1), FOR),
            VoteCast(A, 7, FOR, 1, ""),
            VoteCast(B, 7, FOR, 1, ""),
            HolderVoteCast(A, 8, tag(1), FOR),
            VoteCast(A, 8, FOR, 1, ""),
        )
    )
    assert [vote.person_tag for vote in _votes(projection)] == [tag(1), None, tag(1)]


def test_a_persons_ballot_without_its_other_half_is_not_believed(apply: Apply) -> None:
    other = decoded(place(5, 1, tx=99), VoteCast(A, 7, FOR, 1, ""))
    with pytest.raises(NodeAnswerInvalid, match="lacks a VoteCast"):
        apply([*block_of(5, HolderVoteCast(A, 7, tag(1), FOR)), other])


def test_listeners_are_told_who_voted_how(apply: Apply) -> None:
    projection = apply(block_of(5, HolderVoteCast(A, 7, tag(1), FOR), VoteCast(A, 7, FOR, 2**64, "")))
    [change] = projection.changes
    assert (change.kind, change.subject) == ("vote", "7")
    assert json.loads(change.data) == {
        "voter": "0x" + A.hex(),
        "support": FOR,
        "weight": str(2**64),
        "in_holder_house": True,
    }
