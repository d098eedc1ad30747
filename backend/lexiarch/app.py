"""The application: API and pages over one index, with the indexer beside them in a thread."""

import logging
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from threading import Event, Thread

from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from lexiarch import __version__, api
from lexiarch.api.attempts import ATTEMPTS_PER_SECOND
from lexiarch.api.context import Context
from lexiarch.api.daos import ListedDao, create_daos_router
from lexiarch.api.etags import StatusRoute, Tags, program_digest
from lexiarch.api.hub import Hub
from lexiarch.api.measure import Measure
from lexiarch.api.openapi import DESCRIPTION, TAGS
from lexiarch.api.openid import create_openid_router
from lexiarch.api.sessions import session_token
from lexiarch.chain.node import Node
from lexiarch.chain.signatures import SignatureNode
from lexiarch.chain.trial import TrialNode
from lexiarch.dashboard import STATIC_DIR, language
from lexiarch.dashboard.errors import create_error_page, error_words
from lexiarch.dashboard.hall import add_hall, run_all
from lexiarch.dashboard.negotiation import VARY, SpeaksLanguages
from lexiarch.dashboard.openid_routes import create_openid_pages
from lexiarch.dashboard.policy import content_security_policy
from lexiarch.dashboard.routes import create_router as create_pages
from lexiarch.dashboard.static_files import AssetFiles
from lexiarch.domain.deployment import Deployment
from lexiarch.indexer.daos import NODE_TIMEOUT, Dao, load_daos
from lexiarch.indexer.runner import Runner
from lexiarch.proofs.openid.provider import Provider, create_provider, start_watch
from lexiarch.proofs.parts import Proofs, create_proofs
from lexiarch.settings import Settings
from lexiarch.store.database import Database, open_database
from lexiarch.store.private.database import open_private
from lexiarch.store.schema import prepare_schema
from lexiarch.views.simulation import Simulator
from lexiarch.web.errors import ErrorAnswers
from lexiarch.web.openapi import DescribedApp
from lexiarch.web.rate import Buckets, RateLimit
from lexiarch.web.server import STOP_SECONDS, Server
from lexiarch.web.shield import BodyLimit, HeadAsGet, LastResort, SecureHeaders
from lexiarch.webhooks.courier import start_couriers
from lexiarch.webhooks.hooks import Hook, load_hooks

_TRIAL_SECONDS = 5.0
"""Patience with the node that proposals are tried on: somebody waits for it."""
_REPLICA_SECONDS = 10.0
"""How far behind another a replica may be before its index counts as another index."""

logger = logging.getLogger(__name__)


class _PageRoute(StatusRoute):
    """A page: another in each language."""

    vary = VARY

    @staticmethod
    def variant() -> str:
        return language.current().code


def create_site(settings: Settings, *, with_indexer: bool = True) -> FastAPI:
    """The application over all DAOs that the settings name: one at the root, or each under its slug.

    Raises:
        SettingsInvalid, IndexForeign, IndexMissing, DatabaseUnavailable, ChainError: see `create_app` and
            `load_daos`.
    """
    daos = load_daos(settings)
    if not settings.config:
        return create_app(daos[0], with_indexer=with_indexer)
    apps = {dao.slug: create_app(_under_slug(dao), with_indexer=with_indexer) for dao in daos}
    return _create_hall(daos, apps, settings.base_path)


def _create_hall(daos: Sequence[Dao], apps: Mapping[str, FastAPI], base: str) -> FastAPI:
    hall = _described(run_all(apps), base)
    listed = [
        ListedDao(
            slug=dao.slug,
            name=dao.deployment.name,
            chain_id=dao.deployment.chain_id,
            path=f"{base}/{dao.slug}",
        )
        for dao in daos
    ]
    hall.include_router(create_daos_router(listed, api.PREFIX))
    answers = ErrorAnswers(None)
    answers.install(hall)
    add_hall(hall, daos, apps, base)
    hall.add_middleware(LastResort, answers=answers)
    hall.add_middleware(SpeaksLanguages)
    hall.add_middleware(SecureHeaders, policy=content_security_policy())
    hall.add_middleware(HeadAsGet)
    return hall


def _described(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]], base: str) -> DescribedApp:
    return DescribedApp(
        title="Lexiarch",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        lifespan=lifespan,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        openapi_url=f"{api.PREFIX}/openapi.json",
        servers=[{"url": base}] if base else None,
        generate_unique_id_function=lambda route: route.name,
    )


def _under_slug(dao: Dao) -> Dao:
    base = f"{dao.settings.base_path}/{dao.slug}"
    return dao._replace(settings=dao.settings.model_copy(update={"base_path": base}))


def create_app(dao: Dao, *, with_indexer: bool = True) -> FastAPI:
    """The application over the index of one DAO.

    Args:
        with_indexer: whether to follow the chain too; without it, somebody else must.

    Raises:
        SettingsInvalid: a database's address or the file of webhooks cannot be used.
        IndexForeign: the database belongs to another deployment.
        IndexMissing: LEXIARCH_READ_DATABASE_URL names a database without tables.
        DatabaseUnavailable: the database does not answer.
    """
    settings, deployment = dao.settings, dao.deployment
    start_indexer = None
    if with_indexer:
        start_indexer = partial(_start_indexer, dao, load_hooks(settings.webhooks))
        _open_index(settings.database_url, deployment).close()  # a replica's tables come from there
    database = _open_index(settings.reading_url, deployment, create=not settings.read_database_url)
    patience = _REPLICA_SECONDS if settings.read_database_url else 0
    hub = Hub(database, settings.stream_clients, patience)
    node = TrialNode(settings.rpc_urls, _TRIAL_SECONDS)
    simulator = Simulator(node, deployment)
    context = Context(database, deployment, hub, simulator, base=settings.base_path)
    proofs = _open_proofs(settings, deployment, database)
    provider = create_provider(proofs, settings.clients, settings.keys, node) if proofs else None
    app = _described(_lifespan(context, node, proofs, provider, start_indexer), settings.base_path)
    app.state.proofs = proofs
    app.state.openid = provider
    app.state.attempts = Buckets(ATTEMPTS_PER_SECOND) if settings.rate_per_second else None
    app.state.context = context
    app.state.contexts = [context]
    app.state.tags = Tags(database, _identity(deployment, settings))
    answers = ErrorAnswers(create_error_page(database, deployment, settings), error_words)
    _shield(app, settings, answers, context)
    app.include_router(api.create_router())
    app.include_router(create_pages(database, deployment, settings, _PageRoute, simulator, context.draws))
    app.include_router(create_openid_router())
    if provider:
        app.include_router(create_openid_pages(database, deployment, settings, provider, session_token))
    app.mount("/static", AssetFiles(directory=STATIC_DIR), name="static")
    return app


def _open_proofs(settings: Settings, deployment: Deployment, index: Database) -> Proofs | None:
    if not settings.site_url:
        return None
    private = open_private(settings.private_database_url)
    node = SignatureNode(settings.rpc_urls, _TRIAL_SECONDS)
    return create_proofs(settings.site_url, deployment, index, private, node, settings.credential_keys)


def _open_index(url: str, deployment: Deployment, *, create: bool = True) -> Database:
    database = open_database(url)
    try:
        prepare_schema(database, deployment, create=create)
    except BaseException:
        database.close()
        raise
    return database


def _identity(deployment: Deployment, settings: Settings) -> str:
    """What answers depend on beside the index."""
    shown = (
        settings.wallet_rpc_url,
        str(settings.demo_wallet),
        str(settings.secret_minimum),
        settings.relays,
        settings.site_url,
    )
    return "\n".join((program_digest(), deployment.model_dump_json(), *shown))


def _lifespan(
    context: Context,
    node: Node,
    proofs: Proofs | None,
    provider: Provider | None,
    start_indexer: Callable[[], Callable[[], None]] | None,
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What runs beside the requests: the event stream's poller and, with a start for it, the indexer."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        context.hub.start()
        stop_indexer = start_indexer() if start_indexer else None
        stop_watch = start_watch(provider) if provider else None
        try:
            yield
        finally:
            await context.hub.stop()
            if stop_indexer:
                stop_indexer()
            if stop_watch:
                stop_watch()
            node.close()
            if proofs:
                proofs.close()
            context.database.close()

    return lifespan


def _shield(app: FastAPI, settings: Settings, answers: ErrorAnswers, context: Context) -> None:
    """Wraps the application; the last named is the outermost."""
    answers.install(app)
    app.add_middleware(BodyLimit)
    if settings.rate_per_second:
        app.add_middleware(RateLimit, rate=settings.rate_per_second)
    app.add_middleware(LastResort, answers=answers)
    app.add_middleware(SpeaksLanguages)
    app.add_middleware(SecureHeaders, policy=content_security_policy())
    app.add_middleware(Measure, requests=context.requests)
    app.add_middleware(HeadAsGet)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)


def _start_indexer(dao: Dao, hooks: Sequence[Hook]) -> Callable[[], None]:
    """Follows the chain in a thread, and delivers to webhooks in others. Returns what ends them."""
    database = open_database(dao.settings.database_url)
    node = Node(dao.settings.rpc_urls, NODE_TIMEOUT)
    leadership = database.leadership()
    runner = Runner(dao, database, node, leadership)
    stop = Event()
    couriers = start_couriers(hooks, database, dao.deployment, leadership, stop)
    thread = Thread(target=runner.run, args=(stop,), name="indexer", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(STOP_SECONDS)
        for courier in couriers:
            courier.join(1)  # what is on its way is delivered again if it was not noted
        if thread.is_alive():
            logger.warning("The indexer did not end within %d s; its step is undone.", STOP_SECONDS)
        else:
            node.close()
            database.close()

    return end


class SiteServer(Server):
    """Serves the application; ends its event streams before it waits for what is still open.

    Args:
        app: from {create_site} or {create_app}.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None]) -> None:
        super().__init__(app, on_ready)
        self._contexts: list[Context] = app.state.contexts

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for context in self._contexts:
            context.hub.close()
        await super().shutdown(sockets)
