"""What governors differ in. All else that the index knows of them, they say with the same events."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class GovernorKind(StrEnum):
    """Families of governors."""

    LEXIARCH = "lexiarch"  # two houses, a roll, tracks: this project's contracts
    OPENZEPPELIN = "openzeppelin"  # OpenZeppelin Contracts Governor, 4.x or 5.x
    BRAVO = "bravo"  # Compound's GovernorBravo and its descendants


class Clock(StrEnum):
    """What a governor's moments are counted in (ERC-6372 `mode`)."""

    TIMESTAMP = "timestamp"  # seconds since 1970
    BLOCK_NUMBER = "blocknumber"


class QuorumOf(StrEnum):
    """Which votes count towards a quorum (`quorum` of COUNTING_MODE)."""

    FOR = "for"  # also called bravo
    FOR_ABSTAIN = "for,abstain"
    ALL = "against,for,abstain"


class GovernorModel(BaseModel):
    """One governor, as far as it differs from others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: GovernorKind = GovernorKind.LEXIARCH
    clock: Clock = Clock.TIMESTAMP
    quorum_of: QuorumOf = QuorumOf.FOR_ABSTAIN
    fractional: bool = False
    """Whether a ballot may split its weight (`params=fractional` of COUNTING_MODE)."""
    nft: bool = False
    """Whether a vote is a token of ERC-721, not an amount of ERC-20."""
    decimals: int = 18
    """Of the token; 0 for ERC-721."""

    @property
    def has_roll(self) -> bool:
        """Whether persons vote, too."""
        return self.kind is GovernorKind.LEXIARCH

    @property
    def success_expires(self) -> bool:
        """Whether a proposal that nobody queues expires. Only ours do."""
        return self.kind is GovernorKind.LEXIARCH
