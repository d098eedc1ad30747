"""What a relay tells everybody: what it can call, whether it is well, and to whose scripts it answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from lexiarch.decode.calls import find_declaration
from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import CHAIN_ID
from tests.e2e.relay.conftest import Assembly
from tests.helpers.dao import FOR
from tests.helpers.relay import Relay, relaying

pytestmark = pytest.mark.chain

DASHBOARD = "https://dao.example"


@pytest.fixture
def relay(assembly: Assembly, tmp_path: Path) -> Iterator[Relay]:
    with relaying(assembly.dao, tmp_path, origins=f"{DASHBOARD}, https://other.example") as relay:
        yield relay


def test_all_that_it_can_call_is_told_and_each_has_a_place_of_the_deployment(
    assembly: Assembly, relay: Relay
) -> None:
    info = relay.get("/api/v1/info")
    assert (info["chain_id"], info["account"]) == (CHAIN_ID, relay.account.address)
    contracts = assembly.dao.deployment.contracts
    assert {(act["contract"], act["function"].partition("(")[0]) for act in info["acts"]} == {
        ("ballot_box", "castSecretBallot"),
        ("governor", "castVoteBySig"),
        ("ballot_batch", "castVotesBySig"),
        ("holder_registry", "attestBySig"),
        ("holder_registry", "claimBySig"),
        ("holder_registry", "startRecovery"),
        ("holder_registry", "appealBySig"),
        ("holder_registry", "exitBySig"),
    }
    for act in info["acts"]:
        name = ContractName(act["contract"])
        assert act["address"].lower() == contracts[name].address.lower()
        declared = find_declaration(name, act["function"])
        assert act["selector"] == f"0x{declared.selector.hex()}"
    assert (info["balance"], info["minimum_wait"], info["held_up"]) == ("ample", 0, "")


def test_it_is_up_and_ready_and_gives_sums(assembly: Assembly, relay: Relay) -> None:
    assert relay.get("/health") == {"up": True}
    assert relay.get("/ready") == {"ready": True}
    relay.wait_for(relay.take(assembly.secret_ballot(0, FOR)), "mined")
    figures = relay.figures()
    assert figures["lexiarch_relay_transactions_under_way"] == 1
    assert 0 < figures["lexiarch_relay_day_spent_wei"] < figures["lexiarch_relay_day_limit_wei"]
    assert figures["lexiarch_relay_held_up"] == 0
    assert not any("ballot" in name or "act" in name.split("{")[1:] for name in figures)


def preflight(relay: Relay, origin: str) -> httpx.Response:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return httpx.options(f"{relay.url}/api/v1/requests", headers=headers)


def test_scripts_of_the_named_websites_may_use_it_and_no_others(assembly: Assembly, relay: Relay) -> None:
    body = assembly.secret_ballot(0, FOR, chain_id=1)
    for origin in (DASHBOARD, "https://other.example", "https://evil.example"):
        expected = None if "evil" in origin else origin
        assert preflight(relay, origin).headers.get("access-control-allow-origin") == expected
        asked = httpx.post(f"{relay.url}/api/v1/requests", json=body, headers={"Origin": origin})
        assert asked.status_code == 400
        assert asked.headers.get("access-control-allow-origin") == expected
        assert "access-control-allow-credentials" not in asked.headers


def test_no_answer_is_kept_framed_or_guessed_at(assembly: Assembly, relay: Relay) -> None:
    name = relay.take(assembly.secret_ballot(0, FOR))
    for path in (f"/api/v1/requests/{name}", "/api/v1/info", "/health", "/ready", "/metrics"):
        answer = httpx.get(f"{relay.url}{path}")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert not {"server", "set-cookie", "etag"} & set(answer.headers)
        assert httpx.head(f"{relay.url}{path}").status_code == 200


def test_the_description_has_every_route_with_examples_that_it_would_read(relay: Relay) -> None:
    document = relay.get("/api/v1/openapi.json")
    assert set(document["paths"]) == {
        "/api/v1/requests",
        "/api/v1/requests/{id}",
        "/api/v1/info",
        "/health",
        "/ready",
        "/metrics",
    }
    operation = document["paths"]["/api/v1/requests"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    kinds = {act["act"] for act in relay.get("/api/v1/info")["acts"]}
    assert set(content["examples"]) == kinds
    for example in content["examples"].values():
        assert relay.refuse(example["value"], 400) == "OtherChain"  # it was read
    assert {"202", "400", "409", "413", "429", "500", "503"} == set(operation["responses"])
    for path in document["paths"].values():
        for each in path.values():
            assert "422" not in each["responses"]
            assert each["summary"]
            assert each["description"]
            check_examples(each)


def check_examples(operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        content = response["content"].get("application/json", {})
        if status.startswith("2") and content:
            assert set(content["example"]) >= {"id"} or operation["tags"] != ["requests"]
        elif content:
            assert all(example["value"]["error"]["code"] for example in content["examples"].values())
