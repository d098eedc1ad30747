"""The Assembly's rules."""

from collections.abc import Callable

import pytest

from lexiarch.decode.events import Event
from lexiarch.decode.events.governor import (
    HolderQuorumNumeratorUpdated,
    ProposalThresholdSet,
    QuorumNumeratorUpdated,
    TimelockChange,
    VotingDelaySet,
    VotingPeriodSet,
)
from lexiarch.decode.events.timelock import Cancelled, MinDelayChange
from lexiarch.projection import Projection
from lexiarch.store.tables import SettingRow, encode_amount
from tests.helpers.builders import account, hash32
from tests.helpers.events import block_of, place

Apply = Callable[..., Projection]


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (VotingDelaySet(1, 2**255), "voting_delay"),
        (VotingPeriodSet(1, 2**255), "voting_period"),
        (ProposalThresholdSet(1, 2**255), "proposal_threshold"),
        (QuorumNumeratorUpdated(1, 2**255), "token_quorum_numerator"),
        (HolderQuorumNumeratorUpdated(1, 2**255), "holder_quorum_numerator"),
        (MinDelayChange(1, 2**255), "timelock_delay"),
    ],
)
def test_a_rule_has_its_new_value(apply: Apply, event: Event, name: str) -> None:
    projection = apply(block_of(1, event))
    assert projection.rows == [SettingRow(*place(1), name, encode_amount(2**255))]
    [change] = projection.changes
    assert (change.kind, change.subject, change.data) == ("setting", name, f'{{"value":"{2**255}"}}')


@pytest.mark.parametrize("event", [TimelockChange(account(1), account(2)), Cancelled(hash32("id", 1))])
def test_other_events_of_governor_and_timelock_set_no_rule(apply: Apply, event: Event) -> None:
    assert apply(block_of(1, event)) == Projection([], [])
