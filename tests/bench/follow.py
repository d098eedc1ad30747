"""From a block that is mined to its rows in the API's answers, in milliseconds."""

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.bench.book import Book, percentile
from tests.bench.chain import Filler, empty_chain, fill_ballots
from tests.bench.served import served
from tests.bench.sizes import Sizes
from tests.helpers.service import Service

_NO_SOCKET = "ws://127.0.0.1:1"
_ANNOUNCED = "new blocks are announced by"
_LONGEST = 30.0
"""Seconds to wait for a block."""
_LOOK_SECONDS = 0.002
_BALLOTS = 5_000


def measure(book: Book, sizes: Sizes) -> None:
    """Blocks a second apart: announced by the node, and looked for ten times a second."""
    with book.part("following a subscription"):
        values = _follow(sizes.followed, announced=True)
        book.note("follow_p50_ms", percentile(values, 50))
        book.note("follow_p99_ms", percentile(values, 99))
    with book.part("following by polling"):
        values = _follow(sizes.followed, announced=False, ws_url=_NO_SOCKET, poll_seconds=0.1)
        book.note("follow_poll_p50_ms", percentile(values, 50))
        book.note("follow_poll_p99_ms", percentile(values, 99))


def _follow(blocks: int, *, announced: bool, **settings: object) -> list[float]:
    with empty_chain() as filler:
        chain = fill_ballots(filler, _BALLOTS)
        with served(chain, **settings) as (service, log):
            time.sleep(2)  # to subscribe
            values = [_wait_for_row(service, filler) for _ in _seconds(blocks)]
            if (_ANNOUNCED in log.read_text()) is not announced:
                raise RuntimeError(f"blocks should{'' if announced else ' not'} have been announced")
    return values


def _seconds(count: int) -> Iterator[None]:
    """About every second, a part of 0.1 s later that differs, or blocks could be in step with polls."""
    began = time.monotonic()
    for number in range(count):
        yield time.sleep(max(0, began + number + 0.1 * (number * 0.618 % 1) - time.monotonic()))


def _wait_for_row(service: Service, filler: Filler) -> float:
    """Milliseconds from a new block to its ballot on the newest proposal."""
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=_LONGEST)
    newest = _get(connection, "/api/v1/proposals?limit=1")["items"][0]["id"]
    path = f"/api/v1/proposals/{newest}/votes?limit=1"
    block = filler.live_block()
    mined = time.perf_counter()
    while _get(connection, path)["items"][0]["block"] < block:
        if time.perf_counter() > mined + _LONGEST:
            raise TimeoutError(f"block {block} is not in the API's answers after {_LONGEST} s")
        time.sleep(_LOOK_SECONDS)
    seen = time.perf_counter()
    connection.close()
    return (seen - mined) * 1000


def _get(connection: http.client.HTTPConnection, path: str) -> Any:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
    return json.loads(body)
