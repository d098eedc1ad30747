"""What happened last, for feed readers: in the DAO, and to one account."""

from collections.abc import Iterator
from heapq import nlargest
from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.proposals import Support
from lexiarch.domain.words import End, Step
from lexiarch.store.activity import (
    StepRecord,
    TermRecord,
    load_last_ends,
    load_last_proposals,
    load_last_steps,
    load_last_terms,
    load_proposals_by_before,
    place_of,
)
from lexiarch.store.database import Reader
from lexiarch.store.delegations import DelegationRecord, load_delegations_of_before
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.store.tables import AttestationEndRow, ProposalRow, decode_amount
from lexiarch.store.votes import VoteRecord, load_ballots_of_before
from lexiarch.views.models import Feed, FeedEntry
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text
from lexiarch.views.times import iso
from lexiarch.views.titles import title_of

LENGTH = 50
"""Entries of a feed: the newest."""


class _Event(NamedTuple):
    place: Place
    entry: FeedEntry


class _Teller:
    """Makes entries, with ids that are the same whoever indexes the chain."""

    def __init__(self, deployment: Deployment) -> None:
        governor = deployment.address(ContractName.GOVERNOR).hex()
        self.urn = f"urn:lexiarch:{deployment.chain_id}:0x{governor}"

    def proposed(self, row: ProposalRow) -> _Event:
        text = f"Vote from {iso(row.snapshot)} until {iso(row.deadline)}.\n\n{row.description}"
        title = f"Proposed: {title_of(row.description)}"
        return self._event(place_of(row), row.block_time, "proposed", title, text, _path(row.proposal_id))

    def step(self, record: StepRecord) -> _Event:
        row, title = record.step, title_of(record.description)
        until = iso(row.eta) if row.eta is not None else ""
        words = {
            Step.EXTENDED: (f"Vote extended: {title}", f"A quorum was reached late: vote until {until}."),
            Step.QUEUED: (f"Queued: {title}", f"It can be executed from {until}."),
            Step.EXECUTED: (f"Executed: {title}", "Its calls were made."),
            Step.CANCELED: (f"Canceled: {title}", "It will not be decided or executed."),
        }
        told = words[Step(row.step)]
        return self._event(place_of(row), row.block_time, row.step, *told, _path(row.proposal_id))

    def vote(self, record: VoteRecord) -> _Event:
        title = f"Voted {Support.of(record.support)}: {title_of(record.description)}"
        path = _path(record.proposal_id)
        return self._event(record.place, record.block_time, "voted", title, record.reason, path)

    def term(self, record: TermRecord, path: str) -> _Event:
        row = record.attestation
        renewed = row.since < row.block_time
        title = "iD moved here" if record.moved else "iD renewed" if renewed else "iD given"
        text = f"By issuer {address_text(row.issuer)}, until {iso(row.expiration_time)}."
        return self._event(place_of(row), row.block_time, "attested", title, text, path)

    def end(self, row: AttestationEndRow, path: str) -> _Event:
        words = {
            End.REVOKED: ("iD ended", "A case about it was concluded."),
            End.EXITED: ("iD left", "Its holder left the roll."),
            End.SWEPT: ("iD taken off the roll", f"It had run out on {iso(row.ended)}."),
            End.MOVED: ("iD moved to another account", "Its recovery was completed."),
        }
        return self._event(place_of(row), row.block_time, row.how, *words[End(row.how)], path)

    def delegation(self, row: DelegationRecord, account: Address, path: str) -> _Event:
        to = address_text(row.to_delegate)
        if row.delegator == account:
            title = f"Delegated to {to}" if any(row.to_delegate) else "Delegation ended"
        elif row.to_delegate == account:
            title = f"Delegation from {address_text(row.delegator)}"
        else:
            title = f"Delegation from {address_text(row.delegator)} ended"
        return self._event(row.place, row.block_time, "delegated", title, "", path)

    def _event(self, place: Place, time: int, kind: str, title: str, text: str, path: str) -> _Event:
        urn = f"{self.urn}:{place.block_number}:{place.log_index}:{kind}"
        return _Event(place, FeedEntry(id=urn, title=title, text=text, path=path, updated=time))


def _path(proposal_id: bytes) -> str:
    return f"/proposals/{decode_amount(proposal_id)}"


def build_feed(reader: Reader, deployment: Deployment) -> Feed:
    """Proposals made, extended, queued, executed and canceled.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    tell = _Teller(deployment)
    events = [tell.proposed(row) for row in load_last_proposals(reader, LENGTH)]
    events += [tell.step(record) for record in load_last_steps(reader, LENGTH)]
    return _feed(reader, tell.urn, deployment.name, "/", events)


def build_account_feed(reader: Reader, deployment: Deployment, address: bytes) -> Feed:
    """What an account did, and what became of its iD and of the votes that it casts.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    tell, account = _Teller(deployment), Address(address)
    name = address_text(account)
    path = f"/accounts/{name}"
    events = list(_account_events(reader, tell, account, path))
    return _feed(reader, f"{tell.urn}:account:{name.lower()}", f"{name} · {deployment.name}", path, events)


def _account_events(reader: Reader, tell: _Teller, account: Address, path: str) -> Iterator[_Event]:
    yield from map(tell.proposed, load_proposals_by_before(reader, account, NEWEST, LENGTH))
    yield from map(tell.vote, load_ballots_of_before(reader, account, NEWEST, LENGTH))
    for term in load_last_terms(reader, account, LENGTH):
        yield tell.term(term, path)
    for end in load_last_ends(reader, account, LENGTH):
        yield tell.end(end, path)
    for delegation in load_delegations_of_before(reader, account, NEWEST, LENGTH):
        yield tell.delegation(delegation, account, path)


def _feed(reader: Reader, urn: str, title: str, path: str, events: list[_Event]) -> Feed:
    now = load_present(reader).timestamp
    newest = nlargest(LENGTH, events, key=lambda event: event.place)
    updated = newest[0].entry.updated if newest else now
    return Feed(id=urn, title=title, path=path, updated=updated, entries=[event.entry for event in newest])
