"""What one step of the indexer came to. A reorg is as ordinary as any."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NothingNew:
    """The index is where the node is, or the node is behind."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """Blocks `from_block` to `to_block` are indexed now."""

    from_block: int
    to_block: int
    events: int


@dataclass(frozen=True, slots=True)
class Rewound:
    """The chain changed: everything above the common ancestor is taken back."""

    ancestor: int
    depth: int
    """Blocks taken back."""


Outcome = NothingNew | Advanced | Rewound
