"""Whose turn it is, and what is remembered of whom."""

from collections.abc import Hashable
from itertools import combinations

import pytest

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.execution import Call
from lexiarch.relay.errors import OnItsWay, QueueFull, RequestUnknown, SourceBusy, WaitedTooLong
from lexiarch.relay.intake.acts import Order
from lexiarch.relay.queue import LONGEST_WAIT, REMEMBERED, SENT, WAITING, Job, Queue, State, Status
from lexiarch.relay.settings import Act
from tests.backend.relay.conftest import Clock

A, B = b"a" * 16, b"b" * 16


def order(number: int, subject: Hashable = None) -> Order:
    call = Call(Address(bytes(20)), 0, bytes([number]))
    return Order(Act.EXIT, call, 1, subject or number, bytes([number]))


@pytest.fixture
def queue(clock: Clock) -> Queue:
    return Queue(6, 4, clock)


def turns(queue: Queue) -> list[int]:
    return [job.order.digest[0] for job in queue.take_ready() if job.order]


def only(queue: Queue) -> Job:
    (job,) = queue.take_ready()
    return job


def test_networks_take_turns(queue: Queue) -> None:
    for number in (1, 2, 3):
        queue.add(order(number), A, 0)
    for number in (4, 5):
        queue.add(order(number), B, 0)
    assert turns(queue) == [1, 4, 2, 5, 3]


def test_what_is_held_is_not_ready_until_its_time_or_the_end(queue: Queue, clock: Clock) -> None:
    queue.add(order(1), A, 30)
    queue.add(order(2), B, 60)
    assert (turns(queue), queue.count_ready()) == ([], 0)
    clock.now += 30
    assert turns(queue) == [1]
    queue.release()
    assert sorted(turns(queue)) == [1, 2]


def test_what_was_held_goes_in_an_order_that_chance_draws(clock: Clock) -> None:
    """Else a relay that ends would put the ballots on the chain as they came."""
    queue = Queue(200, 200, clock)
    for number in range(100):
        queue.add(order(number), A if number % 3 else B, 30)
    queue.release()
    order_of_sending = turns(queue)
    assert sorted(order_of_sending) == list(range(100))
    later = sum(one < other for one, other in combinations(order_of_sending, 2))
    assert abs(later - 4950 / 2) < 5 * 168  # five standard deviations of Kendall's statistic


def test_the_same_request_is_one_under_many_names(queue: Queue) -> None:
    name = queue.add(order(1), A, 0)
    other = queue.add(order(1), B, 0)
    assert name != other
    assert queue.again(order(1)) not in (None, name, other)
    assert queue.again(order(2)) is None
    assert turns(queue) == [1]
    queue.set(only(queue), SENT)
    assert queue.status_of(name) == queue.status_of(other) == SENT


def test_there_is_room_for_so_many_and_so_many_of_a_network(queue: Queue) -> None:
    for number in range(4):
        queue.add(order(number), A, 1000)
    with pytest.raises(SourceBusy):
        queue.add(order(4), A, 0)
    queue.add(order(5), B, 0)
    queue.add(order(6), B, 0)
    with pytest.raises(QueueFull):
        queue.add(order(7), b"c" * 16, 0)


def test_of_one_person_about_one_matter_one_request_is_on_its_way(queue: Queue) -> None:
    queue.add(order(1, "person 1 on 7"), A, 0)
    job = only(queue)
    for status in (WAITING, SENT, Status(State.MINED)):
        queue.set(job, status)
        with pytest.raises(OnItsWay):
            queue.add(order(2, "person 1 on 7"), B, 0)
    queue.set(job, Status(State.MINED, final=True))
    queue.add(order(2, "person 1 on 7"), B, 0)


def test_what_is_final_is_forgotten_at_once_and_its_end_after_an_hour(queue: Queue, clock: Clock) -> None:
    name = queue.add(order(1), A, 0)
    job = only(queue)
    end = Status(State.MINED, Hash32(bytes(32)), 7, final=True)
    queue.set(job, end)
    assert (job.order, job.source) == (None, b"")
    assert queue.done == {State.MINED: 1, State.REFUSED: 0}
    assert queue.again(order(1)) is None
    clock.now += REMEMBERED
    assert queue.status_of(name) == end
    clock.now += 61
    with pytest.raises(RequestUnknown):
        queue.status_of(name)


def test_what_waits_too_long_is_refused_and_its_sender_can_know(queue: Queue, clock: Clock) -> None:
    name = queue.add(order(1), A, 100)
    clock.now += 100 + LONGEST_WAIT
    assert turns(queue) == [1]
    clock.now += 1
    assert turns(queue) == []
    status = queue.status_of(name)
    assert (status.state, status.final) == (State.REFUSED, True)
    assert isinstance(status.refusal, WaitedTooLong)


def test_what_comes_back_waits_in_its_old_place(queue: Queue) -> None:
    queue.add(order(1), A, 0)
    job = only(queue)
    queue.set(job, SENT)
    queue.add(order(2), A, 0)
    assert turns(queue) == [2]
    queue.set(job, WAITING)
    queue.set(job, WAITING)
    assert turns(queue) == [1, 2]
