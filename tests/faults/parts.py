"""The kinds of fault scripts, and how many of each are enough."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from tests.faults.databases import Databases
from tests.faults.scripts.disk import disk
from tests.faults.scripts.kills import kills, writes
from tests.faults.scripts.lies import lies
from tests.faults.scripts.reorgs import reorgs
from tests.faults.scripts.restarts import restarts
from tests.faults.scripts.rivals import rivals
from tests.faults.scripts.stories import stories
from tests.faults.scripts.strangers import strangers

BOTH = ("sqlite", "postgresql")


class Player(Protocol):
    """Plays the cases of one kind."""

    @property
    def count(self) -> int | None:
        """How many cases there are; None when every number is one."""

    def play(self, case: int) -> Counter[str]:
        """Plays a case, and tells what happened in it.

        Raises:
            Exception: the index is not as it should be.
        """


class Part(NamedTuple):
    """One kind of fault."""

    words: str
    open: Callable[..., AbstractContextManager[Player]]
    seeds: int
    """How many cases, if there is no end of them."""
    short: int
    """How many in `make test`."""
    databases: Sequence[str] = BOTH
    takes_fault: bool = False
    """Whether processes of its own have to be told of a planted fault."""

    def play_with(self, databases: Databases, planted: str = "") -> AbstractContextManager[Player]:
        """Opens it."""
        return self.open(databases, planted) if self.takes_fault else self.open(databases)


PARTS: dict[str, Part] = {
    "reorgs": Part(
        "Reorgs of depth 1 to 64 at every block of a reference chain with every kind of event", reorgs, 0, 3
    ),
    "stories": Part(
        "Lives by chance: reorg on reorg, events moved to other blocks, empty blocks; in between a node that "
        "fails, forks during a step, cut transactions, restarts",
        stories,
        500,
        8,
    ),
    "lies": Part(
        "Two lying nodes over HTTP, one of them behind: errors, cut bodies, refused ranges, logs left out or "
        "given twice, heads going back, blocks of forks that are gone",
        lies,
        500,
        6,
    ),
    "kills": Part("kill -9 at any moment", kills, 500, 6, takes_fault=True),
    "writes": Part("kill at every system call of a run that writes", writes, 0, 8, takes_fault=True),
    "disk": Part("A disk that is full, again and again", disk, 100, 3),
    "restarts": Part(
        "The database goes away within a transaction: connections cut, server processes killed, restarts, "
        "crashes; with fsync",
        restarts,
        100,
        2,
        databases=("postgresql",),
    ),
    "rivals": Part("Two indexers at once, neither asks who leads", rivals, 200, 4, takes_fault=True),
    "strangers": Part("Another chain in the place of the right one", strangers, 200, 3),
}


def pick(player: Player, wanted: int) -> list[int]:
    """So many cases; of those that have an end, spread from the first to the last. All of them for 0."""
    if player.count is None:
        return list(range(wanted))
    if wanted == 0 or wanted >= player.count:
        return list(range(player.count))
    return sorted({place * (player.count - 1) // max(1, wanted - 1) for place in range(wanted)})
