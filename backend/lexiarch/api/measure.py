"""What this process answered, counted by route: never by who asked or for what."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lexiarch.web.errors import API_PREFIX
from lexiarch.web.prometheus import Family, Sample

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""
ELSEWHERE: Final = "other"
"""The route of what no route answers: files, and addresses that are none."""


class Requests:
    """Counts requests. Belongs to one event loop."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, str]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._buckets: dict[str, list[int]] = {}

    def add(self, route: str, status: int, seconds: float) -> None:
        """One request, when its answer begins."""
        self._answers[route, f"{status // 100}xx"] += 1
        self._seconds[route] += seconds
        buckets = self._buckets.setdefault(route, [0] * (len(BUCKETS) + 1))
        buckets[sum(seconds > bound for bound in BUCKETS)] += 1

    def families(self) -> Iterator[Family]:
        """For Prometheus."""
        yield Family(
            "lexiarch_requests_total",
            "counter",
            "Requests answered by this process, by route and class of status.",
            [
                Sample(count, {"route": route, "status": status})
                for (route, status), count in sorted(self._answers.items())
            ],
        )
        yield Family(
            "lexiarch_request_seconds",
            "histogram",
            "Seconds from a request to the beginning of its answer, by route.",
            list(self._histograms()),
        )

    def _histograms(self) -> Iterator[Sample]:
        for route, buckets in sorted(self._buckets.items()):
            sums = list(accumulate(buckets))
            bounds = [*(f"{bound:g}" for bound in BUCKETS), "+Inf"]
            for bound, count in zip(bounds, sums, strict=True):
                yield Sample(count, {"route": route, "le": bound}, "_bucket")
            yield Sample(self._seconds[route], {"route": route}, "_sum")
            yield Sample(sums[-1], {"route": route}, "_count")


class Measure:
    """Counts every request that passes, by the route that took it."""

    def __init__(self, app: ASGIApp, requests: Requests) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def send_counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds = time.perf_counter() - began
                self._requests.add(_route_of(scope), message["status"], seconds)
            await send(message)

        await self._app(scope, receive, send_counting)


def _route_of(scope: Scope) -> str:
    """The route's template. Routers do not know under which prefix they were included."""
    path = getattr(scope.get("route"), "path", None)
    if not path:
        return ELSEWHERE
    prefix = API_PREFIX + scope["path"].removeprefix(API_PREFIX).partition("/")[0]
    is_api = scope["path"].startswith(API_PREFIX) and not path.startswith(API_PREFIX)
    return f"{prefix}{path}" if is_api else str(path)
