"""One proposal: result, ballot, text, actions, timeline, voters."""

from collections.abc import Sequence

from lexiarch.dashboard.pages.voters import VoteQuery, build_secret_context, build_votes_context
from lexiarch.dashboard.words import prose
from lexiarch.dashboard.words.actions import action_words
from lexiarch.dashboard.words.eligibility import eligibility_words
from lexiarch.dashboard.words.houses import house_panels
from lexiarch.dashboard.words.outlook import outlook
from lexiarch.dashboard.words.progress import progress_charts
from lexiarch.dashboard.words.timeline import next_change
from lexiarch.dashboard.words.verdict import verdict
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.views import (
    build_eligibility,
    build_progress,
    build_proposal,
    build_schema_definitions,
    build_votes,
)
from lexiarch.views.models import Proposal, ProposalWarning
from lexiarch.views.overview import build_rules
from lexiarch.views.text import parse_address, parse_uint_id
from lexiarch.views.votes import VotesAsked

_TRIED = (ProposalState.PENDING, ProposalState.ACTIVE, ProposalState.SUCCEEDED, ProposalState.QUEUED)
"""States in which it is of interest what the execution would do."""


def _wallet_data(proposal: Proposal) -> dict[str, object]:
    """What queueing, executing and canceling send to the governor."""
    return {
        "id": str(proposal.id),
        "targets": [action.target for action in proposal.actions],
        "values": [str(action.value) for action in proposal.actions],
        "calldatas": [action.calldata for action in proposal.actions],
        "description": proposal.description,
    }


def of_action(warnings: Sequence[ProposalWarning], number: int | None) -> list[ProposalWarning]:
    """Warnings about one action, or about all together."""
    return [warning for warning in warnings if warning.action == number]


def build_context(
    reader: Reader, deployment: Deployment, proposal_id: str, account: str | None, query: VoteQuery
) -> dict[str, object]:
    """Raises IdInvalid, ProposalNotFound, ParameterInvalid, AddressInvalid or CursorInvalid."""
    proposal = build_proposal(reader, deployment, parse_uint_id(proposal_id))
    schemas = build_schema_definitions(reader)
    progress = build_progress(reader, deployment, proposal.id)
    expires = [entry.time for entry in proposal.timeline if entry.event == "expires"]
    actions = [
        (action, action_words(action, schemas), of_action(proposal.warnings, number))
        for number, action in enumerate(proposal.actions)
    ]
    return {
        "page": "proposals",
        "proposal": proposal,
        "verdict": verdict(proposal, deployment.token_symbol),
        "houses": house_panels(proposal, deployment),
        "body": prose.body_of(proposal.description, proposal.title),
        "cut": len(proposal.description) > prose.LONGEST,
        "actions": actions,
        "warnings": of_action(proposal.warnings, None),
        "tried": bool(proposal.actions) and proposal.state in _TRIED,
        "outlook": outlook(proposal, build_rules(reader, deployment, progress.now)),
        "charts": progress_charts(proposal, progress, deployment),
        "changes_at": next_change(proposal),
        "expires": min(expires, default=None),
        "wallet_data": _wallet_data(proposal),
        "relaying": proposal.state is ProposalState.ACTIVE,
        **_eligibility(reader, deployment, proposal.id, account),
        **build_votes_context(reader, proposal, query),
        **build_secret_context(reader, proposal, query),
    }


def build_eligibility_context(
    reader: Reader, deployment: Deployment, proposal_id: str, account: str | None
) -> dict[str, object]:
    """What an account can do on a proposal, alone. Raises IdInvalid, ProposalNotFound or AddressInvalid."""
    proposal = build_proposal(reader, deployment, parse_uint_id(proposal_id))
    return {"proposal": proposal, **_eligibility(reader, deployment, proposal.id, account)}


def _eligibility(
    reader: Reader, deployment: Deployment, proposal_id: int, account: str | None
) -> dict[str, object]:
    if not account:
        return {"eligibility": None, "seats": [], "receipt": None}
    address = parse_address(account.strip())
    eligibility = build_eligibility(reader, deployment, proposal_id, address)
    cast = build_votes(reader, proposal_id, VotesAsked(voter=address), 1, None).items
    return {
        "eligibility": eligibility,
        "seats": eligibility_words(eligibility, has_roll=deployment.governor.has_roll),
        "receipt": cast[0] if cast else None,
    }
