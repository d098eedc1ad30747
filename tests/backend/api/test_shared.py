"""One read for all who wait: nobody gets what was read before they asked."""

import asyncio
import threading
import time

import pytest

from lexiarch.api.shared import Shared


class Counter:
    """Counts reads, each of which lasts until it is let go."""

    def __init__(self) -> None:
        self.reads = 0
        self.at_once = 0
        self.go_on = threading.Event()

    def read(self) -> int:
        self.at_once += 1
        assert self.at_once == 1
        self.reads += 1
        number = self.reads
        self.go_on.wait(10)
        self.at_once -= 1
        return number


async def begun(counter: Counter, reads: int) -> None:
    until = time.monotonic() + 10
    while counter.reads < reads:
        assert time.monotonic() < until
        await asyncio.sleep(0.001)


async def ask_around_a_read(counter: Counter) -> tuple[list[int], list[int]]:
    """What those get who ask before a read begins, and those who ask while it goes on."""
    shared = Shared(counter.read)
    early = [asyncio.create_task(shared.get()) for _ in range(5)]
    await begun(counter, 1)
    late = [asyncio.create_task(shared.get()) for _ in range(5)]
    await asyncio.sleep(0.02)
    assert not any(task.done() for task in early + late)
    counter.go_on.set()
    return list(await asyncio.gather(*early)), list(await asyncio.gather(*late))


def test_who_asks_while_a_read_goes_on_gets_the_next_one() -> None:
    counter = Counter()
    early, late = asyncio.run(ask_around_a_read(counter))
    assert (early, late) == ([1] * 5, [2] * 5)
    assert counter.reads == 2


def test_an_error_is_told_to_all_who_wait_and_the_next_read_is_tried_again() -> None:
    results = iter([OSError("gone"), 7])

    def read() -> int:
        result = next(results)
        if isinstance(result, OSError):
            raise result
        return result

    async def story() -> None:
        shared = Shared(read)
        failures = await asyncio.gather(*(shared.get() for _ in range(3)), return_exceptions=True)
        assert [str(failure) for failure in failures] == ["gone"] * 3
        assert await shared.get() == 7

    asyncio.run(story())


def test_who_gives_up_takes_it_from_nobody_else() -> None:
    async def story() -> None:
        counter = Counter()
        shared = Shared(counter.read)
        one, other = (asyncio.create_task(shared.get()) for _ in range(2))
        await begun(counter, 1)
        one.cancel()
        with pytest.raises(asyncio.CancelledError):
            await one
        counter.go_on.set()
        assert await other == 1

    asyncio.run(story())
