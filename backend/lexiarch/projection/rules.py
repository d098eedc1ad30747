"""The Assembly's rules."""

from typing import assert_never

from lexiarch.decode.events import governor, timelock
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change, Setting
from lexiarch.projection.batch import Batch
from lexiarch.store.tables import SettingRow, encode_amount

RuleChanged = (
    governor.VotingDelaySet
    | governor.VotingPeriodSet
    | governor.ProposalThresholdSet
    | governor.QuorumNumeratorUpdated
    | governor.HolderQuorumNumeratorUpdated
    | governor.LateQuorumVoteExtensionSet
    | timelock.MinDelayChange
)


def apply_rule(batch: Batch, at: Position, event: RuleChanged) -> None:
    """A rule got its first value or another one."""
    name, value = _new_value(event)
    batch.add(SettingRow(*at, name.value, encode_amount(value)))
    batch.tell(at, Change.SETTING, name.value, {"value": str(value)})


def _new_value(event: RuleChanged) -> tuple[Setting, int]:
    value: tuple[Setting, int]
    match event:
        case governor.VotingDelaySet():
            value = Setting.VOTING_DELAY, event.new_voting_delay
        case governor.VotingPeriodSet():
            value = Setting.VOTING_PERIOD, event.new_voting_period
        case governor.ProposalThresholdSet():
            value = Setting.PROPOSAL_THRESHOLD, event.new_proposal_threshold
        case governor.QuorumNumeratorUpdated():
            value = Setting.TOKEN_QUORUM_NUMERATOR, event.new_quorum_numerator
        case governor.HolderQuorumNumeratorUpdated():
            value = Setting.HOLDER_QUORUM_NUMERATOR, event.new_quorum_numerator
        case governor.LateQuorumVoteExtensionSet():
            value = Setting.LATE_QUORUM_VOTE_EXTENSION, event.new_vote_extension
        case timelock.MinDelayChange():
            value = Setting.TIMELOCK_DELAY, event.new_duration
        case _:
            assert_never(event)
    return value
