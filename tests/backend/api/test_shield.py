from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.store.database import Database
from lexiarch.web.shield import MAX_BODY
from tests.helpers.builders import History
from tests.helpers.client import Client

EVERYWHERE = ["/", "/nothing", "/health", "/static/none.js", "/api/v1/status", "/api/v1/nothing"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_keeps_browsers_safe(client: Client, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html"}).headers
    (policy,) = headers.get_list("content-security-policy")
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_answers_other_than_the_demos_pages_talk_to_us_only(client: Client) -> None:
    policy = client.get("/api/v1/status").headers["content-security-policy"]
    assert "connect-src 'self';" in policy


def test_any_website_may_read_the_api_and_no_page(client: Client) -> None:
    assert client.get("/api/v1/status").headers["access-control-allow-origin"] == "*"
    assert client.get("/api/v1/nothing").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/nothing").headers
    assert "access-control-allow-credentials" not in client.get("/api/v1/status").headers


def test_a_preflight_allows_reading_on_after_an_event(client: Client) -> None:
    headers = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    answer = client.request("OPTIONS", "/api/v1/events", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-headers"] == "Last-Event-ID, If-None-Match, Content-Type"
    assert client.request("OPTIONS", "/nothing", headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/proposals", "/api/v1/nothing", "/health", "/", "/api/v1/events"])
def test_head_answers_as_get_without_the_body(
    client: Client, index: Database, history: History, path: str
) -> None:
    history.save(index)
    head = client.request("HEAD", path)
    assert head.content == b""
    if not path.endswith("events"):
        got = client.get(path)
        assert (head.status_code, head.headers["content-length"]) == (got.status_code, str(len(got.content)))
    assert head.headers["content-type"]


def test_a_body_that_says_it_is_too_long_is_refused_unread(client: Client) -> None:
    answer = client.request("GET", "/api/v1/status", content=b"x" * (MAX_BODY + 1))
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "BodyTooLarge")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.request("GET", "/api/v1/status", content=b"x" * MAX_BODY).status_code == 200


def test_a_body_that_grows_too_long_is_refused(app: FastAPI) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 1024

    answer = post(app, "/api/v1/status", endless())
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "BodyTooLarge")
    assert taken == MAX_BODY // 1024 + 1


def test_a_short_body_without_a_length_is_passed_on(app: FastAPI) -> None:
    async def echo(body: dict[str, int]) -> dict[str, int]:
        return body

    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"a": '
        yield b"1}"

    app.add_api_route("/api/v1/echo", echo, methods=["POST"])
    assert post(app, "/api/v1/echo", pieces()).json() == {"a": 1}


def post(app: FastAPI, path: str, content: AsyncIterator[bytes]) -> httpx.Response:
    """Sends a body whose length is not announced."""
    return Client(app).request("POST", path, content=content, headers={"Content-Type": "application/json"})
