"""The words that tables, JSON and pages share."""

from enum import IntEnum, StrEnum


class HolderKind(IntEnum):
    """Whom a schema admits; the numbers of IIssuerRegistry."""

    PERSON = 1
    ORGANISATION = 2


class HolderStatus(StrEnum):
    """Standing of an iD at a time."""

    LIVE = "live"
    SUSPENDED = "suspended"  # stands and votes, but proves nothing meanwhile; see decisions/0011
    EXPIRED = "expired"  # past its expiration, swept or not
    ENDED = (
        "ended"  # before its time: by a case or by its holder, which is nobody's business; see decisions/0033
    )
    MOVED = "moved"  # went to another account, by recovery
    NONE = "none"  # the account never held an iD


class IdState(StrEnum):
    """As {HolderStatus}, for whom it is nobody's business how an iD ended."""

    LIVE = "live"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    MOVED = "moved"
    ENDED = "ended"  # before its time: left by its holder, or by a case
    NONE = "none"


class End(StrEnum):
    """How an account's time with an iD ended."""

    REVOKED = "revoked"
    EXITED = "exited"
    SWEPT = "swept"
    MOVED = "moved"  # the iD goes on with another account


class CaseStep(StrEnum):
    """What happened to a case after its notice."""

    APPEALED = "appealed"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"


class AccreditationStep(StrEnum):
    """What happened to an accreditation; also what the live stream says of it."""

    ACCREDITED = "accredited"  # given, or its terms set anew
    WITHDRAWN = "withdrawn"  # taken back by the DAO
    SIGNER_SET = "signer_set"  # another key signs its offers
    SUSPENDED = "suspended"  # stopped by the guardian for some days


class RecoveryStep(StrEnum):
    """What happened on the way of an iD to another account."""

    STARTED = "started"
    VETOED = "vetoed"
    COMPLETED = "completed"


class Step(StrEnum):
    """What happened to a proposal after it was made."""

    EXTENDED = "extended"
    QUEUED = "queued"
    EXECUTED = "executed"
    CANCELED = "canceled"


class Setting(StrEnum):
    """Rules of the Assembly that a proposal can change."""

    VOTING_DELAY = "voting_delay"  # seconds
    VOTING_PERIOD = "voting_period"  # seconds
    PROPOSAL_THRESHOLD = "proposal_threshold"  # voting units
    TOKEN_QUORUM_NUMERATOR = "token_quorum_numerator"  # percent of the token supply
    HOLDER_QUORUM_NUMERATOR = "holder_quorum_numerator"  # percent of the persons on the roll
    TIMELOCK_DELAY = "timelock_delay"  # seconds
    LATE_QUORUM_VOTE_EXTENSION = "late_quorum_vote_extension"  # seconds


class Change(StrEnum):
    """Kinds of the live stream of changes, and what their subject is."""

    BLOCK = "block"  # '' : a block was indexed
    REORG = "reorg"  # '' : blocks above data.ancestor are gone; read again
    PROPOSAL = "proposal"  # proposal id (decimal): created, extended, queued, executed or canceled
    VOTE = "vote"  # proposal id (decimal)
    ACCOUNT = "account"  # address: power, delegate or balance changed
    HOLDER = "holder"  # address: iD given, renewed, moved or ended; a case or a recovery of it moved on
    ISSUER = "issuer"  # address: see AccreditationStep
    TREE = "tree"  # '' : a leaf was added, replaced, refreshed or pruned
    REGISTER = "register"  # '' : schemas, grounds or the guardian changed
    TRACK = "track"  # number of the track: its quorums or its functions changed
    SETTING = "setting"  # name of the setting
