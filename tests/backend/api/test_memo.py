"""Answers that are made once."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from lexiarch.api.memo import Memo

Make = Callable[[], Awaitable[Response]]


class _Maker:
    """Makes answers, and counts them."""

    def __init__(self, body: str = "text", status: int = 200) -> None:
        self.made = 0
        self._body = body
        self._status = status
        self.gate: asyncio.Event | None = None

    async def __call__(self) -> Response:
        self.made += 1
        if self.gate:
            await self.gate.wait()
        return PlainTextResponse(f"{self._body} {self.made}", self._status, {"X-Kept": "yes"})


def _bodies(responses: list[Response]) -> list[bytes]:
    return [bytes(response.body) for response in responses]


def test_the_same_tag_is_made_once_even_for_who_asks_meanwhile() -> None:
    async def run() -> None:
        memo, make = Memo(), _Maker()
        make.gate = asyncio.Event()
        asking = [asyncio.create_task(memo.answer("a", make)) for _ in range(5)]
        await asyncio.sleep(0)
        make.gate.set()
        assert _bodies(await asyncio.gather(*asking)) == [b"text 1"] * 5
        again = await memo.answer("a", make)
        assert (again.body, again.headers["x-kept"], make.made) == (b"text 1", "yes", 1)
        assert _bodies([await memo.answer("b", make)]) == [b"text 2"]

    asyncio.run(run())


def test_headers_added_to_one_answer_are_not_in_the_next() -> None:
    async def run() -> None:
        memo, make = Memo(), _Maker()
        await memo.answer("a", make)
        first = await memo.answer("a", make)
        first.headers["X-Mine"] = "1"
        assert "x-mine" not in (await memo.answer("a", make)).headers

    asyncio.run(run())


@pytest.mark.parametrize("status", [404, 503])
def test_errors_are_not_kept(status: int) -> None:
    async def run() -> None:
        memo, make = Memo(), _Maker(status=status)
        assert _bodies([await memo.answer("a", make), await memo.answer("a", make)]) == [b"text 1", b"text 2"]

    asyncio.run(run())


def test_a_failure_is_told_to_who_asked_and_the_next_tries_again() -> None:
    async def run() -> None:
        memo, make = Memo(), _Maker()

        async def fail() -> Response:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await memo.answer("a", fail)
        assert _bodies([await memo.answer("a", make)]) == [b"text 1"]

    asyncio.run(run())


def test_streams_are_not_kept() -> None:
    async def run() -> None:
        memo = Memo()

        async def make() -> Response:
            return StreamingResponse(iter(["a"]))

        assert await memo.answer("a", make) is not await memo.answer("a", make)

    asyncio.run(run())


def test_the_longest_unused_goes_when_there_is_too_much() -> None:
    async def run() -> None:
        memo, make = Memo(most_bytes=800), _Maker("x" * 90)
        for tag in "abcdefgh":
            await memo.answer(tag, make)
        await memo.answer("a", make)  # used again
        await memo.answer("i", make)
        made = make.made
        await memo.answer("a", make)
        assert make.made == made
        await memo.answer("b", make)
        assert make.made == made + 1

    asyncio.run(run())


def test_what_is_very_long_is_not_kept() -> None:
    async def run() -> None:
        memo, make = Memo(most_bytes=800), _Maker("x" * 200)
        await memo.answer("a", make)
        await memo.answer("a", make)
        assert make.made == 2

    asyncio.run(run())
