"""Requests in number, from a process of its own:  python -m tests.bench.load URL --seconds 5 [--rate 200]

With a rate, requests go out when they are due, whether or not those before are answered, and the time of each
counts from then. Without, every connection asks again as soon as it is answered. Prints JSON: answers per
second, how many failed, and milliseconds by percentile.
"""

import argparse
import asyncio
import json
import time
from urllib.parse import urlsplit

import uvloop

from tests.bench.book import percentile

_PATIENCE = 30.0
_MOST_CONNECTIONS = 256


class Connection:
    """A connection that is kept, for one request at a time.

    Args:
        distinct: whether every request is for another address, so that no answer was made before.
    """

    def __init__(self, url: str, *, distinct: bool = False) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname, parts.port
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
        self._distinct = f"GET {path}{'&' if parts.query else '?'}number=".encode() if distinct else None
        self._rest = f" HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self) -> bool:
        """Whether the answer was 200. Servers close what was idle: then a new connection asks."""
        if self._streams:
            try:
                return await self._ask(*self._streams)
            except (ConnectionError, EOFError):
                self.close()
        self._streams = await asyncio.open_connection(self._host, self._port)
        return await self._ask(*self._streams)

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if self._distinct:
            writer.write(self._distinct + str(time.perf_counter_ns()).encode() + self._rest)
        else:
            writer.write(self._request)
        head = await reader.readuntil(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").lower().split("\r\n")
        lengths = [line.partition(":")[2] for line in lines if line.startswith("content-length:")]
        await reader.readexactly(int(lengths[0]))
        return status.split()[1] == "200"

    def close(self) -> None:
        """Lets go of it; the next request makes it anew."""
        if self._streams:
            self._streams[1].close()
        self._streams = None


class Results:
    """What became of the requests."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.failed = 0

    async def ask(self, connection: Connection, since: float) -> None:
        """Sends one request and notes how long ago `since` is when the answer has come."""
        try:
            async with asyncio.timeout(_PATIENCE):
                good = await connection.get()
        except (OSError, EOFError, TimeoutError, IndexError):
            good = False
            connection.close()
        self.failed += not good
        self.milliseconds.append((time.perf_counter() - since) * 1000)

    def summary(self, seconds: float) -> dict[str, float]:
        """What is printed."""
        return {
            "per_second": len(self.milliseconds) / seconds,
            "failed": self.failed,
            **{f"p{percent}": percentile(self.milliseconds, percent) for percent in (50, 99)},
        }


async def ask_at_rate(url: str, rate: float, seconds: float) -> dict[str, float]:
    """Requests by the clock, over as many connections as are needed."""
    results, idle = Results(), [Connection(url)]
    places = asyncio.Semaphore(_MOST_CONNECTIONS)

    async def ask(due: float) -> None:
        async with places:
            connection = idle.pop() if idle else Connection(url)
            await results.ask(connection, due)
            idle.append(connection)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            tasks.create_task(ask(due))
    for connection in idle:
        connection.close()
    return results.summary(time.perf_counter() - began)


async def ask_without_pause(
    url: str, connections: int, seconds: float, *, distinct: bool = False
) -> dict[str, float]:
    """Every connection asks again at once."""
    results = Results()
    began = time.perf_counter()

    async def ask() -> None:
        connection = Connection(url, distinct=distinct)
        while time.perf_counter() - began < seconds:
            await results.ask(connection, time.perf_counter())
        connection.close()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(connections):
            tasks.create_task(ask())
    return results.summary(time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--distinct", action="store_true", help="every request for another address")
    args = parser.parse_args()
    if args.rate:
        work = ask_at_rate(args.url, args.rate, args.seconds)
    else:
        work = ask_without_pause(args.url, args.connections, args.seconds, distinct=args.distinct)
    print(json.dumps(uvloop.run(work)))


if __name__ == "__main__":
    main()
