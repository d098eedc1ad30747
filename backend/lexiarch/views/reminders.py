"""Reminders of open votes, for an account whose ballot is missing; nobody else is reminded of anything."""

from collections.abc import Iterator, Sequence

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.eligibility import Reason
from lexiarch.domain.reminders import BEFORE_THE_END, LAST_DAY, LAST_HOURS
from lexiarch.store.activity import load_steps_of
from lexiarch.store.database import Reader
from lexiarch.store.tables import ProposalStepRow, encode_amount
from lexiarch.views.models import CalendarEvent, Eligibility, Feed, FeedEntry, OpenVote
from lexiarch.views.moment import load_present
from lexiarch.views.open_votes import build_running_votes, waits
from lexiarch.views.text import address_text
from lexiarch.views.times import iso

_VOTED = (Reason.ALREADY_VOTED, Reason.PERSON_ALREADY_VOTED)
_SECRET = "Persons vote in secret: nobody knows whether you have."
_LEFT = {LAST_DAY: "Less than a day left to vote", LAST_HOURS: "Less than two hours left to vote"}
_OPEN = ("Your vote is missing", "Vote in secret, if you have not")
_ENDS = ("Vote ends, yours is missing", "Secret vote ends")
"""The second where only a secret ballot would count: nobody knows whether it is missing."""


def build_reminders_feed(reader: Reader, deployment: Deployment, address: bytes) -> Feed:
    """An entry when a vote opens, another a day, and another two hours before it ends; none once voted.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    name, now = address_text(address), load_present(reader).timestamp
    governor = deployment.address(ContractName.GOVERNOR).hex()
    urn = f"urn:lexiarch:{deployment.chain_id}:0x{governor}:account:{name.lower()}:reminders"
    running = build_running_votes(reader, deployment, address)
    entries = [
        entry for vote in running if waits(vote.eligibility) for entry in _entries(vote, urn, name, now)
    ]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return Feed(
        id=urn,
        title=f"Votes that wait for {name} · {deployment.name}",
        path=f"/accounts/{name}",
        updated=entries[0].updated if entries else now,
        entries=entries,
    )


def _entries(vote: OpenVote, urn: str, name: str, now: int) -> Iterator[FeedEntry]:
    proposal = vote.proposal
    moments = [(proposal.snapshot, "open", _OPEN[_is_secret(vote)])]
    moments += [
        (proposal.deadline - before, str(before), _LEFT[before])
        for before in BEFORE_THE_END
        if proposal.snapshot < proposal.deadline - before <= now
    ]
    for moment, slug, words in moments:
        yield FeedEntry(
            id=f"{urn}:{proposal.id}:{slug}",
            title=f"{words}: {proposal.title}",
            text=_text(vote),
            path=_path(vote, name),
            updated=moment,
        )


def build_reminders_calendar(reader: Reader, deployment: Deployment, address: bytes) -> list[CalendarEvent]:
    """The end of each open vote, with alarms. Once the account has voted it is canceled, and has none.

    A canceled one stays until the vote is over: calendars that keep what they were given learn of it.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    running = build_running_votes(reader, deployment, address)
    steps = load_steps_of(reader, [encode_amount(vote.proposal.id) for vote in running])
    place = f"{deployment.chain_id}.0x{deployment.address(ContractName.GOVERNOR).hex()}"
    return [
        _event(vote, steps[encode_amount(vote.proposal.id)], address_text(address), place)
        for vote in running
        if waits(vote.eligibility) or _has_voted(vote.eligibility)
    ]


def _event(vote: OpenVote, steps: Sequence[ProposalStepRow], name: str, place: str) -> CalendarEvent:
    proposal, missing = vote.proposal, waits(vote.eligibility)
    words = _ENDS[_is_secret(vote)] if missing else "You have voted"
    return CalendarEvent(
        id=f"{proposal.id}-reminder-{name.lower()}@{place}",
        title=f"{words}: {proposal.title}",
        text=_text(vote) if missing else "",
        path=_path(vote, name),
        time=proposal.deadline,
        alarms=[before for before in BEFORE_THE_END if missing],
        revision=len(steps) + (not missing),
        updated=vote.eligibility.at if not missing else steps[-1].block_time if steps else proposal.created,
        canceled=not missing,
    )


def _has_voted(eligibility: Eligibility) -> bool:
    """Whether nothing is missing because it is there already."""
    houses = (eligibility.token_house, eligibility.holder_house)
    return any(reason.code in _VOTED for house in houses for reason in house.reasons)


def _is_secret(vote: OpenVote) -> bool:
    return not vote.eligibility.can_vote


def _text(vote: OpenVote) -> str:
    house = vote.eligibility.holder_house
    until = f"Vote until {iso(vote.proposal.deadline)}."
    return f"{until} {_SECRET}" if house.secret and house.can_vote else until


def _path(vote: OpenVote, name: str) -> str:
    return f"/proposals/{vote.proposal.id}?account={name}#ballot"
