"""Blocks are heard of, not only looked for."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event, Timer

import pytest

from lexiarch.chain.heads import Heads
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.fake_node import error, fake_node

NEVER = Event()


@pytest.fixture
def url() -> Iterator[str]:
    with running_anvil() as url:
        yield url


def _seconds(work: Callable[[], None]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _is_heard(heads: Heads, url: str) -> bool:
    """Whether a block ends a wait of ten seconds at once; the subscription may be a moment away."""
    for _ in range(50):
        Timer(0.05, lambda: rpc(url, "evm_mine")).start()
        if _seconds(lambda: heads.wait(0.5, NEVER)) < 0.4:
            return True
    return False


@pytest.mark.chain
def test_a_block_ends_the_wait(url: str) -> None:
    with closing(Heads([url])) as heads:
        heads.start()
        assert _is_heard(heads, url)
        assert _seconds(lambda: heads.wait(0.3, NEVER)) > 0.2  # no block, no end


@pytest.mark.chain
def test_the_next_node_is_asked_when_one_does_not_answer(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexiarch.chain.heads._RETRY", 0.01)
    with closing(Heads(["http://127.0.0.1:1", url])) as heads:
        heads.start()
        assert _is_heard(heads, url)


def test_without_a_subscription_the_wait_lasts_as_long_as_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexiarch.chain.heads._RETRY", 0.01)
    with (
        fake_node(lambda request: error(request, -32601, "no such method")) as node,
        closing(Heads([node.url, "nonsense"])) as heads,
    ):
        heads.start()
        assert 0.25 < _seconds(lambda: heads.wait(0.3, NEVER)) < 3


def test_a_wait_ends_when_it_is_told_to_stop() -> None:
    stop = Event()
    Timer(0.1, stop.set).start()
    with closing(Heads([])) as heads:
        assert _seconds(lambda: heads.wait(20, stop)) < 5
