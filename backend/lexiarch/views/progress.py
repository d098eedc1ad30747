"""How a proposal's counts grew."""

from collections.abc import Sequence
from typing import Final

from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.store.progress import PERSONS, SECRET, TOKENS, ProgressRecord, load_progress
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.store.votes import load_ballot_count, load_secret_ballot_count
from lexiarch.views.find import find_proposal
from lexiarch.views.models import Progress, VoteProgress
from lexiarch.views.moment import GovernorClock

_MOST: Final = 100
"""Points of a house."""


def build_progress(reader: Reader, deployment: Deployment, proposal_id: int) -> Progress:
    """Both houses' counts after each ballot, or, when there are many, after some.

    Raises:
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    key = encode_amount(proposal_id)
    record = find_proposal(reader, clock.kind, proposal_id)
    ballots = load_ballot_count(reader, key)
    persons = (SECRET, load_secret_ballot_count(reader, key)) if record.secret else (PERSONS, ballots)
    return Progress(
        proposal_id=proposal_id,
        opens=clock.time_of(record.snapshot),
        closes=clock.time_of(record.deadline),
        now=clock.now.time,
        token_house=_points(load_progress(reader, key, TOKENS, ballots, _MOST)),
        holder_house=_points(load_progress(reader, key, *persons, _MOST)),
    )


def _points(records: Sequence[ProgressRecord]) -> list[VoteProgress]:
    """One for each time; a ballot that changed nothing here is left out."""
    points: dict[tuple[int, int, int], VoteProgress] = {}
    for record in records:
        counts = (_count(record.against), _count(record.for_), _count(record.abstain))
        if any(counts) and counts not in points:
            against, for_, abstain = counts
            points[counts] = VoteProgress(
                time=record.block_time,
                block=record.block_number,
                against=against,
                for_=for_,
                abstain=abstain,
            )
    return list(points.values())


def _count(value: bytes | int) -> int:
    return value if isinstance(value, int) else decode_amount(value)
