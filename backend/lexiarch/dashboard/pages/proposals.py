"""The list of proposals."""

from collections.abc import Sequence

from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words.houses import house_panels
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.views import build_proposals
from lexiarch.views.models import ProposalSummary

_PAGE = 20
_PATH = "/proposals"


def build_rows(proposals: Sequence[ProposalSummary], deployment: Deployment) -> list[dict[str, object]]:
    """What a list shows of each."""
    return [{"proposal": each, "houses": house_panels(each, deployment)} for each in proposals]


def next_change(proposals: Sequence[ProposalSummary]) -> int | None:
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
    listed = build_proposals(reader, deployment, chosen, _PAGE, cursor)
    return {
        "page": "proposals",
        "rows": build_rows(listed.items, deployment),
        "state": chosen,
        "states": [(item.value, page_url(_PATH, state=item.value.lower())) for item in ProposalState],
        "changes_at": next_change(listed.items),
        "older_url": listed.next_cursor and page_url(_PATH, state=word, cursor=listed.next_cursor),
        "newest_url": cursor and page_url(_PATH, state=word),
    }
