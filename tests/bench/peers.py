"""Indexers of others on the same chains: Subsquid and Ponder, by npm into build/peers."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import psycopg
import requests

from scripts.node_tools import ROOT
from tests.bench.book import Book
from tests.bench.chain import Chain
from tests.bench.databases import database_server
from tests.bench.process import resident_mib
from tests.bench.truth import ResultWrong, Truth
from tests.helpers.postgres import PostgresServer
from tests.helpers.service import free_port

_SOURCES = Path(__file__).with_name("indexers")
_FOLDER = ROOT / "build" / "peers"
_FASTEST = "subsquid"
_LONGEST = 1800.0
_LOOK_SECONDS = 0.25
_CHOICES = ("against", "for", "abstain")
_SUBSQUID_TABLES = {
    "vote": "vote",
    "proposal": "proposal",
    "transfer": "transfer",
    "power": "power_change",
    "attestation": "attestation",
}
_PONDER_LISTS = {
    "vote": "votes",
    "proposal": "proposals",
    "transfer": "transfers",
    "power": "powerChanges",
    "attestation": "attestations",
}


class Job(NamedTuple):
    """A peer that is to index a chain.

    Attributes:
        counts: how many rows it has, by the names of `Truth.counts`; None while it cannot say.
        tallies: sums over all proposals of what is against, for and abstaining.
    """

    command: list[str]
    folder: Path
    environment: dict[str, str]
    counts: Callable[[], dict[str, int] | None]
    tallies: Callable[[], list[int]]


def measure(book: Book, chain: Chain, truth: Truth) -> None:
    """Full blocks."""
    _measure(book, chain, truth, "events_per_s", with_memory=True)


def measure_sparse(book: Book, chain: Chain, truth: Truth) -> None:
    """Blocks of one event: the fastest peer only, because Ponder does some eighty of them a second."""
    _measure(book, chain, truth, "sparse_events_per_s", with_memory=False, names=[_FASTEST])


def _measure(
    book: Book, chain: Chain, truth: Truth, ending: str, *, with_memory: bool, names: Iterable[str] = ()
) -> None:
    for name in names or _PEERS:
        prepare = _PEERS[name]
        with book.part(f"peer {name}"), prepare(chain) as job:
            seconds, peak = _run(job, truth)
            book.note(f"peer_{name}_{ending}", truth.logs / seconds)
            if with_memory:
                book.note(f"peer_{name}_peak_mib", peak)


def _run(job: Job, truth: Truth) -> tuple[float, float]:
    """Seconds from a peer's start until it has every row, and the most memory of its processes, in MiB.

    Raises:
        RuntimeError: it ended before, or takes too long.
        ResultWrong: its tallies are not the chain's.
    """
    log = job.folder / "log"
    with log.open("w") as output:
        began, peak = time.perf_counter(), 0.0
        process = subprocess.Popen(
            job.command,
            cwd=job.folder,
            env=os.environ | job.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while job.counts() != dict(truth.counts):
                peak = max(peak, resident_mib(process.pid))
                if process.poll() is not None or time.perf_counter() > began + _LONGEST:
                    raise RuntimeError(f"it has {job.counts()}: {log.read_text()[-2000:]}")
                time.sleep(_LOOK_SECONDS)
            seconds = time.perf_counter() - began
            expected = [sum(each) for each in zip(*truth.tallies.values(), strict=True)]
            if (found := job.tallies()) != expected:
                raise ResultWrong(f"its tallies are {found}, not {expected}")
        finally:
            _end(process)
    return seconds, peak


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a peer and all that it started: they are a process group of their own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _install(name: str) -> Path:
    """Puts a peer's configuration and packages into build/peers, and gives the folder."""
    folder = _FOLDER / name
    shutil.copytree(_SOURCES / name, folder, dirs_exist_ok=True)
    how = ("--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error")
    subprocess.run(["npm", "install", *how], cwd=folder, check=True, stdin=subprocess.DEVNULL)
    return folder


# ---- Subsquid


@contextmanager
def _subsquid(chain: Chain) -> Iterator[Job]:
    folder = _install("subsquid")
    with database_server() as server:
        login = {"DB_HOST": str(server.folder), "DB_NAME": "postgres", "DB_USER": "lexiarch", "DB_PASS": "-"}
        yield Job(
            ["node", "main.js"],
            folder,
            {**_about(chain), **login},
            lambda: _subsquid_counts(server) if _subsquid_block(server) >= chain.end else None,
            lambda: _subsquid_tallies(server),
        )


def _subsquid_block(server: PostgresServer) -> int:
    """The last block that it has indexed; -1 while it cannot say. Counting rows all the time takes more."""
    heights = " UNION ALL ".join(
        f"SELECT height FROM squid_processor.{each}" for each in ("status", "hot_block")
    )
    try:
        ((height,),) = server.execute(f"SELECT max(height) FROM ({heights}) AS heights")
    except psycopg.errors.UndefinedTable:
        return -1
    return -1 if height is None else int(height)


def _subsquid_counts(server: PostgresServer) -> dict[str, int]:
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in _SUBSQUID_TABLES.values())
    (row,) = server.execute(f"SELECT {counts}")
    return dict(zip(_SUBSQUID_TABLES, row, strict=True))


def _subsquid_tallies(server: PostgresServer) -> list[int]:
    sums = ", ".join(f'coalesce(sum("{choice}"), 0)' for choice in _CHOICES)
    (row,) = server.execute(f"SELECT {sums} FROM tally")
    return [int(value) for value in row]


# ---- Ponder


@contextmanager
def _ponder_pglite(chain: Chain) -> Iterator[Job]:
    with _ponder(chain, {}) as job:
        yield job


@contextmanager
def _ponder_postgres(chain: Chain) -> Iterator[Job]:
    with database_server() as server:
        url = f"postgresql://lexiarch@{quote(str(server.folder), safe='')}/postgres"
        with _ponder(chain, {"DATABASE_URL": url}) as job:
            yield job


@contextmanager
def _ponder(chain: Chain, environment: dict[str, str]) -> Iterator[Job]:
    folder = _install("ponder")
    shutil.rmtree(folder / ".ponder", ignore_errors=True)
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    program = ["node", "node_modules/ponder/dist/esm/bin/ponder.js", "start"]
    yield Job(
        [*program, "--schema", "bench", "--port", str(port), "--log-format", "json"],
        folder,
        {**_about(chain), "PONDER_TELEMETRY_DISABLED": "true", **environment},
        lambda: _ponder_counts(site) if _ponder_block(site) >= chain.end else None,
        lambda: _ponder_tallies(site),
    )


def _ponder_block(site: str) -> int:
    """The last block that it has indexed; -1 while it cannot say."""
    try:
        (status,) = requests.get(f"{site}/status", timeout=30).json().values()
    except (requests.RequestException, ValueError):
        return -1
    return int(status["block"]["number"])


def _ponder_counts(site: str) -> dict[str, int]:
    wanted = (f"{name}: {field}(limit: 1) {{ totalCount }}" for name, field in _PONDER_LISTS.items())
    return {name: answer["totalCount"] for name, answer in _ask(site, " ".join(wanted)).items()}


def _ponder_tallies(site: str) -> list[int]:
    sums, after = dict.fromkeys(_CHOICES, 0), ""
    while True:
        fields = f"items {{ {' '.join(_CHOICES)} }} pageInfo {{ endCursor hasNextPage }}"
        answer = _ask(site, f"tallys(limit: 1000{after}) {{ {fields} }}")["tallys"]
        for item in answer["items"]:
            for choice in _CHOICES:
                sums[choice] += int(item[choice])
        if not answer["pageInfo"]["hasNextPage"]:
            return list(sums.values())
        after = f', after: "{answer["pageInfo"]["endCursor"]}"'


def _ask(site: str, query: str) -> Any:
    answer = requests.post(f"{site}/graphql", json={"query": f"{{ {query} }}"}, timeout=300)
    return answer.json()["data"]


def _about(chain: Chain) -> dict[str, str]:
    """The chain, as the peers' configurations read it."""
    return {"BENCH_CHAIN": json.dumps(asdict(chain))}


_PEERS = {"subsquid": _subsquid, "ponder_pglite": _ponder_pglite, "ponder_postgres": _ponder_postgres}
