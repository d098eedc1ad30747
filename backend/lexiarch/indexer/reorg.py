"""The chain changed its mind: find where, and take back everything above."""

from lexiarch.chain.identity import check_chain
from lexiarch.chain.source import Source
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ReorgTooDeep
from lexiarch.domain.words import Change
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Rewound
from lexiarch.store.blocks import delete_above, load_headers_down, move_checkpoint
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, forget_comparison_above, forget_draws_above, save_head
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.store.quorums import delete_quorums_from

_AT_ONCE = 16  # most reorgs are shallow


def rewind(
    source: Source,
    database: Database,
    deployment: Deployment,
    limits: Limits,
    checkpoint: BlockId,
    head: BlockHeader,
) -> Rewound:
    """Takes the index back to the last block that it and the node agree on.

    Args:
        checkpoint: the block that the node no longer has.
        head: the node's newest block.

    Raises:
        WrongChain: it is another chain altogether.
        ReorgTooDeep: they agree on no block of the window.
        CheckpointMoved: another indexer did something meanwhile.
    """
    check_chain(source, deployment)
    with database.read() as rows:
        from_block = min(checkpoint.number - 1, head.number)
        known = load_headers_down(rows, from_block, checkpoint.number - limits.reorg_window)
    ancestor = _find_ancestor(source, known)
    if ancestor is None:
        raise ReorgTooDeep(limits.reorg_window)
    outcome = Rewound(ancestor.number, checkpoint.number - ancestor.number)
    with database.write() as writer:
        move_checkpoint(writer, checkpoint, ancestor)
        delete_above(writer, ancestor.number)
        delete_quorums_from(writer, ancestor, deployment.governor.clock)
        forget_comparison_above(writer, ancestor.number)
        forget_draws_above(writer, ancestor.number)
        data = {"ancestor": outcome.ancestor, "depth": outcome.depth}
        append_changes(writer, [new_change(ancestor.number, Change.REORG, data=data)])
        save_head(writer, head)
    return outcome


def _find_ancestor(source: Source, known: list[BlockId]) -> BlockId | None:
    """The first of the known blocks, newest first, that the node has as well."""
    for start in range(0, len(known), _AT_ONCE):
        some = known[start : start + _AT_ONCE]
        headers = source.fetch_headers([block.number for block in some])
        for block, header in zip(some, headers, strict=True):
            if block.hash == header.hash:
                return block
    return None
