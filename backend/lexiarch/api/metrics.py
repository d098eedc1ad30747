"""Figures for the operator's monitoring."""

import os
from collections.abc import Iterator
from pathlib import Path

from fastapi import APIRouter, Response

from lexiarch import __version__
from lexiarch.api.context import Context, Ctx
from lexiarch.api.docs import text_answers
from lexiarch.domain.errors import DatabaseUnavailable
from lexiarch.views import build_last_change_id, build_status, examples
from lexiarch.views.models import Status
from lexiarch.web.prometheus import MEDIA_TYPE, Family, Sample, prometheus_text

router = APIRouter(tags=["health"])


def _gauge(name: str, text: str, value: float | None) -> Family:
    samples = [] if value is None else [Sample(value)]
    return Family(f"lexiarch_{name}", "gauge", text, samples)


def index_families(status: Status, last_change: int) -> Iterator[Family]:
    """How the index fares. What is not known yet is left out."""
    if status.indexed:
        number, timestamp = status.indexed.number, status.indexed.timestamp
        yield _gauge("indexed_block", "Last block that is indexed whole.", number)
        yield _gauge("indexed_block_timestamp_seconds", "Its time, on the chain's clock.", timestamp)
    if status.head:
        yield _gauge("head_block", "The node's newest block when the index last moved.", status.head.number)
    yield _gauge("lag_blocks", "Blocks from the last indexed one to the head.", status.lag_blocks)
    yield _gauge("lag_seconds", "Seconds between the times of these two.", status.lag_seconds)
    verified = "Last block at which index and contracts were compared and agreed."
    yield _gauge("verified_block", verified, status.verified_block)
    yield _gauge("differences", "What disagreed at the last comparison.", len(status.differences))
    yield _gauge("outbox_last_id", "Id of the newest change.", last_change)
    yield _gauge("indexer_contact_timestamp_seconds", "The indexer's last sign of life.", status.contact)
    trouble = "1 while an error keeps the indexer from going on."
    yield _gauge("indexer_in_trouble", trouble, bool(status.trouble))


_EXAMPLE = prometheus_text(index_families(examples.STATUS, examples.EVENT.id))


@router.get(
    "/metrics",
    summary="Figures for monitoring",
    response_class=Response,
    responses=text_answers("text/plain", _EXAMPLE, "The text format of Prometheus"),
)
def get_metrics(context: Ctx) -> Response:
    """Index, requests, event streams and memory of this process, in the text format of Prometheus.

    By route and never by account or client. While the database is gone, `lexiarch_database_up` is 0 and the
    figures of the index are left out.
    """
    text = prometheus_text([*_index(context), *_process(context), *context.requests.families()])
    return Response(text, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def _index(context: Context) -> list[Family]:
    up = "Whether the database answers."
    try:
        with context.database.read() as reader:
            status = build_status(reader, context.deployment)
            last_change = build_last_change_id(reader)
    except DatabaseUnavailable:
        return [_gauge("database_up", up, 0)]
    return [_gauge("database_up", up, 1), *index_families(status, last_change)]


def _process(context: Context) -> Iterator[Family]:
    labels = {"version": __version__, "chain_id": str(context.deployment.chain_id)}
    yield Family("lexiarch_build_info", "gauge", "What runs here.", [Sample(1, labels)])
    yield _gauge("event_stream_listeners", "Event streams open in this process.", context.hub.listeners)
    yield _gauge("resident_memory_bytes", "Memory of this process.", _resident_memory())


def _resident_memory() -> int | None:
    """None where there is no /proc."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
