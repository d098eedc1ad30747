"""Pages and lists while blocks arrive, with ever more ballots in the index."""

import json
import re
import shutil
import subprocess
import sys

from scripts.node_tools import ROOT
from tests.bench.book import Book
from tests.bench.chain import empty_chain, fill_ballots
from tests.bench.served import mining, served
from tests.bench.sizes import Sizes
from tests.helpers.service import Service

_VOTERS = 10**7
"""Nearly all ballots are somebody else's."""
_RATE = 200
_NAMES = ("1e4", "1e5", "1e6")
_LIST = "/api/v1/proposals"


def measure(book: Book, sizes: Sizes) -> None:
    """The page of the proposal that has most ballots, and the list of proposals."""
    for name, votes in zip(_NAMES, sizes.votes, strict=True):
        with book.part(f"reads with {votes:,} ballots"), empty_chain(_VOTERS) as filler:
            chain = fill_ballots(filler, votes)
            with served(chain) as (service, _), mining(filler, service):
                _measure(book, service, name, sizes.load_seconds)
    rates = [book.figures[key] for name in _NAMES if (key := f"list_rps_{name}") in book.figures]
    if len(rates) == len(_NAMES):
        book.note("list_rps", min(rates))


def _measure(book: Book, service: Service, name: str, seconds: int) -> None:
    proposal = service.get("/proposals?limit=1")["items"][0]["id"]
    page, listing = f"{service.url}/proposals/{proposal}", service.url + _LIST
    with book.part(f"page, one at a time, {name}"):
        made = load(page, seconds, "--connections=1", "--distinct")
        book.note(f"page_ms_{name}", 1000 / made["per_second"])
    with book.part(f"list, {_RATE} a second, {name}"):
        book.note(f"list_p99_ms_{name}", load(listing, seconds, f"--rate={_RATE}")["p99"])
    with book.part(f"list, without pause, {name}"):
        book.note(f"list_rps_{name}", saturate(listing, seconds))
    with book.part(f"page, {_RATE} a second, {name}"):
        book.note(f"page_p99_ms_{name}", load(page, seconds, f"--rate={_RATE}")["p99"])


def load(url: str, seconds: int, *how: str) -> dict[str, float]:
    """What tests.bench.load measures.

    Raises:
        RuntimeError: a request failed.
    """
    command = [sys.executable, "-m", "tests.bench.load", url, f"--seconds={seconds}", *how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    if result["failed"]:
        raise RuntimeError(f"{result['failed']:.0f} requests of {url} failed")
    return result


def saturate(url: str, seconds: int) -> float:
    """Answers per second over 16 connections; by wrk if installed, which takes less of the machine.

    Raises:
        RuntimeError: a request failed.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        return load(url, seconds)["per_second"]
    command = [wrk, "-t1", "-c16", f"-d{seconds}s", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Requests/sec:\s+([\d.]+)", said, re.MULTILINE)
    if not found or "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"wrk: {said}")
    return float(found[1])
