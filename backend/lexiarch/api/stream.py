"""Live changes as server-sent events."""

from typing import Annotated

from fastapi import APIRouter, Header, Query

from lexiarch.api.context import Ctx
from lexiarch.api.docs import ALWAYS, Responses, error_answers
from lexiarch.api.event_stream import EventStream, Wanted
from lexiarch.api.hub import TooManyStreams, frame_text
from lexiarch.api.params import parse_event_id, parse_kinds
from lexiarch.domain.errors import ParameterInvalid
from lexiarch.views import examples

router = APIRouter(tags=["stream"])

_BAD_ID = ParameterInvalid(
    "The last event id 'x' is none of this stream.",
    "Send the id of the last event that you received, or none to begin now.",
)
_STREAM = {
    "schema": {"type": "string", "description": "Blocks of `id`, `event` and `data`, a StreamEvent"},
    "example": frame_text(examples.EVENT).decode(),
}
_ANSWERS: Responses = {
    200: {"description": "Server-sent events without end", "content": {"text/event-stream": _STREAM}},
    **error_answers(_BAD_ID, TooManyStreams(5000), *ALWAYS),
}

Kinds = Annotated[
    str | None,
    Query(description="Only these kinds of changes, parted by commas.", examples=["vote,proposal"]),
]
Subject = Annotated[
    str,
    Query(
        description="Only changes of this proposal, account or setting.", examples=[examples.EVENT.subject]
    ),
]
LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        description="Go on after this change: none is left out, none comes twice. Without it, from now on.",
        examples=["77"],
    ),
]
LastEventIdQuery = Annotated[
    str | None,
    Query(description="As the header Last-Event-ID, which wins.", examples=["77"]),
]


@router.get(
    "/events",
    status_code=200,
    summary="Changes as they are indexed",
    response_class=EventStream,
    responses=_ANSWERS,
)
async def stream_events(
    context: Ctx,
    kinds: Kinds = None,
    subject: Subject = "",
    last_event_id: LastEventIdQuery = None,
    last_event_id_header: LastEventId = None,
) -> EventStream:
    """A stream that names each change once, in order, with a sign of life every 15 seconds.

    Kinds: `block`, `reorg` (what was read of blocks above `data.ancestor` must be read again), `proposal`,
    `vote`, `account`, `holder`, `issuer`, `setting`. The subject is a proposal's id, an account or a setting.
    """
    after = parse_event_id(last_event_id_header or last_event_id)
    return EventStream(context.hub, Wanted(parse_kinds(kinds), subject.lower()), after)
