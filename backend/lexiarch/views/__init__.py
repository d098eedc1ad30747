"""Read models: one `build_` function for each question of a page or client. Now is the last indexed block."""

from lexiarch.views.account_data import begin_account_export, build_account_data, build_account_record
from lexiarch.views.accounts import build_account
from lexiarch.views.acts import build_acts
from lexiarch.views.calendar import build_calendar, build_proposal_calendar
from lexiarch.views.changes import build_changes, build_last_change_id
from lexiarch.views.delegates import build_delegates
from lexiarch.views.delegations import (
    build_delegations,
    build_delegators,
    build_power_history,
    build_powers,
)
from lexiarch.views.drafts import build_preview
from lexiarch.views.draws import build_draw
from lexiarch.views.due_process import build_grounds
from lexiarch.views.eligibility import build_eligibility
from lexiarch.views.exports import begin_export, build_part
from lexiarch.views.feeds import build_account_feed, build_feed
from lexiarch.views.holders import build_holder, build_holders, build_running_out, build_unswept
from lexiarch.views.issuers import build_issuer, build_issuers, build_schema_definitions
from lexiarch.views.member import build_issuer_terms, build_member
from lexiarch.views.nonvoters import build_nonvoters
from lexiarch.views.open_votes import build_open_votes
from lexiarch.views.overview import build_overview
from lexiarch.views.participation import build_participation
from lexiarch.views.progress import build_progress
from lexiarch.views.proposals import build_proposal, build_proposals
from lexiarch.views.proposers import build_proposer
from lexiarch.views.reminders import build_reminders_calendar, build_reminders_feed
from lexiarch.views.secret_ballots import build_frozen_tree, build_frozen_version, build_secret_ballots
from lexiarch.views.secret_polls import build_secret_polls
from lexiarch.views.status import build_status
from lexiarch.views.tree import build_tree, build_tree_leaves, build_tree_version
from lexiarch.views.votes import build_account_votes, build_votes

__all__ = [
    "begin_account_export",
    "begin_export",
    "build_account",
    "build_account_data",
    "build_account_feed",
    "build_account_record",
    "build_account_votes",
    "build_acts",
    "build_calendar",
    "build_changes",
    "build_delegates",
    "build_delegations",
    "build_delegators",
    "build_draw",
    "build_eligibility",
    "build_feed",
    "build_frozen_tree",
    "build_frozen_version",
    "build_grounds",
    "build_holder",
    "build_holders",
    "build_issuer",
    "build_issuer_terms",
    "build_issuers",
    "build_last_change_id",
    "build_member",
    "build_nonvoters",
    "build_open_votes",
    "build_overview",
    "build_part",
    "build_participation",
    "build_power_history",
    "build_powers",
    "build_preview",
    "build_progress",
    "build_proposal",
    "build_proposal_calendar",
    "build_proposals",
    "build_proposer",
    "build_reminders_calendar",
    "build_reminders_feed",
    "build_running_out",
    "build_schema_definitions",
    "build_secret_ballots",
    "build_secret_polls",
    "build_status",
    "build_tree",
    "build_tree_leaves",
    "build_tree_version",
    "build_unswept",
    "build_votes",
]
