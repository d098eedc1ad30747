"""Is the process up, and can it answer? For load balancers and supervisors."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.views.moment import load_present

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process is up."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    up: bool
    """Always true: otherwise nobody answers."""


class Readiness(BaseModel):
    """The database and the index can be used."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    ready: bool
    """Always true: otherwise the answer is an error."""
    block: int
    """Last indexed block."""


@router.get("/health", summary="Whether the process is up", responses=answers(Health(up=True), "It is up"))
async def get_health() -> Health:
    """Touches nothing: an answer at all is the answer."""
    return Health(up=True)


@router.get(
    "/ready",
    summary="Whether requests can be answered",
    responses=answers(Readiness(ready=True, block=1234), "They can"),
)
def get_readiness(context: Ctx) -> Readiness:
    """Reads the database. 503 while it is gone, or while nothing is indexed yet."""
    with context.database.read() as reader:
        return Readiness(ready=True, block=load_present(reader).number)
