from dataclasses import replace

import pytest

from lexiarch.domain.eligibility import (
    REMEDIES,
    HolderFacts,
    Reason,
    SecretFacts,
    TokenFacts,
    holder_reasons,
    secret_reasons,
    token_reasons,
)
from lexiarch.domain.proposals import ProposalState

ACTIVE = ProposalState.ACTIVE
TIMING = {
    ProposalState.PENDING: Reason.NOT_ACTIVE_YET,
    ProposalState.CANCELED: Reason.PROPOSAL_CANCELED,
    **dict.fromkeys(
        (
            ProposalState.DEFEATED,
            ProposalState.SUCCEEDED,
            ProposalState.QUEUED,
            ProposalState.EXPIRED,
            ProposalState.EXECUTED,
        ),
        Reason.VOTE_OVER,
    ),
}
TOKEN = TokenFacts(asked=True, voted=False, power=5, balance=0, delegated=False)
HOLDER = HolderFacts(
    asked=True, voted=False, person_voted=False, standing=None, person=True, at_snapshot=True
)
SECRET = SecretFacts(standing=None, frozen=True, in_tree=True)


def test_who_fulfils_everything_can_vote_while_the_vote_is_open() -> None:
    assert (
        token_reasons(TOKEN, ACTIVE) == holder_reasons(HOLDER, ACTIVE) == secret_reasons(SECRET, ACTIVE) == []
    )


@pytest.mark.parametrize(("state", "reason"), TIMING.items())
def test_at_no_other_time_can_anybody_vote(state: ProposalState, reason: Reason) -> None:
    for found in (
        token_reasons(TOKEN, state),
        holder_reasons(HOLDER, state),
        secret_reasons(SECRET, state),
    ):
        assert found == [reason]


def test_all_states_are_told_of() -> None:
    assert {*TIMING, ACTIVE} == set(ProposalState)


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"voted": True}, [Reason.ALREADY_VOTED]),
        ({"power": 0}, [Reason.NO_POWER_AT_SNAPSHOT]),
        ({"power": 0, "delegated": True}, [Reason.NO_POWER_AT_SNAPSHOT]),
        ({"power": 0, "balance": 1}, [Reason.NO_POWER_AT_SNAPSHOT, Reason.NOT_DELEGATED]),
        (
            {"power": 0, "balance": 1, "delegated": True},
            [Reason.NO_POWER_AT_SNAPSHOT, Reason.DELEGATED_TO_OTHER],
        ),
        ({"balance": 1, "delegated": True}, []),
        ({"asked": False, "power": 0, "voted": True}, [Reason.HOUSE_NOT_ASKED]),
    ],
)
def test_tokens_count_by_their_power(changes: dict[str, object], reasons: list[Reason]) -> None:
    assert token_reasons(replace(TOKEN, **changes), ACTIVE) == reasons


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"voted": True}, [Reason.ALREADY_VOTED]),
        ({"person_voted": True}, [Reason.PERSON_ALREADY_VOTED]),
        ({"standing": Reason.ID_EXPIRED, "at_snapshot": False}, [Reason.ID_EXPIRED]),
        ({"standing": Reason.ID_MOVED, "person_voted": True}, [Reason.ID_MOVED]),
        ({"person": False}, [Reason.NOT_A_PERSON]),
        ({"at_snapshot": False}, [Reason.NOT_A_HOLDER_AT_SNAPSHOT]),
        ({"asked": False, "standing": Reason.NO_ID}, [Reason.HOUSE_NOT_ASKED]),
    ],
)
def test_a_person_counts_who_stood_then_and_stands_now(
    changes: dict[str, object], reasons: list[Reason]
) -> None:
    assert holder_reasons(replace(HOLDER, **changes), ACTIVE) == reasons


@pytest.mark.parametrize(
    ("changes", "state", "reasons"),
    [
        ({"standing": Reason.ID_ENDED}, ACTIVE, []),  # whoever was in the tree when it was frozen
        ({"in_tree": False}, ACTIVE, [Reason.SECRET_BALLOT_NEEDS_COMMITMENT]),
        (
            {"in_tree": False, "standing": Reason.NO_ID},
            ACTIVE,
            [Reason.NO_ID, Reason.SECRET_BALLOT_NEEDS_COMMITMENT],
        ),
        ({"frozen": False}, ACTIVE, [Reason.NO_TREE_FROZEN]),
        ({"frozen": False}, ProposalState.PENDING, [Reason.NOT_ACTIVE_YET]),
    ],
)
def test_in_secret_those_vote_who_are_in_the_frozen_tree(
    changes: dict[str, object], state: ProposalState, reasons: list[Reason]
) -> None:
    assert secret_reasons(replace(SECRET, **changes), state) == reasons


def test_every_reason_has_a_remedy_in_one_sentence() -> None:
    assert set(REMEDIES) == set(Reason)
    for remedy in REMEDIES.values():
        assert remedy.endswith(".")
