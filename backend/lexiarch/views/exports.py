"""Whole lists for spreadsheets and programs, a page at a time, so that no length needs memory.

An export is of the block at which it began: rows that come later are not in it, and if the chain replaces
that block, the export ends with an error. What time and votes change of a row (a proposal's state and counts,
an iD's standing) is of the moment at which its page was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ExportOvertaken, ParameterInvalid, ProposalNotFound
from lexiarch.domain.proposals import proposal_state
from lexiarch.domain.texts import mark
from lexiarch.domain.words import HolderStatus
from lexiarch.store.blocks import load_block_hash
from lexiarch.store.database import Reader
from lexiarch.store.delegations import load_delegations_before
from lexiarch.store.exports import load_account_figures_after
from lexiarch.store.holders import load_holders_of_tags, load_tags_before
from lexiarch.store.keyset import MAX_BIGINT, Place
from lexiarch.store.meta import BlockId
from lexiarch.store.proposal_lists import has_proposal, load_proposals_before
from lexiarch.store.proposal_records import WHOLE, ProposalRecord
from lexiarch.store.proposals import house_counts, state_facts
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.store.votes import Ballots, load_all_ballots_before, load_ballots_before
from lexiarch.views.delegations import build_delegation
from lexiarch.views.holders import build_attestation
from lexiarch.views.models import AccountFigures, Attestation, Delegation, Model, ProposalRow, Vote
from lexiarch.views.moment import GovernorClock, load_present
from lexiarch.views.text import address_text, hash_text
from lexiarch.views.titles import title_of
from lexiarch.views.votes import build_vote

_LISTED = (HolderStatus.LIVE, HolderStatus.EXPIRED)  # as everywhere: there is no list of ended iDs


class ExportName(StrEnum):
    PROPOSALS = "proposals"
    VOTES = "votes"
    DELEGATIONS = "delegations"
    HOLDERS = "holders"
    ACCOUNTS = "accounts"


class Part(NamedTuple):
    """Some rows, and the key to go on after; None when there are no more."""

    rows: Sequence[Model]
    next_key: Place | Address | None


Loaded = tuple[Sequence[Model], Place | Address | None, bool]
"""Rows after a key, the key of the last, and whether more may follow."""


class _Placed(Protocol):
    @property
    def block_number(self) -> int: ...
    @property
    def log_index(self) -> int: ...


def loaded(rows: Sequence[Model], records: Sequence[_Placed], limit: int) -> Loaded:
    """Rows made of so many records at most, in the order of the chain."""
    last = Place(records[-1].block_number, records[-1].log_index) if records else None
    return rows, last, len(records) == limit


class Listing(NamedTuple):
    """What its rows are, and how some of them are loaded: those after a key, at most so many."""

    row_type: type[Model]
    load: Callable[[Reader, "Export", Place | Address, int], Loaded]
    at_once: int = 2000


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported, and of which block."""

    name: str
    """Of the list; a file's name has it."""
    deployment: Deployment
    block: BlockId
    listing: Listing
    proposal: bytes | None = None
    """Of votes: only of this proposal."""
    account: Address | None = None
    """Only of this account."""

    @property
    def start(self) -> Place | Address:
        """The key before the first row."""
        if self.name == ExportName.ACCOUNTS:
            return Address(b"")
        return Place(self.block.number, MAX_BIGINT)


def begin_export(reader: Reader, deployment: Deployment, name: ExportName, proposal_id: int | None) -> Export:
    """An export of the last indexed block.

    Raises:
        ParameterInvalid: a proposal is named, and votes are not asked for.
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    block = load_present(reader)
    if proposal_id is None:
        return Export(name, deployment, block, _LISTS[name])
    if name is not ExportName.VOTES:
        raise ParameterInvalid(
            mark("An export of %(name)s is not of one proposal."),
            mark("Leave proposal out, or export votes."),
            name=name.value,
        )
    key = encode_amount(proposal_id)
    if not has_proposal(reader, key):
        raise ProposalNotFound(proposal_id)
    return Export(name, deployment, block, _LISTS[name], proposal=key)


def build_part(reader: Reader, export: Export, after: Place | Address) -> Part:
    """The rows after a key, some thousand at most.

    Raises:
        ExportOvertaken: the chain has replaced the block that the export is of.
    """
    _check_block(reader, export.block)
    rows, last, is_full = export.listing.load(reader, export, after, export.listing.at_once)
    return Part(rows, last if is_full else None)


def _check_block(reader: Reader, block: BlockId) -> None:
    """A header is kept unless it is old and empty; then nothing can replace it any more."""
    found = load_block_hash(reader, block.number)
    gone = load_present(reader).number < block.number if found is None else found != block.hash
    if gone:
        raise ExportOvertaken(block.number)


# ---- lists


def _proposals(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    assert isinstance(after, Place)
    clock = GovernorClock(reader, export.deployment)
    records = load_proposals_before(reader, clock.kind, after, limit, WHOLE)
    rows = [build_proposal_row(record, export.deployment, clock) for record in records]
    return loaded(rows, records, limit)


def build_proposal_row(record: ProposalRecord, deployment: Deployment, clock: GovernorClock) -> ProposalRow:
    """A proposal in one line."""
    tokens, persons = house_counts(record, deployment.governor)
    return ProposalRow(
        id=decode_amount(record.proposal_id),
        title=title_of(record.description),
        proposer=address_text(record.proposer),
        state=proposal_state(state_facts(record, deployment), clock.now),
        created=record.block_time,
        snapshot=clock.time_of(record.snapshot),
        deadline=clock.time_of(record.deadline),
        eta=record.eta,
        secret=bool(record.secret),
        token_house=tokens.asked,
        tokens_against=tokens.tally.against,
        tokens_for=tokens.tally.for_,
        tokens_abstain=tokens.tally.abstain,
        token_quorum=tokens.quorum,
        token_supply=tokens.electorate,
        holder_house=persons.asked,
        persons_against=persons.tally.against,
        persons_for=persons.tally.for_,
        persons_abstain=persons.tally.abstain,
        holder_quorum=persons.quorum,
        persons=persons.electorate,
        description=record.description,
        block=record.block_number,
        tx_hash=hash_text(record.tx_hash),
    )


def _votes(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    assert isinstance(after, Place)
    if export.proposal is None:
        records = load_all_ballots_before(reader, after, limit)
    else:
        records = load_ballots_before(reader, Ballots(export.proposal), after, limit)
    return loaded([build_vote(record) for record in records], records, limit)


def _delegations(reader: Reader, _: Export, after: Place | Address, limit: int) -> Loaded:
    assert isinstance(after, Place)
    records = load_delegations_before(reader, after, limit)
    return loaded([build_delegation(record) for record in records], records, limit)


def _holders(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    assert isinstance(after, Place)
    now = load_present(reader).timestamp
    places = load_tags_before(reader, export.block.number, after, limit)
    records = load_holders_of_tags(reader, [tag for _, tag in places])
    rows = [build_attestation(records[tag], now) for _, tag in places]
    last = places[-1][0] if places else None
    return [row for row in rows if row.status in _LISTED], last, len(places) == limit


def _accounts(reader: Reader, export: Export, after: Place | Address, limit: int) -> Loaded:
    assert not isinstance(after, Place)
    records = load_account_figures_after(reader, export.block.number, after, limit)
    rows = [
        AccountFigures(
            address=address_text(record.account),
            balance=record.balance,
            power=record.power,
            delegate=address_text(record.delegate) if record.delegate else None,
        )
        for record in records
        if record.balance or record.power
    ]
    return rows, records[-1].account if records else None, len(records) == limit


_LISTS = {
    ExportName.PROPOSALS: Listing(ProposalRow, _proposals, at_once=100),  # a description may be long
    ExportName.VOTES: Listing(Vote, _votes),
    ExportName.DELEGATIONS: Listing(Delegation, _delegations),
    ExportName.HOLDERS: Listing(Attestation, _holders, at_once=500),  # a parameter for each
    ExportName.ACCOUNTS: Listing(AccountFigures, _accounts),
}
