"""Read models: what pages and the API show. Both render these, so they cannot disagree.

JSON: amounts and ids (uint256) are decimal strings, times are seconds since 1970, addresses carry the EIP-55
checksum, hashes are 0x and 64 digits.
"""

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from lexiarch.domain.cases import CasePhase
from lexiarch.domain.eligibility import Reason
from lexiarch.domain.governor import Clock, QuorumOf
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.warnings import WarningCode
from lexiarch.domain.words import HolderStatus

Uint = Annotated[
    int,
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]+$", "examples": ["1000000000000000000"]}),
]
"""An integer that may exceed 2^53: decimal string in JSON."""

AddressText = Annotated[str, Field(examples=["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"])]
HashText = Annotated[str, Field(examples=["0x" + "5e" * 32])]
Time = Annotated[int, Field(description="Seconds since 1970", examples=[1_790_000_000])]

Item = TypeVar("Item")


class Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, validate_by_name=True, validate_by_alias=True
    )


class Page(Model, Generic[Item]):
    """One page of a list. Pages stay stable while rows arrive."""

    items: list[Item]
    next_cursor: str | None
    """Pass it as `cursor` for the next page; null on the last."""


class BlockRef(Model):
    number: int
    hash: HashText
    timestamp: Time


class Status(Model):
    """How near the index is to the chain."""

    name: str
    """The DAO's name, from the deployment file."""
    chain_id: int
    indexed: BlockRef | None
    """Last block that is indexed whole; null until the first."""
    head: BlockRef | None
    """The node's newest block when the index last moved; null until it did."""
    lag_blocks: int | None
    lag_seconds: int | None
    verified_block: int | None
    """Last block at which the index was compared with the contracts and agreed."""
    differences: list[str]
    """What disagreed at the last comparison; empty when all is well."""
    contact: Time | None = None
    """When the indexer last reached the node and stored what it read, by its own clock; null when never."""
    trouble: str | None = None
    """Code of the error that keeps the indexer from going on; null while all is well."""
    contracts: dict[str, AddressText]
    version: str


class HouseName(StrEnum):
    TOKEN = "token"
    HOLDER = "holder"


class House(Model):
    """One house's count: voting units (10^-18 tokens) in the token house, persons in the holder house."""

    house: HouseName
    against: Uint
    for_: Uint = Field(serialization_alias="for", validation_alias="for")
    abstain: Uint
    asked: bool
    """Whether the proposal needs this house. Follows from what it calls."""
    quorum: Uint
    """Votes needed, at the snapshot; till then an estimate from today's figures. 0 if not asked."""
    quorum_final: bool
    """False until the snapshot has passed."""
    quorum_of: QuorumOf = QuorumOf.FOR_ABSTAIN
    """Which votes count towards the quorum."""
    electorate: Uint
    """Token supply, or persons on the roll, at the snapshot."""
    quorum_reached: bool
    majority: bool
    """More For than Against."""
    passed: bool
    """Quorum reached and majority. A house that is not asked has passed: it stands in nobody's way."""


class DecodedArgument(Model):
    name: str
    type: str
    """Solidity type."""
    value: str
    """Addresses with checksum, integers decimal, bytes as hex, tuples and arrays as JSON."""


class DecodedCall(Model):
    contract: str | None
    """Our name of the target contract, such as `holder_registry`; null when it is none of this project's:
    then nobody has looked at its code, which may do anything with the call."""
    interface: str | None = None
    """Where `contract` is null: well-known interfaces that declare the function, such as `ERC-20, ERC-721`.
    Null when none does, and the proposal itself gives the function's signature."""
    function: str
    """Signature, such as `accredit(address,bytes32,uint48)`."""
    arguments: list[DecodedArgument]


class Action(Model):
    """One call that the timelock makes when the proposal is executed."""

    target: AddressText
    target_name: str | None
    """Name of the target if it is a contract of this DAO."""
    value: Uint
    """Wei."""
    calldata: str
    """Hex."""
    decoded: DecodedCall | None
    """Null when the function is not known, or the calldata is not exactly what its arguments encode to."""


class ProposalWarning(Model):
    """Something to know before trusting the words of a proposal."""

    code: WarningCode
    """Stable; docs/api.md says what each means."""
    action: int | None
    """Which action it is about, from 0; null for all of them together."""
    proposals: list[Uint] = []
    """Of REPEATED: earlier proposals with the same calls, oldest first; not more than some."""


class TimelineEntry(Model):
    """One moment in a proposal's life: in the past with its transaction, or ahead."""

    event: str
    """created, voting_starts, extended, voting_ends, queued, executable, executed, canceled, expires."""
    time: Time
    happened: bool
    """False while it lies ahead of the last indexed block."""
    tx_hash: HashText | None


class ProposalSummary(Model):
    id: Uint
    title: str
    """First line of the description, without Markdown's heading marks."""
    proposer: AddressText
    state: ProposalState
    created: Time
    snapshot: Time
    """Time whose token votes and persons decide."""
    deadline: Time
    """Last second of the vote; later than first set when a quorum was reached late."""
    clock: Clock = Clock.TIMESTAMP
    """What the governor counts time in. When it is blocks, the times above are as exact as block times are
    known: what lies ahead is an estimate."""
    snapshot_timepoint: int
    """The snapshot by the governor's clock (ERC-6372)."""
    deadline_timepoint: int
    """The deadline by the governor's clock."""
    token_house: House
    holder_house: House
    secret: bool
    """Whether the holder house votes in secret: open ballots count tokens only."""


class Proposal(ProposalSummary):
    description: str
    """As it stands on chain; not rendered."""
    actions: list[Action]
    warnings: list[ProposalWarning]
    """What the calls alone tell. What only a node can tell is with the simulation."""
    timeline: list[TimelineEntry]
    eta: Time | None
    """Earliest execution, once queued."""
    block: int
    tx_hash: HashText
    ballots: int
    """Open ballots."""
    secret_ballots: int
    """Ballots that persons cast in secret. Nobody knows whose they are."""
    secret_root: HashText | None
    """Root of the frozen tree that proofs are made against; null while none is frozen."""
    secret_electorate: int | None
    """Persons who may vote in secret: the members of the frozen tree; null while none is frozen."""


class Vote(Model):
    proposal_id: Uint
    proposal_title: str
    voter: AddressText
    support: Support
    weight: Uint
    """Voting units in the token house; 0 when the ballot counted in the holder house only."""
    weight_against: Uint
    """This and the two after it: how the ballot divides its weight. Only one that says Split uses several;
    one that says Other uses none, and counts for nothing here."""
    weight_for: Uint
    weight_abstain: Uint
    in_holder_house: bool
    """Whether the ballot counted for a person in the holder house."""
    reason: str
    time: Time
    block: int
    tx_hash: HashText


class VoteProgress(Model):
    """A house's count up to and with a ballot: voting units in the token house, persons in the other."""

    time: Time
    block: int
    against: Uint
    for_: Uint = Field(serialization_alias="for", validation_alias="for")
    abstain: Uint


class Progress(Model):
    """How both houses' counts grew, oldest first. Of many ballots, about a hundred, evenly chosen."""

    proposal_id: Uint
    opens: Time
    """The snapshot: all counts are zero."""
    closes: Time
    """The deadline."""
    now: Time
    """The time of the last indexed block."""
    token_house: list[VoteProgress]
    holder_house: list[VoteProgress]
    """With the secret ballots, where there are any."""


class Nonvoter(Model):
    """Somebody who can vote on a proposal, or could, and has not."""

    address: AddressText
    weight: Uint
    """Voting units in the token house, 1 person in the holder house."""
    person_tag: HashText | None
    """Of the person, in the holder house."""


class HouseParticipation(Model):
    """How many of those who could vote in a house have."""

    asked: bool
    """Whether the proposal needs this house."""
    ballots: int
    """That counted in this house, secret ones included."""
    cast: Uint
    """Voting units (10^-18 tokens) in the token house, persons in the holder house."""
    electorate: Uint
    """Token supply, or persons on the roll, at the snapshot."""
    share: int
    """Of the electorate, in hundredths of a percent, rounded down."""


class Participation(Model):
    proposal_id: Uint
    title: str
    state: ProposalState
    snapshot: Time
    deadline: Time
    token_house: HouseParticipation
    holder_house: HouseParticipation


class PowerChange(Model):
    """Voting power from a moment on."""

    power: Uint
    """10^-18 tokens."""
    time: Time
    block: int
    tx_hash: HashText


class PowerHistory(Model):
    """Voting power over time, oldest first. Of many changes, what was in force at about a hundred moments."""

    address: AddressText
    now: Time
    """The time of the last indexed block."""
    points: list[PowerChange]


class EligibilityReason(Model):
    code: Reason
    """Stable."""
    remedy: str
    """What can be done about it."""


class HouseEligibility(Model):
    """Whether a ballot would count in one house."""

    house: HouseName
    can_vote: bool
    """Whether a ballot cast now would count here. Whether a secret one was cast already, nobody knows."""
    secret: bool
    """Whether the house votes in secret: with a proof that the person is in the frozen tree."""
    weight: Uint
    """10^-18 tokens in the token house, 1 or 0 persons in the holder house; also when the vote is over."""
    weight_final: bool
    """False until the snapshot has passed: till then, the weight is that of now."""
    reasons: list[EligibilityReason]
    """Why a ballot would not count; empty when it would."""


class Eligibility(Model):
    """What would become of a ballot that an account cast now."""

    proposal_id: Uint
    address: AddressText
    at: Time
    """Now: the time of the last indexed block."""
    state: ProposalState
    snapshot: Time
    deadline: Time
    voted: bool
    """Whether the account has cast an open ballot."""
    can_vote: bool
    """Whether the governor would accept an open ballot. One counts in both houses, where each can."""
    token_house: HouseEligibility
    holder_house: HouseEligibility


class OpenVote(Model):
    """A proposal on which an account's ballot would count, and has not been cast."""

    proposal: ProposalSummary
    eligibility: Eligibility


class Attestation(Model):
    """An iD as the roll last knew it, or knew it at the asked time."""

    person_tag: HashText
    holder: AddressText
    issuer: AddressText
    schema_: HashText = Field(serialization_alias="schema", validation_alias="schema")
    kind: str
    """person or organisation."""
    status: HolderStatus
    since: Time
    expiration_time: Time
    ended: Time | None
    """When it was revoked, left, or moved to another account."""
    uid: HashText
    tx_hash: HashText


class PendingCase(Model):
    """A case about an iD that is neither decided nor over. Of the reason there is a salted hash, no more."""

    number: int
    phase: CasePhase
    opener: AddressText
    by_issuer: bool
    """Whether an issuer opened it; else the DAO did."""
    reason_commitment: HashText
    opened: Time
    appeal_until: Time
    """The holder may appeal until then; without an appeal anybody may conclude the case from then on."""
    decide_until: Time
    """If nobody has decided by then, the iD stays."""
    appealed: Time | None
    suspended_until: Time | None
    """Until when the iD proves nothing; its vote stays. Null when it is not suspended."""


class PendingRecovery(Model):
    """Another account has asked for an iD. The present one may refuse until it moves."""

    new_holder: AddressText
    started: Time
    ready_at: Time
    """From then on anybody may complete the move."""


class Tree(Model):
    """The Semaphore tree of commitments, against which persons vote in secret."""

    root: HashText
    """Root now. A proposal's own is frozen before its vote."""
    size: int
    """Places used, pruned ones included."""
    members: int
    """Commitments in the tree."""
    ended: int
    """Commitments of iDs that were ended or left: each is pruned. No root is frozen while one waits."""
    due: int
    """Others whose day has come: refreshed if the iD stands, else pruned. They, too, hold up a freeze."""


class Ground(Model):
    """A ground on which a case can rest."""

    uid: HashText
    definition: str
    registered: Time
    retired: Time | None
    """From when on no new case can rest on it."""


class TookPart(Model):
    """On how many proposals an account voted in a house, of those on which it could have."""

    voted: int
    could_vote: int


class Account(Model):
    address: AddressText
    at: Time
    """The time that the figures are for: the last indexed block, or the time asked for."""
    balance: Uint
    """Tokens held, in 10^-18."""
    power: Uint
    """Votes that the account can cast in the token house, its own and delegated to it, in 10^-18 tokens."""
    delegate: AddressText | None
    """Who casts the votes of the account's tokens; null when nobody does, and then they count for nothing."""
    delegators: int
    """Accounts that delegate to this one, itself included."""
    is_holder: bool
    status: HolderStatus
    attestation: Attestation | None
    case: PendingCase | None
    """About the account's iD, now; null when none is pending, and for past times."""
    recovery: PendingRecovery | None
    """Of the account's iD, by another account, now; null when none is pending, and for past times."""
    votes_cast: int
    """Proposals on which it has voted openly."""
    could_vote: int
    """Proposals on which it has voted openly, or could have: with power or a person's iD at the snapshot."""
    token_house: TookPart
    holder_house: TookPart
    """Open ballots only: of secret ones nobody knows whose they are."""
    proposals_made: int


class Issuer(Model):
    number: int
    address: AddressText
    schema_: HashText = Field(serialization_alias="schema", validation_alias="schema")
    schema_definition: str
    kind: str
    valid_from: Time
    valid_until: Time
    accredited: bool
    """Whether the accreditation is in force."""
    withdrawn: bool
    """Whether the DAO took the accreditation back."""
    daily_cap: int
    """iDs that may begin or move on this issuer's word in one day (UTC)."""
    signer: str | None
    """ERC-7913 key that signs the offers, in hex; null when the issuer's own account does."""
    suspended_until: Time | None
    """When the issuer may attest again, if the guardian has stopped it; else null."""
    attestations: int
    """Attestations that holders accepted from this issuer, renewals included."""
    live_holders: int
    """iDs that stand and whose last attestation is from this issuer."""
    revoked: int
    """iDs from this issuer that a case ended."""
    cases: int
    """Cases that this issuer has opened."""


class Delegate(Model):
    address: AddressText
    power: Uint
    delegators: int
    votes_cast: int
    is_holder: bool


class Draw(Model):
    """What today's order of delegates is drawn from. Anybody can draw it again."""

    block: BlockRef | None
    """The day's first block (UTC); null until the indexer has looked for it."""
    drawn: int
    """Accounts that took part: those with power in the block before. Who came since stands behind them."""


class DelegationParty(StrEnum):
    """In what part an account is asked for."""

    DELEGATOR = "delegator"  # its own choices
    DELEGATE = "delegate"  # by which others came to it or left it


class Delegation(Model):
    """A choice of who casts the votes of an account's tokens."""

    delegator: AddressText
    from_delegate: AddressText | None
    """Who cast them before; null when nobody did."""
    to_delegate: AddressText | None
    """Who casts them from then on; null when nobody does."""
    amount: Uint
    """Tokens that the delegator held then, in 10^-18: the votes that went along."""
    time: Time
    block: int
    tx_hash: HashText


class Delegator(Model):
    """An account whose votes another one casts now."""

    address: AddressText
    amount: Uint
    """Tokens that it holds, in 10^-18: the votes that it brings."""
    since: Time
    """When it last said so."""
    block: int
    tx_hash: HashText


class ActKind(StrEnum):
    """What an account can do that everybody sees."""

    VOTE = "vote"
    PROPOSAL = "proposal"
    DELEGATION = "delegation"


class Act(Model):
    """Something that an account did."""

    kind: ActKind
    time: Time
    block: int
    tx_hash: HashText
    proposal_id: Uint | None
    """Of what was voted on, or proposed."""
    proposal_title: str | None
    vote: Vote | None
    delegation: Delegation | None


class AccountFigures(Model):
    """What an account has."""

    address: AddressText
    balance: Uint
    """Tokens held, in 10^-18."""
    power: Uint
    """Votes that the account can cast in the token house, in 10^-18 tokens."""
    delegate: AddressText | None
    """Who casts the votes of the account's tokens; null when nobody does."""


class ProposalRow(Model):
    """A proposal in one line, with both houses' counts."""

    id: Uint
    title: str
    proposer: AddressText
    state: ProposalState
    created: Time
    snapshot: Time
    deadline: Time
    eta: Time | None
    secret: bool
    """Whether the holder house votes in secret."""
    token_house: bool
    """Whether the proposal needs this house."""
    tokens_against: Uint
    """This and the next four: 10^-18 tokens."""
    tokens_for: Uint
    tokens_abstain: Uint
    token_quorum: Uint
    token_supply: Uint
    holder_house: bool
    """Whether the proposal needs this house."""
    persons_against: int
    persons_for: int
    persons_abstain: int
    holder_quorum: int
    persons: int
    """On the roll at the snapshot."""
    description: str
    block: int
    tx_hash: HashText


class TrackFunction(Model):
    """A function whose calls are on a track."""

    target: AddressText
    target_name: str | None
    """Name of the target if it is a contract of this DAO."""
    selector: str
    """First four bytes of the calldata, hex."""
    function: str | None
    """Signature, if known."""


class Track(Model):
    """Which houses decide about calls of some functions. All other calls need both houses."""

    number: int
    token_house: bool
    holder_house: bool
    token_quorum_percent: int
    """Least quorum of the token house; 0 for that of the rules."""
    holder_quorum_percent: int
    """Least quorum of the holder house; 0 for that of the rules."""
    secret: bool
    """Whether the holder house votes in secret."""
    functions: list[TrackFunction]


class Rules(Model):
    """The Assembly's rules in force."""

    clock: Clock = Clock.TIMESTAMP
    """What the delay, period and extension of votes count: seconds, or blocks."""
    holder_house: bool = True
    """Whether there is a house of persons."""
    voting_delay: int
    voting_period: int
    proposal_threshold: Uint
    """Votes that let a proposer who is no member propose."""
    token_quorum_percent: int
    holder_quorum_percent: int
    timelock_delay: int
    """Seconds."""
    grace_period: int | None
    """Seconds; null when what was queued waits for ever."""
    late_quorum_vote_extension: int
    """What remains to vote, at least, once every quorum is reached."""
    tracks: list[Track]
    """Who decides what, where it is not both houses."""


class Treasury(Model):
    """What the DAO holds: the account that carries out what has passed. Other tokens are not counted."""

    address: AddressText
    tokens: Uint
    """Of the DAO's own token, in 10^-18."""
    ether: Uint | None
    """Wei, as read from the chain at `ether_block`; null until it was read."""
    ether_block: int | None


class Overview(Model):
    """The DAO at a glance."""

    name: str
    token_symbol: str
    proposals: int
    active_proposals: int
    holders: int
    """Persons in the roll's count."""
    issuers: int
    """Accreditations in force."""
    delegates: int
    """Accounts with voting power."""
    token_supply: Uint
    treasury: Treasury
    rules: Rules


class FeedEntry(Model):
    """One thing that happened."""

    id: str
    """A URN: the same whoever indexes the chain."""
    title: str
    text: str
    """May be empty."""
    path: str
    """Of the page about it."""
    updated: Time


class Feed(Model):
    """What happened last, newest first."""

    id: str
    title: str
    path: str
    updated: Time
    entries: list[FeedEntry]


class CalendarEvent(Model):
    """A moment in a proposal's life."""

    id: str
    """The same for this moment for ever, though it may be moved or called off."""
    title: str
    path: str
    """Of the page about it."""
    time: Time
    text: str = ""
    """May be empty."""
    alarms: list[int] = []
    """Seconds before the time at which to remind of it."""
    revision: int
    """Rises whenever something happens to the proposal."""
    updated: Time
    """When something last happened to the proposal."""
    canceled: bool


class StreamEvent(Model):
    """One change, as the event stream sends it."""

    id: int
    kind: str
    block: int
    subject: str
    data: dict[str, object]
