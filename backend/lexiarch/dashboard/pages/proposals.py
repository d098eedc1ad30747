"""The front page: the DAO at a glance and its proposals."""

from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words.houses import house_panels
from lexiarch.dashboard.words.rules import rules_in_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.views import build_overview, build_proposals
from lexiarch.views.models import ProposalSummary

_PAGE = 20


def _row(proposal: ProposalSummary, deployment: Deployment) -> dict[str, object]:
    panels = house_panels(proposal, deployment)
    return {"proposal": proposal, "houses": panels}


def _next_change(proposals: list[ProposalSummary]) -> int | None:
    """When time alone changes the state of a proposal in the list."""
    moments = [
        proposal.snapshot if proposal.state is ProposalState.PENDING else proposal.deadline
        for proposal in proposals
        if proposal.state in (ProposalState.PENDING, ProposalState.ACTIVE)
    ]
    return min(moments) + 1 if moments else None


def build_context(
    reader: Reader, deployment: Deployment, state: str | None, cursor: str | None
) -> dict[str, object]:
    """Raises ParameterInvalid or CursorInvalid for words that the list does not know."""
    chosen = parse_choice(ProposalState, "state", state)
    word = chosen.value.lower() if chosen else None
    overview = build_overview(reader, deployment)
    listed = build_proposals(reader, deployment, chosen, _PAGE, cursor)
    return {
        "page": "proposals",
        "overview": overview,
        "rules": rules_in_words(overview.rules, deployment.token_symbol),
        "rows": [_row(item, deployment) for item in listed.items],
        "state": chosen,
        "states": [(item.value, page_url("/", state=item.value.lower())) for item in ProposalState],
        "changes_at": _next_change(listed.items),
        "older_url": listed.next_cursor and page_url("/", state=word, cursor=listed.next_cursor),
        "newest_url": cursor and page_url("/", state=word),
    }
