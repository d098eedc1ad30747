"""The home of a DAO: what is open, what waits for whom, and what there is."""

from lexiarch.dashboard.pages.proposals import build_rows, next_change
from lexiarch.dashboard.words.rules import rules_in_brief, rules_in_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.views import build_open_votes, build_overview, build_proposals
from lexiarch.views.models import ProposalSummary
from lexiarch.views.text import address_text, parse_address

_MOST = 20
"""Proposals of each state that the page shows."""
_LATELY = 5
_OPEN = (ProposalState.ACTIVE, ProposalState.PENDING)
_TO_DO = (ProposalState.SUCCEEDED, ProposalState.QUEUED)


def build_context(reader: Reader, deployment: Deployment, account: str | None) -> dict[str, object]:
    """Raises AddressInvalid."""
    overview = build_overview(reader, deployment)
    running = _of(reader, deployment, *_OPEN)
    to_do = _of(reader, deployment, *_TO_DO)
    newest = build_proposals(reader, deployment, None, _MOST, None).items
    lately = [each for each in newest if each.state not in (*_OPEN, *_TO_DO)][:_LATELY]
    return {
        "page": "home",
        "overview": overview,
        "brief": rules_in_brief(overview.rules),
        "rules": rules_in_words(overview.rules, deployment.token_symbol),
        "open_rows": build_rows(running, deployment),
        "todo_rows": build_rows(to_do, deployment),
        "late_rows": build_rows(lately, deployment),
        "changes_at": next_change([*running, *to_do]),
        **build_mine_context(reader, deployment, account),
    }


def build_mine_context(reader: Reader, deployment: Deployment, account: str | None) -> dict[str, object]:
    """What waits for the ballot of an account. Raises AddressInvalid."""
    address = parse_address(account.strip()) if account else None
    votes = build_open_votes(reader, deployment, address) if address else []
    return {
        "account": address_text(address) if address else "",
        "mine": votes,
    }


def _of(reader: Reader, deployment: Deployment, *states: ProposalState) -> list[ProposalSummary]:
    return [
        each for state in states for each in build_proposals(reader, deployment, state, _MOST, None).items
    ]
