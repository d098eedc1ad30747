"""Exports over a real server: whole, in little memory, and no longer than somebody reads."""

import csv
import io
import json
import socket
import tracemalloc
from threading import Event
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.store.database import Database
from lexiarch.views import exports
from lexiarch.views.exports import Export, ExportName, Part
from lexiarch.views.text import address_text
from tests.helpers.builders import FOR, History, account
from tests.helpers.client import Client
from tests.helpers.dao import eventually
from tests.helpers.server import live


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.propose(1, "# Mill, and bridge").propose(2, "=cmd|' /C calc'!A0").attest(1, 1).balance(1, 5)
    history.delegate(1, 1).at(200).vote(1, 1, FOR, 2**200, person=1, reason="+1").vote(2, 2, FOR, 1)
    history.save(index)
    return index


@pytest.mark.parametrize("name", ExportName)
def test_every_list_comes_in_both_forms(client: Client, filled: Database, name: ExportName) -> None:
    table = client.get(f"/api/v1/export/{name}.csv")
    lines = client.get(f"/api/v1/export/{name}.ndjson")
    assert table.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert (
        lines.headers["content-disposition"] == f'attachment; filename="commons-of-the-test-{name}-2.ndjson"'
    )
    objects = [json.loads(line) for line in lines.text.splitlines()]
    records = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert len(objects) == len(records) > 0
    assert [list(record) for record in records] == [list(each) for each in objects]


def test_votes_can_be_of_one_proposal(client: Client, filled: Database) -> None:
    (line,) = client.get("/api/v1/export/votes.ndjson?proposal=0x1").text.splitlines()
    vote: dict[str, Any] = json.loads(line)
    assert (vote["voter"], vote["weight"], vote["reason"]) == (address_text(account(1)), str(2**200), "+1")
    (record,) = csv.DictReader(io.StringIO(client.get("/api/v1/export/votes.csv?proposal=1").text))
    assert (record["reason"], record["proposal_title"]) == ("'+1", "Mill, and bridge")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("votes.csv?proposal=3", 404, "ProposalNotFound"),
        ("votes.csv?proposal=x", 400, "IdInvalid"),
        ("holders.csv?proposal=1", 400, "ParameterInvalid"),
        ("secrets.csv", 400, "ParameterInvalid"),
        ("votes.xml", 404, "RouteNotFound"),
    ],
)
def test_what_cannot_be_exported_is_refused(
    client: Client, filled: Database, path: str, status: int, code: str
) -> None:
    answer = client.get(f"/api/v1/export/{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_empty_index_says_so(client: Client, index: Database) -> None:
    answer = client.get("/api/v1/export/votes.csv")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "IndexEmpty")


def test_a_head_request_reads_one_part(client: Client, filled: Database) -> None:
    answer = client.request("HEAD", "/api/v1/export/votes.csv")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/csv")


ROWS = 60_000


@pytest.fixture
def large(index: Database, history: History) -> Database:
    history.propose(1)
    for block in range(1, 61):
        history.at(200 + block)
        for voter in range(ROWS // 60):
            history.vote(1, voter % 50, FOR, 1, reason="because " * 20)
    history.save(index)
    return index


def test_a_long_export_is_whole_and_takes_no_memory(app: FastAPI, large: Database) -> None:
    with live(app) as server:
        url = f"{server.url}/api/v1/export/votes.csv"
        httpx.get(url)  # whatever is kept for ever is kept now
        tracemalloc.start()
        size = lines = 0
        with httpx.stream("GET", url, timeout=60) as answer:
            for piece in answer.iter_bytes():
                size += len(piece)
                lines += piece.count(b"\n")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert lines == ROWS + 1
    assert size > 15 * 10**6
    assert peak < 10**7, f"{peak} bytes for an export of {size}"


def test_an_export_stops_when_its_reader_goes(
    app: FastAPI, large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[int] = []
    build = exports.build_part

    def counting(reader: Any, export: Export, key: Any) -> Part:
        parts.append(1)
        return build(reader, export, key)

    monkeypatch.setattr("lexiarch.api.exports.build_part", counting)
    with live(app) as server:
        host, _, port = server.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(b"GET /api/v1/export/votes.csv HTTP/1.1\r\nHost: x\r\n\r\n")
            assert line.recv(1000).startswith(b"HTTP/1.1 200")
            eventually(lambda: len(parts) > 1)
        Event().wait(1)
        read = len(parts)
        Event().wait(1)
        assert len(parts) == read
        assert read < ROWS // 2000
        assert httpx.get(f"{server.url}/health").status_code == 200


def test_an_export_that_fails_in_the_middle_is_cut_off(
    app: FastAPI, large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = exports.build_part

    def moving(reader: Any, export: Export, key: Any) -> Part:
        part = build(reader, export, key)
        with large.write() as writer:
            writer.execute("UPDATE checkpoint SET block_number = 1")
        return part

    monkeypatch.setattr("lexiarch.api.exports.build_part", moving)
    with live(app) as server, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{server.url}/api/v1/export/votes.csv")
