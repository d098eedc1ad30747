"""The DAO at a glance."""

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import Setting
from lexiarch.store.accounts import load_balance
from lexiarch.store.counts import load_holder_count_at, load_supply_at
from lexiarch.store.database import Reader
from lexiarch.store.delegates import load_delegate_count
from lexiarch.store.issuers import load_issuers_in_force
from lexiarch.store.keyset import MAX_BIGINT, NEWEST
from lexiarch.store.meta import load_ether
from lexiarch.store.proposal_lists import load_candidates_before, load_proposal_count
from lexiarch.store.settings_history import load_setting_at
from lexiarch.views.models import Overview, Rules, Treasury
from lexiarch.views.moment import GovernorClock, load_present
from lexiarch.views.proposals import build_summary
from lexiarch.views.text import address_text
from lexiarch.views.tracks import build_tracks


def build_overview(reader: Reader, deployment: Deployment) -> Overview:
    """Counts and rules at the last indexed block.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    present = load_present(reader)
    now = present.timestamp
    return Overview(
        name=deployment.name,
        token_symbol=deployment.token_symbol,
        proposals=load_proposal_count(reader),
        active_proposals=_count_active(reader, deployment),
        holders=load_holder_count_at(reader, now),
        issuers=load_issuers_in_force(reader, now),
        delegates=load_delegate_count(reader, present.number),
        token_supply=load_supply_at(reader, now),
        treasury=_build_treasury(reader, deployment, now),
        rules=build_rules(reader, deployment, now),
    )


def _build_treasury(reader: Reader, deployment: Deployment, now: int) -> Treasury:
    ether = load_ether(reader)
    return Treasury(
        address=address_text(deployment.executor),
        tokens=load_balance(reader, deployment.executor, now),
        ether=ether.wei if ether else None,
        ether_block=ether.block if ether else None,
    )


def build_rules(reader: Reader, deployment: Deployment, now: int) -> Rules:
    """The Assembly's rules in force at a time."""
    values = {name: load_setting_at(reader, name, now) for name in Setting}
    return Rules(
        voting_delay=values[Setting.VOTING_DELAY],
        voting_period=values[Setting.VOTING_PERIOD],
        proposal_threshold=values[Setting.PROPOSAL_THRESHOLD],
        token_quorum_percent=values[Setting.TOKEN_QUORUM_NUMERATOR],
        holder_quorum_percent=values[Setting.HOLDER_QUORUM_NUMERATOR],
        timelock_delay=values[Setting.TIMELOCK_DELAY],
        grace_period=deployment.grace_period,
        clock=deployment.governor.clock,
        holder_house=deployment.governor.has_roll,
        late_quorum_vote_extension=values[Setting.LATE_QUORUM_VOTE_EXTENSION],
        tracks=build_tracks(reader, deployment),
    )


def _count_active(reader: Reader, deployment: Deployment) -> int:
    clock = GovernorClock(reader, deployment)
    chosen = (ProposalState.ACTIVE, clock.now.point)
    candidates = load_candidates_before(reader, clock.kind, chosen, NEWEST, MAX_BIGINT)
    summaries = (build_summary(record, deployment, clock) for record in candidates)
    return sum(summary.state is ProposalState.ACTIVE for summary in summaries)
