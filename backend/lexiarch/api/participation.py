"""How many of those who could vote have."""

from fastapi import APIRouter

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import TaggedRoute
from lexiarch.api.params import BAD_PAGE, DEFAULT_LIMIT, Cursor, Limit
from lexiarch.views import build_participation, examples
from lexiarch.views.models import Page, Participation

router = APIRouter(tags=["proposals"], route_class=TaggedRoute)


@router.get(
    "/participation",
    summary="How many voted, by proposal and house",
    responses=answers(examples.PARTICIPATION, "A page of proposals", BAD_PAGE),
)
def list_participation(
    context: Ctx, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[Participation]:
    """Ballots, votes cast and their share of the electorate, newest proposal first.

    Only proposals whose vote has begun and was not called off. A page may be shorter than `limit` though more
    follow: only the last has no `next_cursor`.
    """
    with context.database.read() as reader:
        return build_participation(reader, context.deployment, limit, cursor)
