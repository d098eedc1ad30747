"""Who asks too often waits; nobody else does."""

import asyncio
import logging
from collections.abc import Mapping

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.web import rate
from lexiarch.web.rate import Buckets, client_key
from tests.helpers.builders import History
from tests.helpers.server import live

BURST = 8
PATH = "/api/v1/status"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


# ---- buckets


def test_a_bucket_holds_a_burst_and_fills_with_time(clock: Clock) -> None:
    buckets = Buckets(2, clock)
    assert [buckets.take("a") for _ in range(BURST + 1)] == [0] * BURST + [0.5]
    clock.now += 0.25
    assert buckets.take("a") == 0.25
    clock.now += 0.25
    assert [buckets.take("a"), buckets.take("a")] == [0, 0.5]
    clock.now += 10**6
    assert [buckets.take("a") for _ in range(BURST + 1)] == [0] * BURST + [0.5]


def test_a_slow_rate_still_lets_one_through(clock: Clock) -> None:
    buckets = Buckets(0.1, clock)
    assert [buckets.take("a"), buckets.take("a")] == [0, 10]


def test_each_client_has_a_bucket_of_its_own(clock: Clock) -> None:
    buckets = Buckets(2, clock)
    while not buckets.take("a"):
        pass
    assert buckets.take("b") == 0


def test_memory_is_bounded_and_who_asks_most_is_remembered(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate, "MAX_CLIENTS", 100)
    buckets = Buckets(2, clock)
    while not buckets.take("busy"):
        pass
    for number in range(1000):
        buckets.take(f"client {number}")
        if number % 50 == 0:
            assert buckets.take("busy") > 0
    assert len(buckets) == 100


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_or_a_network_of_its_own(host: str, key: str) -> None:
    assert client_key(host) == key


# ---- over HTTP


def make_app(settings: Settings, trusted_proxies: str = "") -> FastAPI:
    changed = {"rate_per_second": 2, "trusted_proxies": trusted_proxies}
    return create_site(settings.model_copy(update=changed), with_indexer=False)


def ask(
    app: FastAPI, client: str = "192.0.2.1", path: str = PATH, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(client, 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as session:
            return await session.get(path, headers=headers)

    return asyncio.run(send())


@pytest.fixture
def limited(settings: Settings, index: Database) -> FastAPI:
    return make_app(settings)


def exhaust(app: FastAPI, client: str = "192.0.2.1", headers: Mapping[str, str] | None = None) -> int:
    """Asks until it is refused. Returns how often it was not."""
    taken = 0
    while ask(app, client, headers=headers).status_code == 200:
        taken += 1
        assert taken < 10 * BURST
    return taken


def test_who_asks_too_often_is_told_when_to_come_back(limited: FastAPI) -> None:
    assert exhaust(limited) >= BURST
    refused = ask(limited)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "TooManyRequests")
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["access-control-allow-origin"] == "*"
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert ask(limited, "192.0.2.2").status_code == 200


def test_pages_are_limited_too(limited: FastAPI) -> None:
    exhaust(limited)
    assert ask(limited, path="/").status_code == 429


def test_health_checks_and_monitoring_are_not_counted(limited: FastAPI) -> None:
    for path in ("/health", "/ready", "/metrics"):
        assert {ask(limited, path=path).status_code for _ in range(3 * BURST)} <= {200, 503}, path
    assert ask(limited).status_code == 200
    assert 'status="4xx"' not in ask(limited, path="/metrics").text
    exhaust(limited)
    assert ask(limited, path="/health").status_code == 200
    assert 'lexiarch_requests_total{route="other",status="4xx"} 1' in ask(limited, path="/metrics").text


def test_nobody_chooses_who_they_are(limited: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        taken = [
            ask(limited, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
            for number in range(3 * BURST)
        ]
    assert 429 in taken
    assert [record.message for record in caplog.records if "LEXIARCH_TRUSTED_PROXIES" in record.message] != []


def test_a_real_server_does_not_believe_its_neighbour_either(settings: Settings, index: Database) -> None:
    with live(make_app(settings)) as server, httpx.Client(base_url=server.url) as session:
        taken = [
            session.get(PATH, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
            for number in range(3 * BURST)
        ]
    assert 429 in taken


def test_behind_a_trusted_proxy_each_client_is_itself(settings: Settings, index: Database) -> None:
    app = make_app(settings, "192.0.2.0/24, 10.0.0.1")
    one, two = ({"X-Forwarded-For": f"198.51.100.{number}"} for number in (1, 2))
    exhaust(app, headers=one)
    assert ask(app, headers=one).status_code == 429
    assert ask(app, headers=two).status_code == 200
    forged = {"X-Forwarded-For": "203.0.113.9, 198.51.100.1, 10.0.0.1"}
    assert ask(app, headers=forged).status_code == 429  # the last that no trusted proxy named
    assert ask(app, "203.0.113.7", headers=one).status_code == 200  # not through the proxy


def test_feeds_name_addresses_as_the_trusted_proxy_is_asked(settings: Settings, index: Database) -> None:
    headers = {"X-Forwarded-Proto": "https", "Host": "dao.example"}
    path = "/api/v1/calendar.ics"
    ask(make_app(settings), path=path)

    History().founded().propose(1).save(index)
    assert (
        "https://dao.example/proposals/1"
        in ask(make_app(settings, "192.0.2.1"), path=path, headers=headers).text
    )
    assert "http://dao.example/proposals/1" in ask(make_app(settings), path=path, headers=headers).text


def test_without_a_rate_nobody_is_refused(app: FastAPI, index: Database) -> None:
    assert {ask(app, path="/health").status_code for _ in range(300)} == {200}
    assert {ask(app).status_code for _ in range(300)} == {200}
