"""The pages of proposals and their parts: home, list, one in full, who has not voted, what it would do."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from lexiarch.dashboard.pages import home, proposal, proposals, simulation, voters
from lexiarch.dashboard.pages.voters import VoteQuery
from lexiarch.dashboard.rendering import Page
from lexiarch.domain.deployment import Deployment
from lexiarch.views.simulation import Simulator


def add_proposal_routes(
    router: APIRouter, page: Page, deployment: Deployment, simulator: Simulator | None
) -> None:
    """Adds them to the router of a DAO.

    Args:
        page: renders a template with what is read.
        simulator: where proposals are tried; without it, pages say that there is none.
    """

    @router.get("/")
    def show_home(account: str | None = None) -> HTMLResponse:
        return page("home.html", lambda reader: home.build_context(reader, deployment, account))

    @router.get("/open-votes")
    def show_open_votes(account: str) -> HTMLResponse:
        return page("parts/mine.html", lambda reader: home.build_mine_context(reader, deployment, account))

    @router.get("/proposals")
    def show_proposals(state: str | None = None, cursor: str | None = None) -> HTMLResponse:
        return page(
            "proposals.html", lambda reader: proposals.build_context(reader, deployment, state, cursor)
        )

    @router.get("/proposals/{proposal_id}")
    def show_proposal(
        proposal_id: str, query: Annotated[VoteQuery, Depends()], account: str | None = None
    ) -> HTMLResponse:
        return page(
            "proposal.html",
            lambda reader: proposal.build_context(reader, deployment, proposal_id, account, query),
        )

    @router.get("/proposals/{proposal_id}/eligibility")
    def show_eligibility(proposal_id: str, account: str) -> HTMLResponse:
        return page(
            "parts/eligibility.html",
            lambda reader: proposal.build_eligibility_context(reader, deployment, proposal_id, account),
        )

    @router.get("/proposals/{proposal_id}/nonvoters")
    def show_nonvoters(proposal_id: str, house: str | None = None, cursor: str | None = None) -> HTMLResponse:
        return page(
            "nonvoters.html",
            lambda reader: voters.build_nonvoters_context(reader, deployment, proposal_id, house, cursor),
        )

    @router.get("/proposals/{proposal_id}/simulation")
    def show_simulation(proposal_id: str, part: bool = False) -> HTMLResponse:
        template = "parts/simulation.html" if part else "simulation.html"
        return page(
            template,
            lambda reader: simulation.build_context(reader, deployment, proposal_id),
            lambda context: simulation.finish_context(context, simulator),
        )
