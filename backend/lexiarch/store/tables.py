"""Rows of the projected tables, field for column. See schema.sql for what each column means."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32


class SettingRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    name: str
    value: bytes


class ProposalRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    proposer: Address
    snapshot: int
    deadline: int
    description: str


class ProposalTermsRow(NamedTuple):
    block_number: int
    log_index: int
    proposal_id: bytes
    token_house: int
    holder_house: int
    token_floor: int
    holder_floor: int
    secret: int


class TrackRow(NamedTuple):
    block_number: int
    log_index: int
    number: int
    token_house: int
    holder_house: int
    token_floor: int
    holder_floor: int
    secret: int


class TrackAssignmentRow(NamedTuple):
    block_number: int
    log_index: int
    target: Address
    selector: bytes
    number: int


class ProposalActionRow(NamedTuple):
    block_number: int
    log_index: int
    ordinal: int
    proposal_id: bytes
    target: Address
    value: bytes
    calldata: bytes
    signature: str = ""


class ProposalStepRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    step: str
    eta: int | None


class VoteRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    voter: Address
    support: int
    split: bytes | None
    weight: bytes
    person_tag: Hash32 | None
    reason: str
    tokens_against: bytes
    tokens_for: bytes
    tokens_abstain: bytes
    persons_against: int
    persons_for: int
    persons_abstain: int
    ballots: int


class QuorumRow(NamedTuple):
    block_number: int
    log_index: int
    proposal_id: bytes
    snapshot: int
    votes: bytes | None


class OperationRow(NamedTuple):
    block_number: int
    log_index: int
    operation_id: Hash32
    proposal_id: bytes


class SecretVoteRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    nullifier: bytes
    support: int
    persons_against: int
    persons_for: int
    persons_abstain: int
    ballots: int


class FrozenBallotsRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    root: bytes
    members: int


class DelegationRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    delegator: Address
    from_delegate: Address
    to_delegate: Address


class PowerRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    account: Address
    votes: bytes


class BalanceRow(NamedTuple):
    block_number: int
    log_index: int
    block_time: int
    account: Address
    amount: bytes


class SupplyRow(NamedTuple):
    block_number: int
    log_index: int
    block_time: int
    amount: bytes


class AttestationRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    holder: Address
    issuer: Address
    uid: Hash32
    schema: Hash32
    kind: int
    since: int
    expiration_time: int


class AttestationEndRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    holder: Address
    how: str
    ended: int


class HolderCountRow(NamedTuple):
    block_number: int
    log_index: int
    block_time: int
    persons: int


class CaseNoticeRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    number: int
    holder: Address
    opener: Address
    by_issuer: int
    reason_commitment: Hash32
    appeal_until: int
    decide_until: int
    suspended_until: int


class CaseStepRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    number: int
    step: str


class SuspensionRow(NamedTuple):
    block_number: int
    log_index: int
    block_time: int
    person_tag: Hash32
    until: int


class RecoveryRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    old_holder: Address
    new_holder: Address
    step: str
    until: int
    uid: Hash32 | None = None
    expiration_time: int | None = None
    accreditation: int | None = None


class LeafRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    person_tag: Hash32
    place: int
    commitment: bytes
    root: bytes


class LeafDueRow(NamedTuple):
    block_number: int
    log_index: int
    person_tag: Hash32
    day: int


class IdSchemaRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    uid: Hash32
    kind: int
    definition: str


class GroundRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    uid: Hash32
    definition: str
    retired: int


class AccreditationRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    number: int
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int
    daily_cap: int
    signer: bytes
    suspended_until: int
    step: str


class GuardianRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    account: Address


class OwnerRow(NamedTuple):
    block_number: int
    log_index: int
    contract: str
    account: Address


Row = (
    SettingRow
    | ProposalRow
    | ProposalTermsRow
    | TrackRow
    | TrackAssignmentRow
    | ProposalActionRow
    | ProposalStepRow
    | QuorumRow
    | OperationRow
    | VoteRow
    | SecretVoteRow
    | FrozenBallotsRow
    | DelegationRow
    | PowerRow
    | BalanceRow
    | SupplyRow
    | AttestationRow
    | AttestationEndRow
    | HolderCountRow
    | CaseNoticeRow
    | CaseStepRow
    | SuspensionRow
    | RecoveryRow
    | LeafRow
    | LeafDueRow
    | IdSchemaRow
    | GroundRow
    | AccreditationRow
    | GuardianRow
    | OwnerRow
)

TABLES: dict[type[Row], str] = {
    SettingRow: "setting",
    ProposalRow: "proposal",
    ProposalTermsRow: "proposal_terms",
    TrackRow: "track",
    TrackAssignmentRow: "track_assignment",
    ProposalActionRow: "proposal_action",
    ProposalStepRow: "proposal_step",
    QuorumRow: "quorum",
    OperationRow: "operation",
    VoteRow: "vote",
    SecretVoteRow: "secret_vote",
    FrozenBallotsRow: "frozen_ballots",
    DelegationRow: "delegation",
    PowerRow: "power",
    BalanceRow: "balance",
    SupplyRow: "supply",
    AttestationRow: "attestation",
    AttestationEndRow: "attestation_end",
    HolderCountRow: "holder_count",
    CaseNoticeRow: "case_notice",
    CaseStepRow: "case_step",
    SuspensionRow: "suspension",
    RecoveryRow: "recovery",
    LeafRow: "leaf",
    LeafDueRow: "leaf_due",
    IdSchemaRow: "id_schema",
    GroundRow: "ground",
    AccreditationRow: "accreditation",
    GuardianRow: "guardian",
    OwnerRow: "owner",
}
"""Table of each row type; all of them, and only they, are rolled back by a reorg (with `block` and `log`)."""


def encode_amount(value: int) -> bytes:
    """A uint256 as the tables hold it."""
    size = (value.bit_length() + 7) // 8
    return _SIZES[size] + value.to_bytes(size, "big")


def decode_amount(value: bytes) -> int:
    """The uint256 in a column."""
    return int.from_bytes(value[1:], "big")


_SIZES = [bytes([size]) for size in range(33)]
