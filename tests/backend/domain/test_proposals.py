"""States, tallies and quorums by the rule; the end-to-end tests compare them with the contracts."""

from dataclasses import replace

import pytest

from lexiarch.domain.proposals import (
    Present,
    ProposalFacts,
    ProposalState,
    Support,
    holder_quorum,
    proposal_state,
    token_quorum,
)

SNAPSHOT, DEADLINE, ETA, GRACE = 1_000, 2_000, 3_000, 500
PASSED = ProposalFacts(SNAPSHOT, DEADLINE, passed=True, grace_period=GRACE)
REFUSED = replace(PASSED, passed=False)
QUEUED = replace(PASSED, eta=ETA)


@pytest.mark.parametrize(
    ("facts", "now", "state"),
    [
        (PASSED, SNAPSHOT, ProposalState.PENDING),
        (PASSED, SNAPSHOT + 1, ProposalState.ACTIVE),
        (REFUSED, DEADLINE, ProposalState.ACTIVE),
        (REFUSED, DEADLINE + 1, ProposalState.DEFEATED),
        (REFUSED, DEADLINE + GRACE + 1, ProposalState.DEFEATED),
        (PASSED, DEADLINE + 1, ProposalState.SUCCEEDED),
        (PASSED, DEADLINE + GRACE, ProposalState.SUCCEEDED),
        (PASSED, DEADLINE + GRACE + 1, ProposalState.EXPIRED),
        (QUEUED, DEADLINE + GRACE + 1, ProposalState.QUEUED),
        (QUEUED, ETA + GRACE, ProposalState.QUEUED),
        (QUEUED, ETA + GRACE + 1, ProposalState.EXPIRED),
        (replace(QUEUED, executed=True), ETA + GRACE + 1, ProposalState.EXECUTED),
        (replace(PASSED, canceled=True), SNAPSHOT, ProposalState.CANCELED),
        (replace(PASSED, canceled=True), DEADLINE + 1, ProposalState.CANCELED),
    ],
)
def test_state_changes_in_the_second_after_a_limit(
    facts: ProposalFacts, now: int, state: ProposalState
) -> None:
    assert proposal_state(facts, Present(now, now)) is state


def test_states_stand_in_the_order_of_igovernor() -> None:
    assert [state.value for state in ProposalState] == [
        "Pending",
        "Active",
        "Canceled",
        "Defeated",
        "Succeeded",
        "Queued",
        "Expired",
        "Executed",
    ]


def test_support_stands_in_the_order_of_the_contract() -> None:
    assert [Support.of(number).value for number in range(3)] == ["Against", "For", "Abstain"]


def test_quorums_round_down_and_a_holder_quorum_is_at_least_one() -> None:
    assert token_quorum(10**27 + 9, 10) == (10**27 + 9) // 10
    assert [holder_quorum(holders, 25) for holders in (0, 1, 7, 8, 20, 23)] == [1, 1, 1, 2, 5, 5]
