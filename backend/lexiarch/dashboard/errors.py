"""Errors as pages: what is wrong, and what to do about it."""

import logging
from collections.abc import Callable

from fastapi.responses import HTMLResponse

from lexiarch.dashboard.rendering import Moment, Renderer
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import LexiarchError
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views import build_last_change_id, build_status

logger = logging.getLogger(__name__)

_TITLES = {400: "That cannot be read", 404: "There is no such page", 503: "Not available at the moment"}
_RETRY_SECONDS = "5"


def create_error_page(
    database: Database, deployment: Deployment, settings: Settings
) -> Callable[[LexiarchError], HTMLResponse]:
    """A function that renders an error in the layout of the pages; it works while the index does not."""
    renderer = Renderer(deployment, settings)

    def load_moment() -> Moment | None:
        try:
            with database.read() as reader:
                return Moment(build_status(reader, deployment), build_last_change_id(reader))
        except LexiarchError as error:
            logger.warning("error page without index status: %s", error)
            return None

    def error_page(error: LexiarchError) -> HTMLResponse:
        title = _TITLES.get(error.status_code, "Something went wrong")
        context = {"page": "", "title": title, "message": error.message, "remedy": error.remedy}
        page = renderer.render("error.html", load_moment(), context, status_code=error.status_code)
        if error.status_code == 503:
            page.headers["Refresh"] = _RETRY_SECONDS
        return page

    return error_page
