"""The pages and their addresses. Each reads one consistent snapshot of the index."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from lexiarch.dashboard.member_routes import add_member_routes
from lexiarch.dashboard.negotiation import add_language_route
from lexiarch.dashboard.pages import account, desk, notifications, propose, roll
from lexiarch.dashboard.pages.account import AccountQuery
from lexiarch.dashboard.patterns.page import add_patterns
from lexiarch.dashboard.proposal_routes import add_proposal_routes
from lexiarch.dashboard.rendering import Build, Finish, Moment, Renderer, root_path
from lexiarch.dashboard.words.amounts import decimals_of
from lexiarch.domain.deployment import Deployment
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views import build_last_change_id, build_status
from lexiarch.views.draft_models import Draft
from lexiarch.views.draws import Draws
from lexiarch.views.simulation import Simulator


def create_router(
    database: Database,
    deployment: Deployment,
    settings: Settings,
    route_class: type[APIRoute] = APIRoute,
    simulator: Simulator | None = None,
    draws: Draws | None = None,
) -> APIRouter:
    """All pages of one DAO. Errors are raised, for the application to render with `create_error_page`.

    Args:
        simulator: where proposals are tried; without it, pages say that there is none.
        draws: the orders of delegates that are known already.
    """
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=route_class)
    renderer = Renderer(deployment, settings)
    drawn = draws or Draws()

    def page(template: str, build: Build, finish: Finish = dict) -> HTMLResponse:
        with decimals_of(deployment):
            with database.read() as reader:
                moment = Moment(build_status(reader, deployment), build_last_change_id(reader))
                context = build(reader)
            return renderer.render(template, moment, finish(context))

    add_proposal_routes(router, page, deployment, simulator)
    add_member_routes(router, page, deployment, settings.base_path)

    @router.get("/accounts/{address}")
    def show_account(address: str, query: Annotated[AccountQuery, Depends()]) -> Response:
        canonical = account.canonical_address(address)
        if canonical != address:
            return RedirectResponse(f"{settings.base_path}/accounts/{canonical}")
        return page(
            "account.html", lambda reader: account.build_context(reader, deployment, canonical, query)
        )

    @router.get("/members")
    def show_members(cursor: str | None = None) -> HTMLResponse:
        return page("members.html", lambda reader: roll.build_members_context(reader, deployment, cursor))

    @router.get("/delegates")
    def show_delegates(order: str | None = None, cursor: str | None = None) -> HTMLResponse:
        return page(
            "delegates.html",
            lambda reader: roll.build_delegates_context(reader, deployment, drawn, (order, cursor)),
        )

    @router.get("/notifications")
    def show_notifications(account: str | None = None) -> HTMLResponse:
        return page(
            "notifications.html", lambda reader: notifications.build_context(reader, deployment, account)
        )

    @router.get("/issuers")
    def show_issuers() -> HTMLResponse:
        return page("issuers.html", roll.build_issuers_context)

    @router.get("/issuers/{address}")
    def show_issuer(address: str) -> Response:
        canonical = account.canonical_address(address)
        if canonical != address:
            return RedirectResponse(f"{settings.base_path}/issuers/{canonical}")
        return page("issuer.html", lambda reader: roll.build_issuer_context(reader, canonical))

    @router.get("/desk")
    def show_desk(account: str | None = None) -> HTMLResponse:
        return page("desk.html", lambda reader: desk.build_context(reader, account))

    @router.get("/desk/renewals")
    def show_renewals(account: str) -> HTMLResponse:
        return page("parts/renewals.html", lambda reader: desk.build_renewals_context(reader, account))

    @router.get("/session")
    def show_session() -> HTMLResponse:
        """The same for everybody: a script asks the API who is signed in, so that no cache holds it."""
        return page("session.html", lambda _: {"page": ""})

    @router.get("/propose")
    def show_builder() -> HTMLResponse:
        return page("propose.html", lambda reader: propose.build_context(reader, deployment))

    untagged = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @untagged.post("/propose/preview")
    def show_preview(draft: Draft) -> HTMLResponse:
        """Changes nothing and knows nobody, so that no other website gains by sending a browser here."""
        return page(
            "parts/preview.html", lambda reader: propose.build_preview_context(reader, deployment, draft)
        )

    if settings.patterns:
        add_patterns(untagged, renderer, deployment)
    add_language_route(untagged, settings.base_path, root_path(settings))
    router.include_router(untagged)

    @router.get("/freshness")
    def show_freshness() -> HTMLResponse:
        return page("parts/freshness.html", lambda _: {})

    return router
