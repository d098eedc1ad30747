"""The relay behind nginx, with the block of its manual."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.relay.conftest import Assembly
from tests.helpers.dao import FOR
from tests.helpers.nginx import Proxy, proxying
from tests.helpers.relay import Relay, relaying

pytestmark = pytest.mark.chain

DASHBOARD = "https://dao.example"
VISITOR, OTHER = "127.0.1.1", "127.0.2.1"


@pytest.fixture
def relay(assembly: Assembly, tmp_path: Path) -> Iterator[Relay]:
    with relaying(
        assembly.dao, tmp_path / "relay", source_per_minute=2, origins=DASHBOARD
    ) as relay:  # eight at once
        yield relay


@pytest.fixture
def proxy(relay: Relay, tmp_path: Path) -> Iterator[Proxy]:
    upstream = {"http://127.0.0.1:8010": relay.url}
    with proxying("relay.md", tmp_path / "nginx", upstream) as proxy:
        yield proxy


def test_a_ballot_comes_through_the_proxy_which_writes_down_nobody(
    assembly: Assembly, relay: Relay, proxy: Proxy
) -> None:
    ballot = assembly.secret_ballot(0, FOR)
    with proxy.visit(VISITOR) as visitor:
        taken = visitor.post("/api/v1/requests", json=ballot)
        assert taken.status_code == 202, taken.text
        relay.wait_for(taken.json()["id"], "mined")
        found = visitor.get(f"/api/v1/requests/{taken.json()['id']}")
        assert found.json()["status"] == "mined"
        long = {
            "act": "signed_ballot",
            "signature": "0x" + "5a" * 14_000,
        }  # within the limit: read, and refused
        assert visitor.post("/api/v1/requests", json=long).status_code == 400
        assert visitor.post("/api/v1/requests", content=b"x" * 40_000).status_code == 413
        relay.stop()
        assert visitor.post("/api/v1/requests", json=ballot).status_code == 502
    written = proxy.written()
    for canary in (VISITOR, taken.json()["id"], ballot["nullifier"], "/api/v1", "5a" * 20, "x" * 20):
        assert canary not in written, canary
    assert assembly.secret_votes == [0, 1, 0]


def test_visitors_are_told_apart_by_where_they_are_and_not_by_what_they_claim(
    assembly: Assembly, relay: Relay, proxy: Proxy
) -> None:
    unknown = assembly.secret_ballot(0, FOR, proposal_id="7")
    with proxy.visit(VISITOR) as visitor, proxy.visit(OTHER) as other:
        answers = [
            visitor.post(
                "/api/v1/requests",
                json=unknown,
                headers={"X-Forwarded-For": f"198.51.{number}.1, 203.0.113.9"},
            )
            for number in range(9)
        ]
        assert [answer.status_code for answer in answers] == [409] * 8 + [429]
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert other.post("/api/v1/requests", json=unknown).status_code == 409


def test_answers_are_the_relays_own_and_its_figures_are_not_for_everybody(relay: Relay, proxy: Proxy) -> None:
    with proxy.visit(VISITOR) as visitor:
        answer = visitor.get("/api/v1/info", headers={"Origin": DASHBOARD})
        assert answer.json() == relay.get("/api/v1/info")
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers.get_list("access-control-allow-origin") == [DASHBOARD]
        assert visitor.get("/metrics").status_code == 403
    assert relay.figures()["lexiarch_relay_held_up"] == 0
