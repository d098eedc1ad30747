"""A proposal before it is made: what it will ask, who may make it, what would go wrong.

Tracks.sol, LexiarchGovernor.propose and the bounds of its settings, restated; tests compare them with the
contracts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lexiarch.domain.deployment import ContractName

_HOUR = 3600
_DAY = 86_400
_MAX_QUORUM = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """What a track asks: which houses, least quorums in percent (0: the governor's own), in secret or not."""

    token_house: bool = True
    holder_house: bool = True
    token_quorum: int = 0
    holder_quorum: int = 0
    secret: bool = False


def union_of(tracks: Iterable[Terms]) -> Terms:
    """What a proposal asks whose actions are on these tracks."""
    every = list(tracks)
    return Terms(
        token_house=any(each.token_house for each in every),
        holder_house=any(each.holder_house for each in every),
        token_quorum=max((each.token_quorum for each in every), default=0),
        holder_quorum=max((each.holder_quorum for each in every), default=0),
        secret=any(each.secret for each in every),
    )


class ProposerReason(StrEnum):
    """Why an account cannot propose."""

    NO_ID = "NO_ID"
    ID_ENDED = "ID_ENDED"
    ID_EXPIRED = "ID_EXPIRED"
    ID_MOVED = "ID_MOVED"
    NOT_A_PERSON = "NOT_A_PERSON"
    POWER_BELOW_THRESHOLD = "POWER_BELOW_THRESHOLD"
    NOT_DELEGATED = "NOT_DELEGATED"
    DELEGATED_TO_OTHER = "DELEGATED_TO_OTHER"
    TEXT_OF_ANOTHER = "TEXT_OF_ANOTHER"


PROPOSER_REMEDIES: Final = {
    ProposerReason.NO_ID: "Accept an attestation from an issuer: a person on the roll needs no tokens.",
    ProposerReason.ID_ENDED: "Accept a new attestation from an issuer.",
    ProposerReason.ID_EXPIRED: "Have the iD renewed by its issuer.",
    ProposerReason.ID_MOVED: "Propose with the account that has the iD now.",
    ProposerReason.NOT_A_PERSON: "Propose with a person's iD: organisations need voting power.",
    ProposerReason.POWER_BELOW_THRESHOLD: "Have more tokens delegated to the account.",
    ProposerReason.NOT_DELEGATED: "Delegate the account's tokens to itself.",
    ProposerReason.DELEGATED_TO_OTHER: "Ask the delegate to propose, or delegate to the account itself.",
    ProposerReason.TEXT_OF_ANOTHER: "Take `#proposer=…` off the text's end, or propose with that account.",
}
"""What can be done about each, in one sentence."""


class DraftWarning(StrEnum):
    """What a proposer should know of a draft before it is proposed."""

    NO_ACTIONS = "NO_ACTIONS"  # the governor refuses it
    PROPOSAL_EXISTS = "PROPOSAL_EXISTS"  # the governor refuses it: same actions, same text
    UNKNOWN_CALL = "UNKNOWN_CALL"
    POWER_MOVE = "POWER_MOVE"
    OUT_OF_BOUNDS = "OUT_OF_BOUNDS"  # execution would fail
    TREASURY_SHORT = "TREASURY_SHORT"  # execution would fail now


DRAFT_WARNINGS: Final = {
    DraftWarning.NO_ACTIONS: "A proposal needs an action. For a mere statement, send 0 ETH to the treasury.",
    DraftWarning.PROPOSAL_EXISTS: "These actions were proposed with this text already: change the text.",
    DraftWarning.UNKNOWN_CALL: "The call cannot be decoded: members will see raw data only.",
    DraftWarning.POWER_MOVE: "This changes who holds power in the DAO.",
    DraftWarning.OUT_OF_BOUNDS: "The contract refuses this value: the execution would fail.",
    DraftWarning.TREASURY_SHORT: "The treasury holds less than that: the execution would fail by now.",
}
"""Each in a sentence."""


BOUNDS: Final[dict[tuple[ContractName, str], tuple[int, int, int]]] = {
    (ContractName.GOVERNOR, "setVotingDelay"): (0, _HOUR, 30 * _DAY),
    (ContractName.GOVERNOR, "setVotingPeriod"): (0, _DAY, 90 * _DAY),
    (ContractName.GOVERNOR, "updateQuorumNumerator"): (0, 1, _MAX_QUORUM),
    (ContractName.GOVERNOR, "updateHolderQuorumNumerator"): (0, 1, _MAX_QUORUM),
    (ContractName.GOVERNOR, "setLateQuorumVoteExtension"): (0, 0, 14 * _DAY),
    (ContractName.TIMELOCK, "updateDelay"): (0, _HOUR, 30 * _DAY),
}
"""Of a setting: which argument the contract bounds, and how (both ends are allowed)."""

THRESHOLD_PART: Final = 20
"""The proposal threshold is at most one token in so many."""

_SUFFIX = re.compile(r"#proposer=0x([0-9a-fA-F]{40})$")


def named_proposer(description: str) -> bytes | None:
    """The account that alone may propose the text (`#proposer=0x…` at its very end); None for anybody."""
    found = _SUFFIX.search(description)
    return bytes.fromhex(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class ProposerFacts:
    """All that decides whether an account may propose."""

    standing: ProposerReason | None
    """Why the account is no person on the roll; None when it is."""
    has_roll: bool
    power: int
    threshold: int
    balance: int
    delegated: bool
    """Whether the account's tokens have a delegate."""
    is_named: bool = True
    """Whether the text may be proposed by the account."""


def proposer_reasons(facts: ProposerFacts) -> list[ProposerReason]:
    """Why the governor would refuse a proposal of the account; nothing when it would not."""
    reasons = [] if facts.is_named else [ProposerReason.TEXT_OF_ANOTHER]
    is_person = facts.has_roll and facts.standing is None
    if is_person or facts.power >= facts.threshold:
        return reasons
    if facts.standing is not None:
        reasons.append(facts.standing)
    reasons.append(ProposerReason.POWER_BELOW_THRESHOLD)
    if facts.balance and not facts.power:
        reasons.append(ProposerReason.DELEGATED_TO_OTHER if facts.delegated else ProposerReason.NOT_DELEGATED)
    return reasons
