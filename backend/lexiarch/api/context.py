"""What the routes answer from."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from lexiarch.api.hub import Hub
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    """One DAO's index."""

    database: Database
    deployment: Deployment
    hub: Hub


async def get_context(request: Request) -> Context:
    """The application's context, which `create_app` puts into its state."""
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


Ctx = Annotated[Context, Depends(get_context)]
