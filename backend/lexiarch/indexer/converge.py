"""One step towards the chain: `converge` again and again, and the index is what the chain says."""

from lexiarch.chain.source import Source
from lexiarch.decode.logs import decode_logs
from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.words import Change
from lexiarch.indexer.identity import check_chain
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced, NothingNew, Outcome
from lexiarch.indexer.reorg import rewind
from lexiarch.indexer.stretch import Stretch, fetch_stretch
from lexiarch.projection import Projection, project
from lexiarch.store.blocks import (
    delete_empty_headers,
    insert_headers,
    insert_logs,
    load_block_hash,
    load_checkpoint,
    move_checkpoint,
)
from lexiarch.store.database import Database, Writer
from lexiarch.store.meta import BlockId, save_head
from lexiarch.store.outbox import append_changes, new_change


def converge(source: Source, database: Database, deployment: Deployment, limits: Limits) -> Outcome:
    """Takes one step: nothing, some blocks forward, or back to where the chain forked.

    A step is one transaction, worked out from the checkpoint that it moves. Whatever fails, the index is
    whole.

    Raises:
        ChainError: the node cannot be believed or reached; nothing was changed.
        IndexUnavailable: the database, or the depth of a reorg, does not allow the step; nothing was changed.
    """
    head = source.fetch_header("latest")
    if head is None:
        raise NodeAnswerInvalid("eth_getBlockByNumber", "it has no newest block")
    with database.read() as rows:
        checkpoint = load_checkpoint(rows)
        known_hash = load_block_hash(rows, head.number)
    if checkpoint is None:
        return _advance(source, database, deployment, limits, None, head)
    if head.number > checkpoint.number:
        return _advance(source, database, deployment, limits, checkpoint, head)
    if head.number == checkpoint.number:
        known_hash = checkpoint.hash
    if known_hash is None:
        check_chain(source, deployment)  # far behind: a node that catches up, or a chain begun anew
    if known_hash in (None, head.hash):
        return NothingNew()
    return rewind(source, database, deployment, limits, checkpoint, head)


def _advance(
    source: Source,
    database: Database,
    deployment: Deployment,
    limits: Limits,
    checkpoint: BlockId | None,
    head: BlockHeader,
) -> Outcome:
    first = deployment.start_block if checkpoint is None else checkpoint.number + 1
    if head.number < first:
        raise NodeAnswerInvalid("eth_getBlockByNumber", f"it has not reached block {first} yet")
    stretch = fetch_stretch(source, first, head, tuple(deployment.names), limits)
    if checkpoint is not None and stretch.parent_hash != checkpoint.hash:
        return rewind(source, database, deployment, limits, checkpoint, head)
    times = {header.number: header.timestamp for header in stretch.headers}
    decoded = list(decode_logs(stretch.logs, deployment.names, times))
    with database.write() as writer:
        move_checkpoint(writer, checkpoint, _block_id(stretch.last))
        governor = deployment.address(ContractName.GOVERNOR)
        _insert(writer, stretch, project(decoded, writer, governor))
        delete_empty_headers(
            writer, first - 1 - limits.reorg_window, stretch.last.number - limits.reorg_window
        )
        save_head(writer, head)
    return Advanced(first, stretch.last.number, len(decoded))


def _insert(writer: Writer, stretch: Stretch, projection: Projection) -> None:
    insert_headers(writer, stretch.headers)
    insert_logs(writer, stretch.logs)
    writer.insert(projection.rows)
    last = stretch.last
    data = {"from_block": stretch.first, "hash": "0x" + last.hash.hex(), "timestamp": last.timestamp}
    append_changes(writer, [*projection.changes, new_change(last.number, Change.BLOCK, data=data)])


def _block_id(header: BlockHeader) -> BlockId:
    return BlockId(header.number, header.hash, header.timestamp)
