"""Whatever is asked, the answer is the one envelope, with a remedy, and never tells what is inside."""

from typing import Any

import pytest
from fastapi import FastAPI

from lexiarch.domain.errors import NodeUnreachable
from lexiarch.store.database import Database
from lexiarch.views.cursors import DelegatesCursor, HoldersCursor, ProposalsCursor, VotesCursor
from lexiarch.web.errors import ErrorBody
from tests.helpers.builders import START, History
from tests.helpers.client import Client

ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
TAG = "0x" + "5e" * 32
HUGE = "9" * 5000


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.at(0).propose(1).at(9).save(index)
    return index


def error(client: Client, path: str, status: int, **arguments: Any) -> ErrorBody:
    answer = client.get(path, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"error"}
    body = ErrorBody.model_validate(answer.json()["error"], extra="forbid")
    assert body.message.endswith(".")
    assert body.remedy.endswith(".")
    return body


CURSORS = {
    "/api/v1/proposals": VotesCursor(1, 1).encode(),
    "/api/v1/proposals/1/votes": ProposalsCursor(1, 1).encode(),
    f"/api/v1/accounts/{ADDRESS}/votes": VotesCursor(1, 1).encode(),
    "/api/v1/holders": DelegatesCursor(1, b"", b"").encode(),
    "/api/v1/delegates": HoldersCursor(1, 1, 1).encode(),
}


@pytest.mark.parametrize("path", CURSORS)
@pytest.mark.parametrize("cursor", ["", "x", "garbage!", "WyJwcm9wb3NhbHMiLDE", "é", "%00", HUGE])
def test_a_bad_cursor_is_400(client: Client, filled: Database, path: str, cursor: str) -> None:
    body = error(client, f"{path}?cursor={cursor}", 400)
    assert body.code == "CursorInvalid"
    assert "next_cursor" in body.remedy


@pytest.mark.parametrize(("path", "cursor"), CURSORS.items())
def test_another_lists_cursor_is_400(client: Client, filled: Database, path: str, cursor: str) -> None:
    assert error(client, f"{path}?cursor={cursor}", 400).code == "CursorInvalid"


@pytest.mark.parametrize("path", CURSORS)
@pytest.mark.parametrize("limit", ["0", "-1", "101", "1e2", "ten", "", HUGE, "1.5", "0x10"])
def test_a_bad_limit_is_400_and_named(client: Client, filled: Database, path: str, limit: str) -> None:
    body = error(client, f"{path}?limit={limit}", 400)
    assert body.code == "ParameterInvalid"
    assert "limit" in body.message
    assert "limit" in body.remedy


@pytest.mark.parametrize("limit", ["1", "100"])
@pytest.mark.parametrize("path", CURSORS)
def test_the_bounds_of_a_limit_are_allowed(client: Client, filled: Database, path: str, limit: str) -> None:
    assert client.get(f"{path}?limit={limit}").status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/proposals/{}", "/api/v1/proposals/{}/votes"])
@pytest.mark.parametrize(
    "number", ["-1", "x", "1.0", "0x", str(2**256), "0x1" + "0" * 64, HUGE, "%20", "1%00", "٣"]
)
def test_a_bad_proposal_id_is_400(client: Client, filled: Database, path: str, number: str) -> None:
    assert error(client, path.format(number), 400).code == "IdInvalid"


@pytest.mark.parametrize("path", ["/api/v1/proposals/{}", "/api/v1/proposals/{}/votes"])
@pytest.mark.parametrize("number", ["0", "2", "0x2", str(2**256 - 1), hex(2**256 - 1)])
def test_an_unknown_proposal_is_404(client: Client, filled: Database, path: str, number: str) -> None:
    assert error(client, path.format(number), 404).code == "ProposalNotFound"


@pytest.mark.parametrize("path", ["/api/v1/accounts/{}", "/api/v1/accounts/{}/votes"])
@pytest.mark.parametrize(
    "address", ["0x123", ADDRESS[:-1], ADDRESS.replace("C5", "c5"), "alice.eth", "%00", HUGE]
)
def test_a_bad_address_is_400(client: Client, filled: Database, path: str, address: str) -> None:
    assert error(client, path.format(address), 400).code == "AddressInvalid"


@pytest.mark.parametrize("at", ["-1", "x", "", str(START + 10), HUGE, "1.5", "9223372036854775808"])
def test_a_time_that_is_not_past_is_400_and_named(client: Client, filled: Database, at: str) -> None:
    body = error(client, f"/api/v1/accounts/{ADDRESS}?at={at}", 400)
    assert body.code == "ParameterInvalid"
    assert "at" in body.message


@pytest.mark.parametrize("tag", ["0x12", "5e" * 32, "0x" + "zz" * 32, "1", HUGE])
def test_a_bad_person_tag_is_400(client: Client, filled: Database, tag: str) -> None:
    assert error(client, f"/api/v1/holders/{tag}", 400).code == "IdInvalid"


def test_an_unknown_person_tag_is_404(client: Client, filled: Database) -> None:
    assert error(client, f"/api/v1/holders/{TAG}", 404).code == "PersonTagNotFound"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/api/v1/proposals?state=Cancelled", "state"),
        ("/api/v1/proposals/1/votes?house=upper", "house"),
        ("/api/v1/proposals/1/votes?support=Maybe", "support"),
        ("/api/v1/holders?status=revoked", "status"),
        ("/api/v1/holders?status=exited", "status"),
        ("/api/v1/holders?status=none", "status"),
    ],
)
def test_an_unknown_word_is_400_and_named(
    client: Client, filled: Database, path: str, parameter: str
) -> None:
    body = error(client, path, 400)
    assert (body.code, parameter in body.message) == ("ParameterInvalid", True)


@pytest.mark.parametrize("event_id", ["x", "-1", "1.5", "9" * 30, str(2**63), "٣"])
def test_a_bad_last_event_id_is_400(client: Client, filled: Database, event_id: str) -> None:
    assert error(client, "/api/v1/events", 400, params={"last_event_id": event_id}).code == "ParameterInvalid"
    headers = {"Last-Event-ID": event_id.encode()}
    assert error(client, "/api/v1/events", 400, headers=headers).code == "ParameterInvalid"


def test_an_unknown_kind_of_change_is_400(client: Client, filled: Database) -> None:
    assert "'gossip'" in error(client, "/api/v1/events?kinds=vote,gossip", 400).message


@pytest.mark.parametrize(
    "path", ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/status", "/docs", "/redoc", "/x"]
)
def test_an_unknown_path_is_404(client: Client, path: str) -> None:
    assert error(client, path, 404).code == "RouteNotFound"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_another_method_is_405_and_says_which_are_allowed(client: Client, method: str) -> None:
    answer = client.request(method, "/api/v1/status")
    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "MethodNotAllowed"
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("path", ["session", "session/data"])
def test_all_that_a_path_is_for_is_told_wherever_it_is_written(client: Client, path: str) -> None:
    answer = client.request("PUT", f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, DELETE")
    assert "GET, DELETE" in answer.json()["error"]["remedy"]


def test_nothing_indexed_yet_is_503(client: Client) -> None:
    for path in ("overview", "proposals", "issuers", "delegates", "holders", f"accounts/{ADDRESS}"):
        assert error(client, f"/api/v1/{path}", 503).code == "IndexEmpty"
    assert client.get("/api/v1/status").status_code == 200


@pytest.fixture
def broken(app: FastAPI) -> FastAPI:
    def fail() -> None:
        raise RuntimeError("secret at /srv/inside.py")

    def lose_node() -> None:
        raise NodeUnreachable("https://node.example/v3/secret-key", "timed out")

    app.add_api_route("/api/v1/broken", fail)
    app.add_api_route("/api/v1/unreachable", lose_node)
    return app


def test_an_unexpected_failure_is_500_and_tells_nothing(broken: FastAPI, client: Client) -> None:
    body = error(client, "/api/v1/broken", 500)
    assert body.code == "InternalError"
    answer = client.get("/api/v1/broken")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_an_unreachable_node_is_503_and_its_address_stays_inside(broken: FastAPI, client: Client) -> None:
    assert error(client, "/api/v1/unreachable", 503).code == "NodeUnreachable"
    assert "secret" not in client.get("/api/v1/unreachable").text


def test_a_browser_gets_a_page_outside_the_api_and_the_envelope_inside(client: Client) -> None:
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = client.get("/x", headers=headers)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert error(client, "/api/v1/x", 404, headers=headers).code == "RouteNotFound"
