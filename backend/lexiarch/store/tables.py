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


class TrackRow(NamedTuple):
    block_number: int
    log_index: int
    number: int
    token_house: int
    holder_house: int
    token_floor: int
    holder_floor: int


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
    weight: bytes
    person_tag: Hash32 | None
    reason: str
    tokens_against: bytes
    tokens_for: bytes
    tokens_abstain: bytes
    persons_against: int
    persons_for: int
    persons_abstain: int


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
    reason_commitment: Hash32 | None


class HolderCountRow(NamedTuple):
    block_number: int
    log_index: int
    block_time: int
    persons: int


class IdSchemaRow(NamedTuple):
    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    uid: Hash32
    kind: int
    definition: str


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
    withdrawn: int


Row = (
    SettingRow
    | ProposalRow
    | ProposalTermsRow
    | TrackRow
    | TrackAssignmentRow
    | ProposalActionRow
    | ProposalStepRow
    | VoteRow
    | DelegationRow
    | PowerRow
    | BalanceRow
    | SupplyRow
    | AttestationRow
    | AttestationEndRow
    | HolderCountRow
    | IdSchemaRow
    | AccreditationRow
)

TABLES: dict[type[Row], str] = {
    SettingRow: "setting",
    ProposalRow: "proposal",
    ProposalTermsRow: "proposal_terms",
    TrackRow: "track",
    TrackAssignmentRow: "track_assignment",
    ProposalActionRow: "proposal_action",
    ProposalStepRow: "proposal_step",
    VoteRow: "vote",
    DelegationRow: "delegation",
    PowerRow: "power",
    BalanceRow: "balance",
    SupplyRow: "supply",
    AttestationRow: "attestation",
    AttestationEndRow: "attestation_end",
    HolderCountRow: "holder_count",
    IdSchemaRow: "id_schema",
    AccreditationRow: "accreditation",
}
"""Table of each row type; all of them, and only they, are rolled back by a reorg (with `block` and `log`)."""


def encode_amount(value: int) -> bytes:
    """uint256 as the 32 bytes that the tables hold."""
    return value.to_bytes(32, "big")


def decode_amount(value: bytes) -> int:
    """The uint256 in a column."""
    return int.from_bytes(value, "big")
