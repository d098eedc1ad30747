"""Two APIs behind nginx, with the block of the manual."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.helpers.dao import Dao, eventually
from tests.helpers.nginx import Proxy, proxying
from tests.helpers.service import Service, free_port, start_lexiarch, stop_lexiarch

pytestmark = [pytest.mark.chain, pytest.mark.slow]

VISITOR, OTHER = "127.0.1.1", "127.0.2.1"
STREAMS = 20
"""Of one address: `limit_conn streams`."""


@pytest.fixture
def apis(dao: Dao, service: Service, database_url: str, tmp_path: Path) -> Iterator[list[Service]]:
    """Two processes that read the index of a third."""
    found = []
    for number in range(2):
        port = free_port()
        process = start_lexiarch(
            tmp_path / f"log{number}",
            *("serve", "--no-index", "--port", str(port)),
            deployment=dao.deployment_path,
            rpc_url=dao.node_url,
            database_url=database_url,
            trusted_proxies="127.0.0.1",
            rate_per_second=5,
        )
        found.append(Service(f"http://127.0.0.1:{port}", process))
    for api in found:
        eventually(lambda api=api: is_up(api.url), 30, "lexiarch serve")
    yield found
    for api in found:
        if api.process.poll() is None:
            stop_lexiarch(api.process)


@pytest.fixture
def proxy(apis: list[Service], tmp_path: Path) -> Iterator[Proxy]:
    names = ("app1.internal:8001", "app2.internal:8001")
    upstreams = {name: api.url.removeprefix("http://") for name, api in zip(names, apis, strict=True)}
    with proxying("operating.md", tmp_path / "nginx", upstreams) as proxy:
        yield proxy


def is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def test_pages_and_api_come_through_with_their_headers(apis: list[Service], proxy: Proxy) -> None:
    with proxy.visit(VISITOR) as visitor:
        for path in ("/", "/api/v1/status"):
            through, straight = visitor.get(path), httpx.get(f"{apis[0].url}{path}")
            assert through.status_code == straight.status_code == 200
            for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
                assert through.headers[name] == straight.headers[name], name
            assert ("etag" in through.headers) == ("etag" in straight.headers)
        assert visitor.post("/api/v1/calls", content=b"x" * 70_000).status_code == 413


def test_each_visitor_has_a_limit_of_their_own_whatever_they_claim(proxy: Proxy) -> None:
    with proxy.visit(VISITOR) as visitor, proxy.visit(OTHER) as other:
        statuses = {
            visitor.get("/api/v1/status", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code
            for number in range(60)
        }
        assert statuses == {200, 429}
        assert other.get("/api/v1/status").status_code == 200


def test_events_flow_at_once_and_one_address_has_so_many_streams(
    dao: Dao, service: Service, proxy: Proxy
) -> None:
    with proxy.visit(VISITOR) as visitor, ExitStack() as streams:
        answer = streams.enter_context(visitor.stream("GET", "/api/v1/events"))
        assert answer.status_code == 200
        lines = answer.iter_lines()
        dao.rpc("evm_mine")
        start = time.monotonic()
        assert any(line.startswith("data:") for line in lines)
        assert time.monotonic() - start < 5
        statuses = []
        for _ in range(STREAMS):
            with_more = streams.enter_context(proxy.visit(VISITOR))
            statuses.append(streams.enter_context(with_more.stream("GET", "/api/v1/events")).status_code)
            time.sleep(0.3)  # within the rate of the API
        assert statuses == [200] * (STREAMS - 1) + [503]
        elsewhere = streams.enter_context(proxy.visit(OTHER))
        assert streams.enter_context(elsewhere.stream("GET", "/api/v1/events")).status_code == 200


def test_an_api_that_ends_is_not_its_visitors_trouble_and_who_they_are_is_not_written_down(
    apis: list[Service], proxy: Proxy
) -> None:
    with proxy.visit(VISITOR) as visitor:
        assert visitor.get("/api/v1/status").status_code == 200
        for api in apis:
            api.process.kill()
            api.process.wait()
            if api is apis[0]:
                assert {visitor.get("/api/v1/status").status_code for _ in range(4)} == {200}
        assert visitor.get("/api/v1/status?of=somebody").status_code == 502
    assert VISITOR not in proxy.written()
    assert "/api/v1" not in proxy.written()
