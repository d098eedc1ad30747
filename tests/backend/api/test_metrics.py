import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch import __version__
from lexiarch.app import create_site
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.words import Change
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.meta import Contact, save_comparison, save_contact, save_head
from lexiarch.views.text import address_text
from tests.helpers.builders import START, History, account, hash32, make_deployment, tell
from tests.helpers.client import Client
from tests.helpers.server import live

ONE = address_text(account(1))


@pytest.fixture
def client(app: FastAPI) -> Client:
    """Of a process that has answered nothing."""
    app.state.context.requests.__init__()
    return Client(app)


def figures(client: Client) -> dict[str, float]:
    """Every figure by its name and labels; fails when a line has not the form."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    found: dict[str, float] = {}
    for line in answer.text.splitlines():
        if not line.startswith("# "):
            match = re.fullmatch(r'([a-z_]+(?:\{(?:[a-z_]+="[^"\\]*",?)*\})?) ([0-9.e+-]+)', line)
            assert match, line
            assert match[1] not in found
            found[match[1]] = float(match[2])
    return found


def test_the_index_tells_how_it_fares(client: Client, index: Database, history: History) -> None:
    history.at(10).save(index)
    tell(index, Change.BLOCK)
    with index.write() as writer:
        save_head(writer, BlockHeader(9, hash32("block", 9), hash32("block", 8), START + 94, b""))
        save_comparison(writer, 2, [])
        save_contact(writer, Contact(START + 95, None))
    found = figures(client)
    assert {
        name: found[f"lexiarch_{name}"] for name in ("indexed_block", "head_block", "verified_block")
    } == {
        "indexed_block": 2,
        "head_block": 9,
        "verified_block": 2,
    }
    assert (found["lexiarch_lag_blocks"], found["lexiarch_lag_seconds"]) == (7, 84)
    assert (found["lexiarch_differences"], found["lexiarch_outbox_last_id"]) == (0, 1)
    assert found["lexiarch_indexed_block_timestamp_seconds"] == START + 10
    assert found["lexiarch_indexer_contact_timestamp_seconds"] == START + 95
    assert (found["lexiarch_database_up"], found["lexiarch_indexer_in_trouble"]) == (1, 0)
    with index.write() as writer:
        save_comparison(writer, 2, ["supply is 7", "count is 8"])
        save_contact(writer, Contact(START + 95, "NodeUnreachable"))
    found = figures(client)
    assert (found["lexiarch_differences"], found["lexiarch_indexer_in_trouble"]) == (2, 1)


def test_what_is_not_known_is_left_out(client: Client, index: Database) -> None:
    found = figures(client)
    assert "lexiarch_indexed_block" not in found
    assert "lexiarch_verified_block" not in found
    assert found["lexiarch_database_up"] == 1


def test_the_process_tells_what_it_is_and_needs(client: Client, index: Database) -> None:
    found = figures(client)
    assert found[f'lexiarch_build_info{{version="{__version__}",chain_id="31337"}}'] == 1
    assert 10**7 < found["lexiarch_resident_memory_bytes"] < 10**10


def test_requests_are_counted_by_route_and_class_of_status(
    client: Client, index: Database, history: History
) -> None:
    history.propose(7).save(index)
    asked = {
        "/api/v1/proposals/7": ("/api/v1/proposals/{id}", "2xx"),
        "/api/v1/proposals/8": ("/api/v1/proposals/{id}", "4xx"),
        "/proposals/7": ("/proposals/{proposal_id}", "2xx"),
        "/proposals": ("/proposals", "2xx"),
        f"/accounts/{ONE.lower()}": ("/accounts/{address}", "3xx"),
        f"/api/v1/accounts/{ONE}/votes": ("/api/v1/accounts/{address}/votes", "2xx"),
        "/api/v1/export/votes.csv": ("/api/v1/export/{what}.csv", "2xx"),
        "/api/v1/feed.atom": ("/api/v1/feed.atom", "2xx"),
        "/health": ("/health", "2xx"),
        "/": ("/", "2xx"),
    }
    for path in asked:
        client.get(path)
        client.request("HEAD", path)
    found = figures(client)
    counted = {name: count for name, count in found.items() if name.startswith("lexiarch_requests_total")}
    assert counted == {
        f'lexiarch_requests_total{{route="{route}",status="{status}"}}': 2 for route, status in asked.values()
    }
    route = '{route="/api/v1/proposals/{id}"}'
    assert found[f"lexiarch_request_seconds_count{route}"] == 4
    assert 0 < found[f"lexiarch_request_seconds_sum{route}"] < 4


def test_buckets_hold_what_took_no_longer(client: Client, app: FastAPI) -> None:
    for seconds in (0.001, 0.005, 0.0051, 0.7, 99):
        app.state.context.requests.add("/x", 200, seconds)
    found = figures(client)
    name = 'lexiarch_request_seconds_bucket{route="/x",le="%s"}'
    assert [found[name % bound] for bound in ("0.005", "0.01", "0.5", "1", "10", "+Inf")] == [
        2,
        3,
        3,
        4,
        4,
        5,
    ]


def test_no_address_of_anything_makes_a_label(client: Client, index: Database) -> None:
    for number in range(30):
        client.get(f"/nothing/{number}")
        client.get(f"/api/v1/nothing/{number}")
        client.get(f"/static/{number}.js")
        client.get(f"/api/v1/accounts/{address_text(account(number))}")
        client.request("POST", f"/api/v1/proposals/{number}")
    text = client.get("/metrics").text
    assert "0x" not in text
    assert "nothing" not in text
    routes = set(re.findall(r'requests_total\{route="([^"]*)"', text))
    assert routes == {"other", "/api/v1/accounts/{address}", "/api/v1/proposals/{id}"}


def test_event_streams_are_counted(app: FastAPI, index: Database) -> None:
    with live(app) as server:
        assert figures(Client(app))["lexiarch_event_stream_listeners"] == 0
        with server.listen() as stream:
            next(stream)
            assert figures(Client(app))["lexiarch_event_stream_listeners"] == 1


def test_monitoring_goes_on_while_the_database_is_gone(
    app: FastAPI, settings: Settings, tmp_path: Path
) -> None:
    deployment = tmp_path / "deployment.json"
    deployment.write_text(make_deployment().model_dump_json())
    path = tmp_path / "index.db"
    changed = {"database_url": f"sqlite:///{path}", "deployment": deployment}
    broken = create_site(settings.model_copy(update=changed), with_indexer=False)
    broken.state.context.database.close()
    for file in tmp_path.glob("index.db*"):
        file.unlink()
    path.mkdir()
    found = figures(Client(broken))
    assert found["lexiarch_database_up"] == 0
    assert "lexiarch_outbox_last_id" not in found
    assert found["lexiarch_resident_memory_bytes"]
