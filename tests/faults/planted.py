"""Faults planted in the indexer, to see that the scripts find them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple
from unittest.mock import patch

from lexiarch.domain.chain import Hash32
from lexiarch.indexer import converge, reorg, stretch
from lexiarch.indexer.ahead import Ahead, Read
from lexiarch.indexer.converge import Indexer
from lexiarch.store import blocks
from tests.faults.oracle import is_working

_ORIGINAL_TAKE = Ahead.take
_ORIGINAL_MOVE = converge.move_checkpoint


class Fault(NamedTuple):
    """One thing that the indexer does wrong."""

    words: str
    parts: tuple[str, ...]
    """The scripts that must notice."""
    target: Any
    name: str
    wrong: Any


class _Anything(bytes):
    """Equal to every hash."""

    def __ne__(self, other: object) -> bool:
        return False


def _take_less() -> Callable[..., Read]:
    numbers = count(1)

    def take(self: Ahead, *arguments: Any) -> Read:
        read = _ORIGINAL_TAKE(self, *arguments)
        if read.events and next(numbers) % 5 == 0:
            del read.events[-1]
        return read

    return take


def _take_any_parent(self: Ahead, *arguments: Any) -> Read:
    read = _ORIGINAL_TAKE(self, *arguments)
    return read._replace(stretch=read.stretch._replace(parent_hash=Hash32(_Anything(32))))


def _commit_checkpoint(writer: Any, *arguments: Any) -> None:
    _ORIGINAL_MOVE(writer, *arguments)
    writer.execute("COMMIT")
    writer.execute("BEGIN")


def _move_anyhow(writer: Any, _: Any, to: Any) -> None:
    writer.execute("DELETE FROM checkpoint")
    _ORIGINAL_MOVE(writer, None, to)


def _keep_projector(self: Indexer, checkpoint: Any) -> Any:
    if self._projector is None:
        self._projector = converge.Projector(self._deployment, from_nothing=checkpoint is None)
    return self._projector


FAULTS: dict[str, Fault] = {
    "log-lost": Fault("the last log of some reads is lost", ("stories",), Ahead, "take", _take_less()),
    "parent-ignored": Fault(
        "a block follows whatever its parent hash says", ("reorgs",), Ahead, "take", _take_any_parent
    ),
    "checkpoint-apart": Fault(
        "the checkpoint is committed before the rows",
        ("kills", "writes"),
        converge,
        "move_checkpoint",
        _commit_checkpoint,
    ),
    "checkpoint-unseen": Fault(
        "the checkpoint moves from wherever it is", ("rivals",), converge, "move_checkpoint", _move_anyhow
    ),
    "table-forgotten": Fault(
        "a reorg takes no ballot back",
        ("reorgs",),
        blocks,
        "_CHAIN_TABLES",
        tuple(table for table in blocks._CHAIN_TABLES if table != "vote"),
    ),
    "ancestor-too-high": Fault(
        "the block below the head is taken for the common ancestor",
        ("reorgs",),
        reorg,
        "_find_ancestor",
        lambda _, known: known[0],
    ),
    "memory-kept": Fault(
        "what was remembered of one fork is believed on another",
        ("reorgs",),
        Indexer,
        "_take_projector",
        _keep_projector,
    ),
    "silence-believed": Fault(
        "a block's logs are believed to be all", ("lies",), stretch, "_check_whole", lambda *_: None
    ),
    "chain-unchecked": Fault(
        "chain id, genesis and first block are not looked at",
        ("strangers",),
        reorg,
        "check_chain",
        lambda *_: None,
    ),
}


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Has the indexer do one thing wrong, but not for the oracle; nothing when the name is empty."""
    if not name:
        yield
        return
    fault = FAULTS[name]
    right = getattr(fault.target, fault.name)
    wrong = fault.wrong if not callable(right) else _unless_working(fault.wrong, right)
    with patch.object(fault.target, fault.name, wrong):
        yield


def _unless_working(wrong: Callable[..., Any], right: Callable[..., Any]) -> Callable[..., Any]:
    def chosen(*arguments: Any) -> Any:
        return (right if is_working() else wrong)(*arguments)

    return chosen
