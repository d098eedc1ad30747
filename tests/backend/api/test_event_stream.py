"""The live stream over a real server: each change once, in order, for every listener, come what may."""

import random
import time
from collections.abc import Iterator
from itertools import islice
from threading import Thread

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.domain.words import Change
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.views.text import address_text
from tests.helpers.builders import account, tell
from tests.helpers.dao import eventually
from tests.helpers.server import LiveServer, Told, live


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"stream_clients": 3})


@pytest.fixture
def server(app: FastAPI, index: Database) -> Iterator[LiveServer]:
    with live(app) as server:
        yield server


def take(stream: Iterator[Told], count: int) -> list[Told]:
    """The next events, without signs of life."""
    return list(islice((told for told in stream if told.event), count))


def ids(events: list[Told]) -> list[int]:
    return [int(told.id) for told in events]


def tell_many(index: Database, first: int, last: int) -> None:
    with index.write() as writer:
        changes = [new_change(1, Change.VOTE, str(number)) for number in range(first, last + 1)]
        append_changes(writer, changes)


def test_a_change_is_told_as_it_is_indexed(server: LiveServer, index: Database) -> None:
    tell(index, Change.BLOCK)
    with server.listen() as stream:
        assert next(stream) == Told("1", "", None)
        begin = time.monotonic()
        tell(index, Change.VOTE, "7", support=1)
        (told,) = take(stream, 1)
    assert time.monotonic() - begin < 1
    assert (told.id, told.event) == ("2", "vote")
    assert told.data == {"id": 2, "kind": "vote", "block": 1, "subject": "7", "data": {"support": 1}}


def test_all_listeners_hear_the_same(server: LiveServer, index: Database) -> None:
    with server.listen() as one, server.listen() as two:
        next(one), next(two)
        tell_many(index, 1, 20)
        assert ids(take(one, 20)) == ids(take(two, 20)) == list(range(1, 21))


def test_who_comes_back_hears_what_was_missed_and_nothing_twice(server: LiveServer, index: Database) -> None:
    tell_many(index, 1, 10)
    with server.listen(last_event_id="4") as stream:
        assert next(stream) == Told("4", "", None)
        assert ids(take(stream, 6)) == [5, 6, 7, 8, 9, 10]
        tell_many(index, 11, 11)
        assert ids(take(stream, 1)) == [11]


def test_the_last_event_id_may_be_in_the_address_and_the_header_wins(
    server: LiveServer, index: Database
) -> None:
    tell_many(index, 1, 5)
    with server.listen("?last_event_id=3") as stream:
        assert ids(take(stream, 2)) == [4, 5]
    with server.listen("?last_event_id=0", last_event_id="4") as stream:
        assert ids(take(stream, 1)) == [5]


def test_nothing_is_lost_or_repeated_however_often_the_line_breaks(
    server: LiveServer, index: Database
) -> None:
    last = 400
    chance = random.Random(7)

    def write() -> None:
        number = 1
        while number <= last:
            upto = min(last, number + chance.randint(0, 9))
            tell_many(index, number, upto)
            number = upto + 1
            time.sleep(0.002)

    writer = Thread(target=write)
    writer.start()
    heard: list[int] = []
    while len(heard) < last:
        after = str(heard[-1]) if heard else "0"
        with server.listen(last_event_id=after) as stream:
            heard += ids(take(stream, min(chance.randint(1, 60), last - len(heard))))
    writer.join()
    assert heard == list(range(1, last + 1))


def test_what_is_no_longer_in_memory_comes_from_the_database(
    app: FastAPI, index: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexiarch.api.hub.KEPT", 10)
    monkeypatch.setattr("lexiarch.api.hub.AT_ONCE", 7)
    tell_many(index, 1, 100)
    with live(app) as server, server.listen(last_event_id="3") as stream:
        assert ids(take(stream, 97)) == list(range(4, 101))
        for number in range(101, 160):
            tell_many(index, number, number)
        assert ids(take(stream, 59)) == list(range(101, 160))


def test_a_listener_may_ask_for_some_kinds_and_one_subject(server: LiveServer, index: Database) -> None:
    with server.listen("?kinds=vote,proposal&subject=7", last_event_id="0") as stream:
        for kind, subject in [
            (Change.BLOCK, ""),
            (Change.VOTE, "8"),
            (Change.VOTE, "7"),
            (Change.ACCOUNT, "0x" + account(1).hex()),
            (Change.PROPOSAL, "7"),
        ]:
            tell(index, kind, subject)
        assert [(told.event, told.id) for told in take(stream, 2)] == [("vote", "3"), ("proposal", "5")]
    who = address_text(account(1))
    with server.listen(f"?subject={who}", last_event_id="0") as stream:
        assert [told.data["subject"] for told in take(stream, 1)] == [who]


def test_a_sign_of_life_names_the_last_change_looked_at(
    server: LiveServer, index: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexiarch.api.event_stream.HEARTBEAT_SECONDS", 0.2)
    with server.listen("?kinds=setting") as stream:
        assert next(stream).id == "0"
        tell_many(index, 1, 5)
        assert next(told for told in stream if told.id == "5") == Told("5", "", None)


def test_an_id_from_before_the_index_was_built_anew_means_read_everything_again(
    server: LiveServer, index: Database
) -> None:
    tell_many(index, 1, 3)
    with server.listen(last_event_id="5000") as stream:
        (told,) = take(stream, 1)
        assert (told.id, told.event, told.data["data"]) == ("3", "reorg", {"ancestor": 0})
        tell_many(index, 4, 4)
        assert ids(take(stream, 1)) == [4]


def test_a_listener_may_be_ahead_of_a_replica_for_a_while(
    app: FastAPI, index: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It heard of changes from another replica, and reconnects to one that is behind."""
    monkeypatch.setattr(app.state.context.hub, "patience", 5)
    tell_many(index, 1, 3)
    with live(app) as server, server.listen(last_event_id="5") as stream:
        next(stream)
        time.sleep(0.5)
        tell_many(index, 4, 7)
        assert ids(take(stream, 2)) == [6, 7]
        monkeypatch.setattr(app.state.context.hub, "patience", 0.5)
    with live(app) as server, server.listen(last_event_id="5000") as stream:
        assert [(told.id, told.event) for told in take(stream, 1)] == [("7", "reorg")]


def test_a_listener_notices_that_the_index_was_built_anew(server: LiveServer, index: Database) -> None:
    tell_many(index, 1, 30)
    with server.listen() as stream:
        assert next(stream).id == "30"
        with index.write() as writer:
            writer.execute("DELETE FROM outbox")
            append_changes(writer, [new_change(1, Change.BLOCK)])
        assert [(told.id, told.event) for told in take(stream, 1)] == [("1", "reorg")]


def test_one_listener_too_many_is_503_and_a_place_is_free_again_when_one_goes(
    server: LiveServer, index: Database
) -> None:
    def is_free() -> bool:
        with httpx.stream("GET", f"{server.url}/api/v1/events", timeout=10) as answer:
            return answer.status_code == 200

    with server.listen() as one, server.listen() as two, server.listen() as three:
        next(one), next(two), next(three)
        refused = httpx.get(f"{server.url}/api/v1/events")
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "TooManyStreams")
        assert httpx.get(f"{server.url}/api/v1/status").status_code == 200
    assert eventually(is_free, 5, "a free place")


def test_a_stream_outlives_a_database_that_is_away_for_a_moment(
    server: LiveServer, index: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lexiarch.api.hub._RETRY_SECONDS", 0.1)
    with server.listen() as stream:
        next(stream)
        rename(index, "outbox", "outbox_away")
        time.sleep(0.3)
        rename(index, "outbox_away", "outbox")
        tell_many(index, 1, 2)
        assert ids(take(stream, 2)) == [1, 2]


def rename(index: Database, old: str, new: str) -> None:
    with index.write() as writer:
        writer.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_the_server_ends_at_once_though_streams_are_open(app: FastAPI, index: Database) -> None:
    server = LiveServer(app)
    server.start()
    with server.listen() as one, server.listen() as two:
        next(one), next(two)
        begin = time.monotonic()
        server.stop(within=3)
        assert list(one) == list(two) == []
    assert time.monotonic() - begin < 3
