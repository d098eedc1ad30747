"""A process that reads for another one: it reads the same, and whatever becomes of it nothing is lost."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lexiarch.chain.node import Node
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import NodeUnreachable
from lexiarch.indexer.ahead import Ahead
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.reader import process as reader_process
from lexiarch.indexer.reader.process import Endpoints, ReaderGone, ReaderProcess
from lexiarch.indexer.reader.read import Read
from tests.bench.chain import Chain, sparse_chain, write_deployment

pytestmark = pytest.mark.chain

BLOCKS = 420
WINDOW = 20


@pytest.fixture(scope="module")
def chain() -> Iterator[Chain]:
    with sparse_chain(BLOCKS, accounts=50) as (chain, _):
        yield chain


@pytest.fixture(scope="module")
def deployment(chain: Chain, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    path: Path = tmp_path_factory.mktemp("reader") / "deployment.json"
    write_deployment(chain, path)
    return Deployment.model_validate_json(path.read_text())


@pytest.fixture
def node(chain: Chain) -> Iterator[Node]:
    with Node([chain.url], 10) as node:
        yield node


@pytest.fixture
def started(chain: Chain, deployment: Deployment) -> Iterator[ReaderProcess]:
    with closing(ReaderProcess(Endpoints([chain.url], 10), deployment, 2)) as process:
        wait_until_ready(process)
        yield process


def wait_until_ready(process: ReaderProcess) -> None:
    until = time.monotonic() + 30
    while not process.ready:
        assert time.monotonic() < until
        time.sleep(0.01)


def take_all(ahead: Ahead, node: Node, start: int) -> list[Read]:
    head = node.fetch_header("latest")
    assert head is not None
    reads: list[Read] = []
    while start <= head.number:
        reads.append(ahead.take(start, head))
        start = reads[-1].stretch.last.number + 1
    return reads


def gist(reads: list[Read]) -> tuple[list[object], ...]:
    """Everything that the index takes of them."""
    return (
        [row for read in reads for row in read.logs],
        [event for read in reads for event in read.events],
        [header[:4] for read in reads for header in read.stretch.headers],
    )


@pytest.fixture
def wanted(node: Node, deployment: Deployment) -> tuple[list[object], ...]:
    """What is read without any process."""
    with closing(Ahead(node, deployment, Limits(20, WINDOW))) as ahead:
        return gist(take_all(ahead, node, deployment.start_block))


def ahead_with_process(chain: Chain, deployment: Deployment, node: Node) -> Ahead:
    """Where the process is ready before the first range is asked for."""
    ahead = Ahead(node, deployment, Limits(20, WINDOW, 2), Endpoints([chain.url], 10))
    ahead._start_process(BLOCKS)
    assert ahead._process is not None
    wait_until_ready(ahead._process)
    return ahead


def test_what_the_process_reads_is_what_is_read_here(
    chain: Chain, deployment: Deployment, node: Node, wanted: tuple[list[object], ...]
) -> None:
    with closing(ahead_with_process(chain, deployment, node)) as ahead:
        reads = take_all(ahead, node, deployment.start_block)
    assert gist(reads) == wanted
    assert all(not read.stretch.logs for read in reads)  # every one came over the wire


def test_until_the_process_is_ready_threads_read(
    chain: Chain, deployment: Deployment, node: Node, wanted: tuple[list[object], ...]
) -> None:
    with closing(Ahead(node, deployment, Limits(20, WINDOW, 2), Endpoints([chain.url], 10))) as ahead:
        reads = take_all(ahead, node, deployment.start_block)
    assert gist(reads) == wanted
    assert any(read.stretch.logs for read in reads)


def test_a_process_that_is_killed_is_done_without(
    chain: Chain, deployment: Deployment, node: Node, wanted: tuple[list[object], ...]
) -> None:
    with closing(ahead_with_process(chain, deployment, node)) as ahead:
        head = node.fetch_header("latest")
        assert head is not None
        first = ahead.take(deployment.start_block, head)
        assert ahead._process is not None
        os.kill(ahead._process._process.pid, signal.SIGKILL)
        rest = take_all(ahead, node, first.stretch.last.number + 1)
        assert ahead._process is None
    assert gist([first, *rest]) == wanted


def test_a_process_that_stands_still_is_done_without(
    chain: Chain,
    deployment: Deployment,
    node: Node,
    wanted: tuple[list[object], ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader_process, "PATIENCE", 0.5)
    with closing(ahead_with_process(chain, deployment, node)) as ahead:
        assert ahead._process is not None
        os.kill(ahead._process._process.pid, signal.SIGSTOP)
        assert gist(take_all(ahead, node, deployment.start_block)) == wanted
        assert ahead._process is None


def test_a_process_that_ends_before_it_is_ready_is_done_without(
    chain: Chain,
    deployment: Deployment,
    node: Node,
    wanted: tuple[list[object], ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader_process.sys, "executable", "/bin/false")
    with closing(Ahead(node, deployment, Limits(20, WINDOW, 2), Endpoints([chain.url], 10))) as ahead:
        assert gist(take_all(ahead, node, deployment.start_block)) == wanted


def test_what_the_process_cannot_read_is_tried_here_and_the_error_told(
    chain: Chain, deployment: Deployment, node: Node
) -> None:
    nowhere = "http://127.0.0.1:1"
    with (
        Node([nowhere], 1) as away,
        closing(Ahead(away, deployment, Limits(20, WINDOW, 2), Endpoints([nowhere], 1))) as ahead,
    ):
        ahead._start_process(BLOCKS)
        assert ahead._process is not None
        wait_until_ready(ahead._process)
        head = node.fetch_header("latest")
        assert head is not None
        with pytest.raises(NodeUnreachable):
            ahead.take(deployment.start_block, head)


def test_answers_to_questions_that_were_given_up_are_passed_over(
    started: ReaderProcess, chain: Chain
) -> None:
    started.ask(chain.start, chain.start + 9)
    second = started.ask(chain.start + 10, chain.start + 19)
    read = started.answer(second)
    assert read is not None
    assert (read.stretch.first, read.stretch.last.number) == (chain.start + 10, chain.start + 19)


def test_the_process_ends_with_its_parent(started: ReaderProcess) -> None:
    stdin = started._process.stdin
    assert stdin is not None
    stdin.close()  # as it is when the parent is killed
    assert started._process.wait(10) == 0
    with pytest.raises(ReaderGone):
        started.answer(started._number)
