"""Several DAOs in one process: a page that lists them, and each under its own path."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Protocol

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.types import ASGIApp, Receive, Scope, Send

from lexiarch.dashboard import STATIC_DIR
from lexiarch.dashboard.language import current, install, speaking
from lexiarch.dashboard.languages import Language, languages
from lexiarch.dashboard.negotiation import VARY, add_language_route
from lexiarch.dashboard.static_files import AssetFiles, asset_url
from lexiarch.domain.deployment import Deployment


class _Listed(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def deployment(self) -> Deployment: ...


class _UnderSlug:
    """Sends what comes under a slug to that DAO's application, as if it were at the root."""

    def __init__(self, app: ASGIApp, apps: Mapping[str, FastAPI], base: str) -> None:
        self._app = app
        self._apps = apps
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        slug, path = self._split(scope["path"])
        if slug not in self._apps:
            await self._app(scope, receive, send)
            return
        await self._apps[slug]({**scope, "path": path, "raw_path": path.encode()}, receive, send)

    def _split(self, path: str) -> tuple[str, str]:
        """The slug, and the path below it. Behind a well-known name stands the whole path of the site."""
        head = ""
        if path.startswith("/.well-known/"):
            name, slash, rest = path.removeprefix("/.well-known/").partition("/")
            head, path = f"/.well-known/{name}", f"{slash}{rest}".removeprefix(self._base)
        slug, slash, rest = path.removeprefix("/").partition("/")
        return slug, head + slash + rest or "/"


def add_hall(hall: FastAPI, daos: Sequence[_Listed], apps: Mapping[str, FastAPI], base: str) -> None:
    """Adds the page over several DAOs, and the way to each.

    Args:
        apps: of each DAO by its slug.
        base: path under which all of it is shown.
    """
    pages = {code: _render(daos, base, language) for code, language in languages().items()}
    hall.state.contexts = [context for app in apps.values() for context in app.state.contexts]
    hall.add_middleware(_UnderSlug, apps=apps, base=base)

    @hall.get("/", include_in_schema=False)
    async def show_daos() -> HTMLResponse:
        code = current().code
        return HTMLResponse(pages[code], headers={**_HEADERS, "Content-Language": code})

    router = APIRouter(include_in_schema=False)
    add_language_route(router, base, f"{base}/")
    hall.include_router(router)
    hall.mount("/static", AssetFiles(directory=STATIC_DIR), name="static")


def run_all(apps: Mapping[str, FastAPI]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The lifespan of the hall: that of each DAO's application."""

    @asynccontextmanager
    async def lifespan(hall: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps.values():
                running: AbstractAsyncContextManager[object] = app.router.lifespan_context(app)
                await stack.enter_async_context(running)
            yield

    return lifespan


_HEADERS = {"Vary": VARY}


def _render(daos: Sequence[_Listed], base: str, language: Language) -> str:
    environment = Environment(
        loader=PackageLoader("lexiarch.dashboard"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install(environment)
    with speaking(language):
        return environment.get_template("hall.html").render(
            base=base,
            back=f"{base}/",
            daos=daos,
            language=language.code,
            languages=languages().values(),
            style_url=base + asset_url(STATIC_DIR, "style.css"),
            icon_url=base + asset_url(STATIC_DIR, "favicon.svg"),
        )
