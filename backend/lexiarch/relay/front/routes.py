"""The relay over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from lexiarch.relay.errors import (
    ActNotOffered,
    DaySpent,
    FundsLow,
    NotReady,
    OnItsWay,
    OtherChain,
    ProposalBusy,
    QueueFull,
    RequestUnknown,
    SourceBusy,
)
from lexiarch.relay.front.examples import INFO, MINED, REFUSED_AT_ONCE, REQUESTS, WAITS
from lexiarch.relay.front.info import MAX_BODY, Outlook
from lexiarch.relay.front.models import Health, Info, Readiness, RequestStatus
from lexiarch.relay.intake.desk import Desk
from lexiarch.relay.intake.requests import AnyRequest
from lexiarch.relay.queue import Queue, Status
from lexiarch.web.docs import answers, text_answers
from lexiarch.web.errors import BodyTooLarge, ErrorBody, InternalError
from lexiarch.web.prometheus import MEDIA_TYPE, prometheus_text

PREFIX = "/api/v1"

_REFUSALS = (
    OtherChain(1, 11155111),
    ActNotOffered("exit"),
    REFUSED_AT_ONCE,
    OnItsWay(),
    BodyTooLarge(MAX_BODY),
    SourceBusy(30),
    ProposalBusy(),
    QueueFull(),
    DaySpent(),
    FundsLow(),
    NotReady(),
    InternalError(),
)


def _forget(response: Response) -> None:
    """No answer is for caches."""
    response.headers["Cache-Control"] = "no-store"


def create_router(desk: Desk, queue: Queue, outlook: Outlook) -> APIRouter:
    """All routes of one relay."""
    router = APIRouter(dependencies=[Depends(_forget)])

    @router.post(
        f"{PREFIX}/requests",
        status_code=202,
        summary="Hand in an act",
        tags=["requests"],
        responses=answers(WAITS, "It is taken", _REFUSALS, 202),
        openapi_extra={"requestBody": {"content": {"application/json": {"examples": REQUESTS}}}},
    )
    def hand_in(request: Request, body: AnyRequest) -> RequestStatus:
        """Tries the act on the node, takes it, and sends it when its turn comes.

        Asked twice for the same, it does it once. What the contract would refuse is refused at once, under
        the name of the contract's error.
        """
        name = desk.take(body, request.client.host if request.client else "")
        return _told(name, queue.status_of(name))

    @router.get(
        f"{PREFIX}/requests/{{id}}",
        summary="What became of a request",
        tags=["requests"],
        responses=answers(MINED, "What is known", (RequestUnknown(), InternalError())),
    )
    async def get_request(
        name: Annotated[str, Path(alias="id", max_length=64, examples=[MINED.id])],
    ) -> RequestStatus:
        """Until an hour after it is final. Ask every few seconds."""
        return _told(name, queue.status_of(name))

    @router.get(
        f"{PREFIX}/info",
        summary="What this relay is and does",
        tags=["relay"],
        responses=answers(INFO, "What it is", (InternalError(),)),
    )
    async def get_info() -> Info:
        """Chain, account, all that it can call, limits, whether it can pay, how long it waits."""
        return outlook.info()

    @router.get(
        "/health",
        summary="Whether the process is up",
        tags=["health"],
        responses=answers(Health(up=True), "It is up"),
    )
    async def get_health() -> Health:
        """Touches nothing: an answer at all is the answer."""
        return Health(up=True)

    @router.get(
        "/ready",
        summary="Whether acts can be handed in",
        tags=["health"],
        responses=answers(Readiness(ready=True), "They can", (NotReady(), FundsLow())),
    )
    async def get_readiness() -> Readiness:
        """503 while the node is not reached, or the account is empty."""
        outlook.check_ready()
        return Readiness(ready=True)

    @router.get(
        "/metrics",
        summary="Figures for monitoring",
        tags=["health"],
        response_class=Response,
        responses=text_answers("text/plain", "lexiarch_relay_held_up 0\n", "The text format of Prometheus"),
    )
    async def get_metrics() -> Response:
        """Sums only, never by who asked or for what."""
        headers = {"Cache-Control": "no-store"}
        return Response(prometheus_text(outlook.families()), media_type=MEDIA_TYPE, headers=headers)

    return router


def _told(name: str, status: Status) -> RequestStatus:
    error = status.refusal
    return RequestStatus(
        id=name,
        status=status.state,
        tx_hash=f"0x{status.tx_hash.hex()}" if status.tx_hash else None,
        block=status.block,
        final=status.final,
        error=ErrorBody(code=error.code, message=error.message, remedy=error.remedy) if error else None,
    )
