"""What the routes answer from."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from lexiarch.api.hub import Hub
from lexiarch.api.measure import Requests
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Database
from lexiarch.views.draws import Draws
from lexiarch.views.simulation import Simulator


@dataclass(frozen=True, slots=True)
class Context:
    """One DAO's index."""

    database: Database
    deployment: Deployment
    hub: Hub
    simulator: Simulator
    draws: Draws = field(default_factory=Draws)
    requests: Requests = field(default_factory=Requests)
    """What this process has answered."""
    base: str = ""
    """Path under which the pages are shown."""


async def get_context(request: Request) -> Context:
    """The application's context, which `create_app` puts into its state."""
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


Ctx = Annotated[Context, Depends(get_context)]
