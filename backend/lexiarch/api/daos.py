"""The DAOs of one process: which there are, and under which path each has its API."""

from collections.abc import Sequence

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from lexiarch.api.docs import answers
from lexiarch.api.health import Health, get_health


class ListedDao(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    slug: str
    name: str
    chain_id: int
    path: str
    """Its pages are here, and its API under `/api/v1` below it."""


class Daos(BaseModel):
    """Every DAO of this process."""

    items: list[ListedDao]


_EXAMPLE = Daos(items=[ListedDao(slug="ours", name="Commons of the Upper Valley", chain_id=1, path="/ours")])


def create_daos_router(listed: Sequence[ListedDao], prefix: str) -> APIRouter:
    """What is answered beside the DAOs; no database is asked."""
    router = APIRouter()
    found = Daos(items=list(listed))

    async def list_daos() -> Daos:
        """Each has its own API, described by `openapi.json` there."""
        return found

    about = answers(_EXAMPLE, "All of them, in the order of the operator's file")
    router.get(f"{prefix}/daos", summary="The DAOs of this process", responses=about, tags=["dao"])(list_daos)
    up = answers(Health(up=True), "It is up")
    router.get("/health", summary="Whether the process is up", responses=up, tags=["health"])(get_health)
    return router
