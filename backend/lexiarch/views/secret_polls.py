"""Secret votes that are to come or open, and whether one person's ballot key counts in them."""

from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.store.keyset import MAX_BIGINT, NEWEST
from lexiarch.store.proposal_lists import load_candidates_before
from lexiarch.store.seats import is_in_tree
from lexiarch.views.moment import GovernorClock
from lexiarch.views.proposals import build_summary
from lexiarch.views.secret_ballot_models import SecretPoll


def build_secret_polls(reader: Reader, deployment: Deployment, person_tag: Hash32) -> list[SecretPoll]:
    """Proposals on which persons vote in secret, or will; the next to end first.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    found = []
    for state in (ProposalState.ACTIVE, ProposalState.PENDING):
        for record in load_candidates_before(
            reader, clock.kind, (state, clock.now.point), NEWEST, MAX_BIGINT
        ):
            summary = build_summary(record, deployment, clock)
            if not record.secret or not record.holder_house or summary.state is not state:
                continue
            poll = SecretPoll(
                proposal=summary,
                members=record.frozen_members,
                is_in=record.frozen_root is not None and is_in_tree(reader, record.proposal_id, person_tag),
            )
            found.append(poll)
    return sorted(found, key=lambda each: each.proposal.deadline)
