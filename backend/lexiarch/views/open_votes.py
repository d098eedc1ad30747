"""What waits for an account's ballot."""

from collections.abc import Iterator

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.store.keyset import MAX_BIGINT, NEWEST
from lexiarch.store.proposal_lists import load_candidates_before
from lexiarch.store.tables import decode_amount
from lexiarch.views.eligibility import build_eligibility
from lexiarch.views.models import Eligibility, OpenVote
from lexiarch.views.moment import GovernorClock
from lexiarch.views.proposals import build_summary


def build_open_votes(reader: Reader, deployment: Deployment, address: bytes) -> list[OpenVote]:
    """Proposals that are voted on now, on which a ballot of the account would count; the next to end first.

    Those on which a secret ballot would count are among them, though nobody knows whether it was cast.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    return [each for each in build_running_votes(reader, deployment, address) if waits(each.eligibility)]


def build_running_votes(reader: Reader, deployment: Deployment, address: bytes) -> list[OpenVote]:
    """All proposals that are voted on now, and whether the account can; the next to end first.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    return sorted(_running(reader, deployment, address), key=lambda each: each.proposal.deadline)


def waits(eligibility: Eligibility) -> bool:
    """Whether a ballot of the account, open or secret, would count now."""
    return eligibility.can_vote or eligibility.holder_house.can_vote


def _running(reader: Reader, deployment: Deployment, address: bytes) -> Iterator[OpenVote]:
    clock = GovernorClock(reader, deployment)
    chosen = (ProposalState.ACTIVE, clock.now.point)
    for record in load_candidates_before(reader, clock.kind, chosen, NEWEST, MAX_BIGINT):
        eligibility = build_eligibility(reader, deployment, decode_amount(record.proposal_id), address)
        if eligibility.state is ProposalState.ACTIVE:
            yield OpenVote(proposal=build_summary(record, deployment, clock), eligibility=eligibility)
