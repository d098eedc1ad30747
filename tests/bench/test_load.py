"""The client that asks under load."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.bench.load import Connection, ask_at_rate, ask_without_pause

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
_REFUSAL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\nno"


def _with_server(answer: bytes, ask: Callable[[str], Awaitable[object]], *, closes: bool = False) -> object:
    """What `ask` gives for the URL of a server that answers all requests alike."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(0.01)
                writer.write(answer)
                if closes:
                    break
        except (EOFError, ConnectionError):
            pass
        writer.close()

    async def run() -> object:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            given = await ask(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x?y=1")
            await asyncio.sleep(0.05)  # until it has seen its clients go
            return given

    return asyncio.run(run())


def test_a_connection_that_the_server_has_closed_is_made_again() -> None:
    async def ask_twice(url: str) -> list[bool]:
        connection = Connection(url)
        answers = [await connection.get()]
        await asyncio.sleep(0.05)
        answers.append(await connection.get())
        connection.close()
        return answers

    assert _with_server(_ANSWER, ask_twice, closes=True) == [True, True]


def test_requests_go_out_by_the_clock_and_time_counts_from_when_they_were_due() -> None:
    result = _with_server(_ANSWER, lambda url: ask_at_rate(url, 100, 0.5))
    assert isinstance(result, dict)
    assert result["failed"] == 0
    assert 10 <= result["p50"] < 200
    assert 40 < result["per_second"] <= 100


def test_refusals_are_failures() -> None:
    result = _with_server(_REFUSAL, lambda url: ask_without_pause(url, 2, 0.2))
    assert isinstance(result, dict)
    assert result["failed"] > 2
