"""The DAO as a whole: how far its index is, and what it looks like at a glance."""

from fastapi import APIRouter

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.etags import StatusRoute
from lexiarch.views import build_overview, build_status, examples
from lexiarch.views.models import Overview, Status

router = APIRouter(tags=["dao"], route_class=StatusRoute)


@router.get(
    "/status",
    summary="How near the index is to the chain",
    responses=answers(examples.STATUS, "The DAO's chain, head, last indexed and last verified block"),
)
def get_status(context: Ctx) -> Status:
    """Chain, head, indexed block, lag, and the last block at which the index was compared with the contracts.

    Answers also while nothing is indexed yet: then the blocks are null.
    """
    with context.database.read() as reader:
        return build_status(reader, context.deployment)


@router.get(
    "/overview",
    summary="The DAO at a glance",
    responses=answers(examples.OVERVIEW, "Counts and rules at the last indexed block"),
)
def get_overview(context: Ctx) -> Overview:
    """How many proposals, persons, issuers and delegates there are, and the rules in force."""
    with context.database.read() as reader:
        return build_overview(reader, context.deployment)
