"""Errors as pages: what is wrong, and what to do about it."""

import logging
from collections.abc import Callable

from fastapi.responses import HTMLResponse

from lexiarch.dashboard.language import current, gettext
from lexiarch.dashboard.rendering import Moment, Renderer
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import LexiarchError
from lexiarch.domain.texts import Text
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views import build_last_change_id, build_status

logger = logging.getLogger(__name__)

_RETRY_SECONDS = "5"


def error_words(error: LexiarchError) -> tuple[str, str]:
    """Message and remedy in the language of the page, as far as they are marked for it."""
    values = {
        name: _told(value) if isinstance(value, Text) else value for name, value in error.values.items()
    }
    marked, shown = error.texts, (error.message, error.remedy)
    message, remedy = (
        _told(text, **values) if isinstance(text, Text) else english
        for text, english in zip(marked, shown, strict=True)
    )
    return message, remedy


def _told(text: Text, **values: object) -> str:
    translated = current().texts.gettext(text)
    return translated % values if values else translated


def _title(error: LexiarchError) -> str:
    titles = {
        400: gettext("That cannot be read"),
        404: gettext("There is no such page"),
        503: gettext("Not available at the moment"),
    }
    return titles.get(error.status_code, gettext("Something went wrong"))


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
        message, remedy = error_words(error)
        context = {"page": "", "title": _title(error), "message": message, "remedy": remedy}
        page = renderer.render("error.html", load_moment(), context, status_code=error.status_code)
        if error.status_code == 503:
            page.headers["Refresh"] = _RETRY_SECONDS
        return page

    return error_page
