"""What a member's own pages show: the iD with what is pending about it, and what is known of an account."""

from enum import StrEnum

from pydantic import Field

from lexiarch.domain.words import IdState
from lexiarch.views.models import (
    AddressText,
    BlockRef,
    Delegation,
    HashText,
    Model,
    PendingCase,
    PendingRecovery,
    PowerChange,
    ProposalRow,
    Time,
    Uint,
    Vote,
)


class IssuerTerm(Model):
    """What an issuer may attest, and until when: an accreditation without what came of it."""

    number: int
    issuer: AddressText
    schema_: HashText = Field(serialization_alias="schema", validation_alias="schema")
    schema_definition: str
    kind: str
    """person or organisation."""
    valid_from: Time
    valid_until: Time
    withdrawn: bool
    """Whether the DAO took the accreditation back."""
    suspended_until: Time | None
    """When the issuer may attest again, if the guardian has stopped it; else null."""


class HeldAttestation(Model):
    """An attestation that an account accepted, or that came to it with an iD by a recovery."""

    uid: HashText
    person_tag: HashText
    issuer: AddressText
    schema_: HashText = Field(serialization_alias="schema", validation_alias="schema")
    schema_definition: str
    kind: str
    """person or organisation."""
    given: Time
    since: Time
    """From when on the account holds the iD without a break; before `given`, this was a renewal."""
    expiration_time: Time
    in_force: bool
    """Whether the iD stands on it now, suspended or not."""
    renewed: bool
    """Whether a later attestation took its place."""
    ended: Time | None
    """When it ended before its time, in whatever way: nobody is told which. Null if it did not."""
    block: int
    tx_hash: HashText


class PendingRequest(Model):
    """What an account has asked for: an iD that is with another account."""

    person_tag: HashText
    holder: AddressText
    """Who has it, and may refuse."""
    started: Time
    ready_at: Time
    """From then on anybody may complete the move."""
    expiration_time: Time
    """When the request is worth nothing any more, and the iD would run out."""


class MemberId(Model):
    """An account's iD: where it stands, what is pending about it, and every attestation that led to it.

    Of a case that is over nothing is told, and of a pending one never the reason.
    """

    address: AddressText
    at: Time
    """Now: the time of the last indexed block."""
    state: IdState
    attestation: HeldAttestation | None
    """The one in force; null when no iD stands with the account."""
    case: PendingCase | None
    """About the iD; null when none is pending."""
    recovery: PendingRecovery | None
    """Of the iD, by another account; null when none is pending."""
    request: PendingRequest | None
    """By this account, for an iD that is with another; null when none is pending."""
    attestations: list[HeldAttestation]
    """The newest first; some dozens at most."""
    renewers: list[IssuerTerm]
    """Who could renew the iD now; of an account without one, who could attest one."""


class AccountList(StrEnum):
    """What there is of one account, as lists to take away."""

    ATTESTATIONS = "attestations"
    VOTES = "votes"
    DELEGATIONS = "delegations"
    POWER = "power"
    BALANCES = "balances"
    PROPOSALS = "proposals"


class BalanceChange(Model):
    """Tokens held from a moment on."""

    balance: Uint
    """10^-18 tokens."""
    time: Time
    block: int


class ListSize(Model):
    """How long a list of an account is."""

    name: AccountList
    rows: int


class AccountData(Model):
    """How much there is of an account. All of it is from events that are public on the chain."""

    address: AddressText
    block: BlockRef
    """The last indexed block, of which all this is."""
    lists: list[ListSize]


class AccountNow(Model):
    """What an account has, and where its iD stands."""

    balance: Uint
    """Tokens held, in 10^-18."""
    power: Uint
    """Votes that the account can cast in the token house, in 10^-18 tokens."""
    delegate: AddressText | None
    """Who casts the votes of the account's tokens; null when nobody does."""
    state: IdState
    """Of its iD. Of a case that is over nothing is told."""
    case: PendingCase | None
    recovery: PendingRecovery | None
    request: PendingRequest | None


class AccountRecord(Model):
    """Whose the lists of an export are, of which block, and how the account stands."""

    dao: str
    chain_id: int
    address: AddressText
    block: BlockRef
    """The last indexed block, of which all this is."""
    now: AccountNow


class AccountExport(AccountRecord):
    """All that there is of an account, each list with the newest first."""

    attestations: list[HeldAttestation]
    votes: list[Vote]
    """Open ballots. Of a secret one nobody knows whose it is."""
    delegations: list[Delegation]
    """From the account, to it and away from it."""
    power: list[PowerChange]
    balances: list[BalanceChange]
    proposals: list[ProposalRow]
