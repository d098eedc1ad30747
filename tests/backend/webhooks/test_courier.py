"""Delivery to a real server: signed, in order, at least once, each hook at its own pace."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import Change
from lexiarch.store.blocks import move_checkpoint
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, save_head
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.store.schema import prepare_schema, rebuild_schema
from lexiarch.store.webhooks import load_cursor, move_cursor
from lexiarch.webhooks.courier import start_couriers
from lexiarch.webhooks.hooks import Hook
from lexiarch.webhooks.signature import sign
from tests.backend.webhooks.conftest import SECRET
from tests.helpers.builders import account, hash32, make_deployment, tell
from tests.helpers.dao import eventually
from tests.helpers.receiver import Message, Receiver, receiving

Load = Callable[[str], list[Hook]]


class Claim:
    """Leadership as a test wants it."""

    held = True

    def take(self) -> bool:
        return self.held

    def give_up(self) -> None:
        self.held = False


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"_IDLE": 0.02, "_LONGEST": 0.05, "_TROUBLE": 0.05, "_PARKED": 0.4}.items():
        monkeypatch.setattr(f"lexiarch.webhooks.courier.{name}_SECONDS", seconds)


@pytest.fixture
def deployment() -> Deployment:
    return make_deployment()


@pytest.fixture
def index(database: Database, deployment: Deployment) -> Database:
    """An index that has come to the head of its chain, with ten changes behind it."""
    prepare_schema(database, deployment)
    say(database, 10)
    has_caught_up(database)
    return database


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def deliver(index: Database, deployment: Deployment, load: Load) -> Callable[..., object]:
    """Runs couriers while a block lasts. `more` are lines of the hook's table."""

    @contextmanager
    def run(*receivers: Receiver, more: str = "", claim: Claim | None = None) -> Iterator[None]:
        table = '[hook{}]\nurl = "{}/in"\nsecret = "{}"\nallow_private = true\n{}\n'
        hooks = load("".join(table.format(n, one.url, SECRET, more) for n, one in enumerate(receivers)))
        stop = Event()
        threads = start_couriers(hooks, index, deployment, claim or Claim(), stop)
        if (claim or Claim).held:
            eventually(lambda: all(cursor(index, hook.name) is not None for hook in hooks), 5, "beginning")
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(12)
                assert not thread.is_alive()

    return run


def say(database: Database, count: int, kind: Change = Change.VOTE) -> None:
    for number in range(count):
        tell(database, kind, str(number))


def has_caught_up(database: Database) -> None:
    """The checkpoint is where the chain's head is."""
    with database.write() as writer:
        move_checkpoint(writer, None, BlockId(5, hash32("block", 5), 1))
        save_head(writer, BlockHeader(5, hash32("block", 5), hash32("block", 4), 1, b""))


def cursor(database: Database, hook: str = "hook0") -> int | None:
    with database.read() as reader:
        return load_cursor(reader, hook)


def got(receiver: Receiver, *ids: int) -> None:
    """Waits until the receiver has taken these ids, and no others."""
    eventually(lambda: len(receiver.taken) >= len(ids), 10, f"{ids}, not {receiver.taken}")
    assert receiver.taken == list(ids)


def test_changes_arrive_in_order_signed_and_as_the_stream_tells_them(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    with deliver(receiver):
        tell(index, Change.VOTE, "7", support=1)
        say(index, 9)
        got(receiver, *range(11, 21))
    message = receiver.messages[0]
    assert message.path == "/in"
    assert message.change == {
        "id": 11,
        "kind": "vote",
        "block": 1,
        "subject": "7",
        "data": {"support": 1},
    }
    sent_at = int(message.headers["webhook-timestamp"])
    assert abs(time.time() - sent_at) < 60
    secret = b"lexiarch test secret of 32 bytes"
    assert message.headers["webhook-signature"] == sign([secret], "11", sent_at, message.body)
    assert message.headers["content-type"] == "application/json"
    assert message.headers["user-agent"].startswith("Lexiarch/")
    assert cursor(index) == 20


def test_a_change_that_is_not_taken_comes_again_before_the_next(
    deliver: Callable[..., object],
    index: Database,
    receiver: Receiver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "lexiarch.webhooks")

    def refuse(message: Message) -> int:
        return 503 if message.id == 12 and len(receiver.messages) < 6 else 204

    receiver.answer = refuse
    with deliver(receiver):
        say(index, 3)
        got(receiver, 11, 12, 13)
    assert [message.id for message in receiver.messages] == [11, 12, 12, 12, 12, 12, 13]
    assert {message.body for message in receiver.messages[1:6]} == {receiver.messages[1].body}
    assert "webhook hook0 failed after id=11, attempt 4: it answered 503" in caplog.text
    assert "webhook hook0 delivers again, from id=12" in caplog.text


def test_a_hook_that_fails_for_long_is_parked_with_an_alarm_and_tried_slowly(
    deliver: Callable[..., object],
    index: Database,
    receiver: Receiver,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lexiarch.webhooks.courier.ATTEMPTS", 4)
    receiver.answer = lambda message: 500
    with deliver(receiver):
        say(index, 2)
        eventually(lambda: "webhook hook0 is parked after id=10" in caplog.text, 5, "the alarm")
        alarms = [record for record in caplog.records if record.levelno == logging.ERROR]
        assert (len(alarms), len(receiver.messages)) == (1, 4)
        time.sleep(0.15)
        assert len(receiver.messages) == 4, "it is left in peace"
        receiver.answer = lambda message: 204
        got(receiver, 11, 12)


def test_an_address_that_is_forbidden_parks_the_hook_at_once(
    index: Database, deployment: Deployment, load: Load, caplog: pytest.LogCaptureFixture
) -> None:
    hooks = load(f'[inside]\nurl = "https://127.0.0.1/"\nsecret = "{SECRET}"')
    stop = Event()
    (thread,) = start_couriers(hooks, index, deployment, Claim(), stop)
    eventually(lambda: cursor(index, "inside") is not None, 5, "beginning")
    say(index, 1)
    eventually(lambda: "webhook inside is parked" in caplog.text, 5, "the alarm")
    assert "127.0.0.1, which is no public address" in caplog.text
    stop.set()
    thread.join(5)


def test_waits_grow_and_differ_up_to_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    from lexiarch.web.outbound.failure import DeliveryFailed
    from lexiarch.webhooks.courier import ATTEMPTS, Courier

    monkeypatch.undo()
    hook = Hook.model_validate({"name": "a", "url": "https://a.example", "secret": SECRET})
    waits = []
    for _ in range(20):
        courier = Courier(hook, None, make_deployment(), Claim())
        waits.append([courier._note(DeliveryFailed("x")) for _ in range(ATTEMPTS + 2)])
    for number, column in enumerate(zip(*waits, strict=True)):
        longest = min(600, 2**number) if number < ATTEMPTS - 1 else 3600
        assert longest / 2 <= min(column) < max(column) <= longest
    total = sum(sum(row[: ATTEMPTS - 1]) for row in waits) / len(waits)
    assert 15 * 60 < total < 25 * 60, "docs/webhooks.md says about 20 minutes"


def test_a_hook_that_hangs_keeps_no_other_waiting(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    gate = Event()
    with receiving() as slow:
        slow.answer = lambda message: 204 if gate.wait(5) else 500
        with deliver(slow, receiver):
            say(index, 5)
            got(receiver, 11, 12, 13, 14, 15)
            assert slow.taken == []
            gate.set()
            got(slow, 11, 12, 13, 14, 15)


def test_only_what_a_hook_asked_for_is_sent(
    deliver: Callable[..., object],
    index: Database,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lexiarch.webhooks.courier._UNWANTED", 20)
    with deliver(receiver, more='kinds = ["vote", "proposal"]\nsubject = "3"'):
        say(index, 6)  # 14 is vote 3
        say(index, 6, Change.PROPOSAL)  # 20 is proposal 3
        say(index, 30, Change.BLOCK)
        got(receiver, 14, 20)
        eventually(lambda: (cursor(index) or 0) >= 40, 5, "the cursor passing what nobody wants")


def test_of_an_id_it_is_said_only_that_it_changed(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    with deliver(receiver):
        tell(index, Change.HOLDER, "0x" + account(1).hex(), status="Revoked")
        got(receiver, 11)
    assert receiver.messages[0].change["data"] == {}


def test_a_new_hook_begins_with_what_comes_and_an_old_one_where_it_was(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    with deliver(receiver):
        assert cursor(index) == 10
        say(index, 1)
        got(receiver, 11)
    say(index, 3)
    with deliver(receiver):
        got(receiver, 11, 12, 13, 14)


def test_nothing_is_sent_of_an_index_that_has_not_caught_up_yet(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    with index.write() as writer:
        writer.execute("UPDATE checkpoint SET block_number = 4")
    claim = Claim()
    claim.held = False  # so that the fixture does not wait for a beginning
    with deliver(receiver, claim=claim):
        claim.held = True
        say(index, 5)
        time.sleep(0.2)
        assert cursor(index) is None
        with index.write() as writer:
            writer.execute("UPDATE checkpoint SET block_number = 5")
        eventually(lambda: cursor(index) == 15, 5, "beginning at the head")
        say(index, 1)
        got(receiver, 16)


def test_after_a_rebuild_a_hook_is_told_to_read_again_and_not_the_whole_past(
    deliver: Callable[..., object], index: Database, deployment: Deployment, receiver: Receiver
) -> None:
    with deliver(receiver):
        say(index, 1)
        got(receiver, 11)
        take = receiver.answer
        receiver.answer = lambda message: 500
        say(index, 2)  # 12 and 13 are not delivered when the index is dropped
        eventually(lambda: any(message.id == 12 for message in receiver.messages), 5, "12")
        rebuild_schema(index, deployment)  # 14 is the reorg
        receiver.answer = take
        say(index, 50)
        time.sleep(0.2)
        assert 14 not in [message.id for message in receiver.messages], "not while the past is told again"
        say(index, 50)
        has_caught_up(index)
        eventually(lambda: cursor(index) == 114, 5, "the end of the past")
        say(index, 2)
        eventually(lambda: 116 in receiver.taken, 5, "116")
    # what was on its way when the index was dropped may still arrive, in its place
    assert [taken for taken in receiver.taken if taken not in (12, 13)] == [11, 14, 115, 116]
    assert receiver.taken == sorted(receiver.taken)
    told = next(message.change for message in receiver.messages if message.id == 14)
    assert (told["kind"], told["data"]) == ("reorg", {"ancestor": deployment.start_block - 1})


def test_an_ordinary_reorg_is_followed_by_what_is_indexed_again(
    deliver: Callable[..., object], index: Database, deployment: Deployment, receiver: Receiver
) -> None:
    with deliver(receiver):
        with index.write() as writer:
            told = {"ancestor": deployment.start_block, "depth": 1}
            again = [new_change(1, Change.VOTE, "1"), new_change(1, Change.BLOCK)]
            append_changes(writer, [new_change(1, Change.REORG, data=told), *again])
        got(receiver, 11, 12, 13)


def test_who_does_not_lead_delivers_nothing(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    claim = Claim()
    with deliver(receiver, claim=claim):
        say(index, 1)
        got(receiver, 11)
        claim.held = False
        time.sleep(0.1)
        say(index, 3)
        time.sleep(0.2)
        got(receiver, 11)
        claim.held = True
        got(receiver, 11, 12, 13, 14)


def test_a_cursor_that_another_process_has_moved_is_followed(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    claim = Claim()
    with deliver(receiver, claim=claim):
        say(index, 1)
        got(receiver, 11)
        claim.held = False
        time.sleep(0.1)
        say(index, 3)
        with index.write() as writer:
            assert move_cursor(writer, "hook0", 11, 13)
            assert not move_cursor(writer, "hook0", 11, 12)
        claim.held = True
        got(receiver, 11, 14)
        assert cursor(index) == 14


def test_one_that_still_believes_to_lead_does_not_move_the_cursor_back(
    deliver: Callable[..., object], index: Database, receiver: Receiver
) -> None:
    """Another process delivers, and moves the cursor, while a message of this one is on its way."""

    def move(message: Message) -> int:
        if message.id == 11:
            with index.write() as writer:
                assert move_cursor(writer, "hook0", 10, 13)
        return 204

    receiver.answer = move
    with deliver(receiver):
        say(index, 4)
        got(receiver, 11, 14)
        eventually(lambda: cursor(index) == 14, 5, "the cursor")


def test_a_database_that_is_away_for_a_moment_loses_nothing(
    deliver: Callable[..., object], index: Database, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    with deliver(receiver):
        say(index, 1)
        got(receiver, 11)
        rename(index, "outbox", "outbox_away")
        eventually(lambda: "webhook hook0 waits: The database" in caplog.text, 5, "the trouble")
        rename(index, "outbox_away", "outbox")
        say(index, 2)
        got(receiver, 11, 12, 13)


def rename(index: Database, old: str, new: str) -> None:
    with index.write() as writer:
        writer.execute(f"ALTER TABLE {old} RENAME TO {new}")
