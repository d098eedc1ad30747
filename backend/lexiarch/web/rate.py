"""How often one client may ask: a bucket of tokens for each, which fills as time passes."""

import ipaddress
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lexiarch.web.errors import TooManyRequests, envelope

MAX_CLIENTS: Final = 10_000
"""Buckets that are remembered; who has not asked for longest is forgotten first."""
_BURST_SECONDS: Final = 4
"""A full bucket holds what fills in this time."""
_EXEMPT: Final = frozenset({"/health", "/ready", "/metrics"})

logger = logging.getLogger(__name__)


class Buckets:
    """A bucket for each client.

    Args:
        rate: tokens per second that a bucket gains.
        clock: seconds that never go back.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = max(1.0, rate * _BURST_SECONDS)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str) -> float:
        """Takes a token.

        Returns:
            0, or when there was none, the seconds until there is one.
        """
        now = self._clock()
        tokens, since = self._buckets.pop(client, (self._burst, now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        wait = max(0.0, (1 - tokens) / self._rate)
        self._buckets[client] = (tokens if wait else tokens - 1, now)
        if len(self._buckets) > MAX_CLIENTS:
            self._buckets.popitem(last=False)
        return wait


class RateLimit:
    """Refuses who asks too often. Health checks and monitoring may ask as they like.

    Args:
        rate: requests per second and client, in the long run.
    """

    def __init__(self, app: ASGIApp, rate: float) -> None:
        self._app = app
        self._buckets = Buckets(rate)
        self._warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] != "http" or not client or scope["path"] in _EXEMPT:
            await self._app(scope, receive, send)
            return
        wait = self._buckets.take(client_key(client[0]))
        if not wait:
            await self._app(scope, receive, send)
            return
        self._warn_of_proxy(scope)
        error = TooManyRequests(math.ceil(wait))
        headers = {"Retry-After": str(error.retry_after)}
        await JSONResponse(envelope(error), error.status_code, headers)(scope, receive, send)

    def _warn_of_proxy(self, scope: Scope) -> None:
        """Once: a proxy that is not trusted shares one bucket among all behind it."""
        if not self._warned and "x-forwarded-for" in Headers(scope=scope):
            self._warned = True
            logger.warning(
                "Requests with X-Forwarded-For are refused, counted as one client's; "
                "if they come through a proxy of yours, name it in LEXIARCH_TRUSTED_PROXIES."
            )


def client_key(host: str) -> str:
    """Whose bucket it is: an IPv4 address, or the /64 network that an IPv6 host has to itself."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host[:100]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
