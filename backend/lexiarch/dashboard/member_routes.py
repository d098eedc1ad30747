"""A member's own pages: an offer, the iD, the data."""

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from lexiarch.dashboard.pages import ballot_key, member
from lexiarch.dashboard.pages.account import canonical_address
from lexiarch.dashboard.rendering import Build, Page
from lexiarch.domain.deployment import Deployment


def add_member_routes(router: APIRouter, page: Page, deployment: Deployment, base: str) -> None:
    """Adds them to the router of a DAO; of one without a roll, only the data of an account.

    Args:
        page: renders a template with what is read.
        base: path under which the pages are shown.
    """

    def show(address: str, name: str, template: str, build: Callable[[str], Build]) -> Response:
        canonical = canonical_address(address)
        if canonical != address:
            return RedirectResponse(f"{base}/accounts/{canonical}/{name}")
        return page(template, build(canonical))

    @router.get("/accounts/{address}/data")
    def show_data(address: str) -> Response:
        return show(
            address,
            "data",
            "data.html",
            lambda canonical: lambda reader: member.build_data_context(reader, deployment, canonical),
        )

    if not deployment.governor.has_roll:
        return

    @router.get("/accounts/{address}/id")
    def show_id(address: str) -> Response:
        return show(
            address,
            "id",
            "id.html",
            lambda canonical: lambda reader: member.build_id_context(reader, canonical),
        )

    @router.get("/accounts/{address}/ballot-key")
    def show_ballot_key(address: str) -> Response:
        return show(
            address,
            "ballot-key",
            "ballot_key.html",
            lambda canonical: lambda reader: ballot_key.build_context(reader, deployment, canonical),
        )

    @router.get("/reason")
    def show_reason() -> HTMLResponse:
        """The file is read by the browser alone."""
        return page("reason.html", member.build_reason_context)

    @router.get("/credentials")
    def show_credentials() -> HTMLResponse:
        """The same for everybody: a script asks for what is the member's."""
        return page("credentials.html", lambda _: {"page": ""})

    @router.get("/accept")
    def show_accept() -> HTMLResponse:
        """The offer is in the fragment of the address, which browsers keep to themselves."""
        return page("accept.html", member.build_accept_context)
