"""The relay's application: requests at the front, one sender behind."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from lexiarch import __version__
from lexiarch.chain.identity import check_chain
from lexiarch.chain.wallet import WalletNode
from lexiarch.domain.deployment import Deployment, load_deployment
from lexiarch.domain.errors import ChainError, LexiarchError, SettingsInvalid
from lexiarch.relay.errors import NotReady, SourceBusy
from lexiarch.relay.front.info import MAX_BODY, Outlook
from lexiarch.relay.front.routes import PREFIX, create_router
from lexiarch.relay.intake.acts import Acts
from lexiarch.relay.intake.desk import Desk
from lexiarch.relay.key import open_key
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import Queue
from lexiarch.relay.sending.budget import Budget
from lexiarch.relay.sending.journal import Journal
from lexiarch.relay.sending.runner import DRAIN_SECONDS, Runner, place_of
from lexiarch.relay.sending.sender import Sender
from lexiarch.relay.sending.wallet import Wallet
from lexiarch.relay.settings import RelaySettings
from lexiarch.settings import Settings
from lexiarch.web.errors import ErrorAnswers, InternalError
from lexiarch.web.openapi import DescribedApp
from lexiarch.web.shield import BodyLimit, HeadAsGet, LastResort, SecureHeaders

NODE_SECONDS = 10.0
MOST_OPEN = 256
"""Requests that are answered at the same time."""
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""A relay has no pages."""
_DESCRIPTION = """
Hands in what others signed or proved, and pays for it: secret ballots, signed ballots, acceptances of offers,
recoveries, appeals, exits. It can withhold a request and alter nothing of it; every act is possible without.

Numbers that may exceed 2^53 are decimal strings. Every answer with a status of 400 or more is
`{"error": {"code", "message", "remedy"}}`; where the contract would refuse, `code` is the name of its error.
Who asks too often is answered 429, with `Retry-After`. Nothing that is asked for is logged.
"""
_TAGS = [
    {"name": "requests", "description": "Acts that are handed in"},
    {"name": "relay", "description": "The relay itself"},
    {"name": "health", "description": "For load balancers and supervisors"},
]

logger = logging.getLogger(__name__)


class _Answers(ErrorAnswers):
    """Errors as answers; of what is the operator's business, the log has the kind and the place only."""

    def __init__(self) -> None:
        super().__init__(None)

    def answer(self, request: Request, error: Exception) -> Response:
        if isinstance(error, ChainError):
            logger.warning("The node is in the way: %s.", error.code)
            error = NotReady()
        elif not isinstance(error, LexiarchError):
            logger.error("A request failed: %s.", place_of(error))
            error = InternalError()
        answer = super().answer(request, error)
        if isinstance(error, SourceBusy):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer


def create_relay(common: Settings, settings: RelaySettings) -> FastAPI:
    """The application. Its lifespan runs the sender.

    Args:
        common: of the deployment, the node and the proxies before this process.

    Raises:
        SettingsInvalid: deployment file, keystore, password or journal cannot be used.
        ChainError: the node does not answer, or is on another chain.
    """
    deployment = load_deployment(common.deployment)
    node, asked = (WalletNode(common.rpc_urls, NODE_SECONDS) for _ in range(2))
    check_chain(node, deployment)
    _check_contracts(node, deployment, settings)
    key = open_key(settings)
    journal = Journal(settings.journal, deployment.chain_id, key.address)
    parts = Parts(deployment, settings, node, key, journal, Budget(settings, journal))
    queue = Queue(settings.queue, settings.source_waiting)
    wallet = Wallet(parts)
    sender = Sender(parts, wallet, queue)
    runner = Runner(sender, wallet, queue, parts)
    app = DescribedApp(
        title="Lexiarch relay",
        version=__version__,
        description=_DESCRIPTION,
        openapi_tags=_TAGS,
        lifespan=_lifespan(parts, asked, runner),
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        generate_unique_id_function=lambda route: route.name,
    )
    app.include_router(
        create_router(Desk(parts, asked, queue, runner), queue, Outlook(parts, queue, wallet, sender, runner))
    )
    _shield(app, common, settings)
    return app


def _check_contracts(node: WalletNode, deployment: Deployment, settings: RelaySettings) -> None:
    """A call of an address without code succeeds and does nothing."""
    targets = sorted({address for _, _, address in Acts(deployment, settings.offered).functions})
    header = node.fetch_header("latest")
    codes = node.fetch_codes(targets, header.number) if header else None
    if codes is None or not all(codes):
        raise SettingsInvalid(
            "There is no contract at an address of the deployment file.",
            "Point LEXIARCH_DEPLOYMENT at the file of this chain.",
        )


def _lifespan(
    parts: Parts, asked: WalletNode, runner: Runner
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        stop = Event()
        thread = Thread(target=runner.run, args=(stop,), name="sender", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            runner.wake()
            await run_in_threadpool(thread.join, DRAIN_SECONDS + NODE_SECONDS)
            parts.journal.close()
            parts.node.close()
            asked.close()

    return lifespan


def _shield(app: FastAPI, common: Settings, settings: RelaySettings) -> None:
    """Wraps the application; the last named is the outermost."""
    answers = _Answers()
    answers.install(app)
    app.add_middleware(BodyLimit, limit=MAX_BODY)
    app.add_middleware(LastResort, answers=answers)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Retry-After"],
            max_age=86_400,
        )
    app.add_middleware(SecureHeaders, policy=_POLICY, shared=False)
    app.add_middleware(HeadAsGet)
    if common.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=common.trusted_proxies)
