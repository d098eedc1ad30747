"""One step towards the chain: `converge` again and again, and the index is what the chain says."""

import time

from lexiarch.chain.identity import check_chain
from lexiarch.chain.source import Source
from lexiarch.domain.chain import BlockHeader, Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.words import Change
from lexiarch.indexer.ahead import Ahead
from lexiarch.indexer.draws import Draws
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced, NothingNew, Outcome
from lexiarch.indexer.quorums import Quorums
from lexiarch.indexer.reader.process import Endpoints
from lexiarch.indexer.reader.read import Read
from lexiarch.indexer.reorg import rewind
from lexiarch.projection import Projection, Projector
from lexiarch.store.blocks import (
    delete_empty_headers,
    insert_headers,
    insert_logs,
    load_block_hash,
    load_checkpoint,
    move_checkpoint,
)
from lexiarch.store.database import Database, Writer
from lexiarch.store.meta import BlockId, Phase, load_phase, save_draw, save_head, save_phase
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.store.schema import create_indexes

_BULK_SECONDS = 30
"""A new index goes without indexes for so long: fast nodes are through by then, and pages should not wait."""
_MOST_REMEMBERED = 200_000
"""Values, about 100 MiB."""


class Indexer:
    """Moves an index towards the chain.

    Args:
        limits: how much to ask of the node at once.
        endpoints: of the node, for a process that reads when the index is far behind; without them, it reads
            by itself.
    """

    def __init__(
        self,
        source: Source,
        database: Database,
        deployment: Deployment,
        limits: Limits,
        endpoints: Endpoints | None = None,
    ) -> None:
        self._source = source
        self._database = database
        self._deployment = deployment
        self._limits = limits
        self._ahead = Ahead(source, deployment, limits, endpoints)
        self._quorums = Quorums(source, database, deployment)
        self._draws = Draws(source, database)
        self._projector: Projector | None = None
        self._projected: Hash32 | None = None  # the block up to which the projector has seen all
        self._bulk_until = time.monotonic() + _BULK_SECONDS

    def close(self) -> None:
        """Lets go of what was read ahead."""
        self._ahead.close()

    def converge(self) -> Outcome:
        """Takes one step: nothing, some blocks forward, or back to where the chain forked.

        A step is one transaction, worked out from the checkpoint that it moves. Whatever fails, the index is
        whole.

        Raises:
            ChainError: the node cannot be believed or reached; nothing was changed.
            IndexUnavailable: the database, or the depth of a reorg, does not allow the step; nothing was
                changed.
        """
        head = self._source.fetch_header("latest")
        if head is None:
            raise NodeAnswerInvalid("eth_getBlockByNumber", "it has no newest block")
        with self._database.read() as rows:
            checkpoint = load_checkpoint(rows)
            known_hash = load_block_hash(rows, head.number)
        if checkpoint is None or head.number > checkpoint.number:
            return self._advance(checkpoint, head)
        if head.number == checkpoint.number:
            known_hash = checkpoint.hash
        if known_hash is None:
            # far behind: a node that catches up, or a chain begun anew
            check_chain(self._source, self._deployment)
        if known_hash in (None, head.hash):
            return NothingNew()
        return self._rewind(checkpoint, head)

    def _rewind(self, checkpoint: BlockId, head: BlockHeader) -> Outcome:
        return rewind(self._source, self._database, self._deployment, self._limits, checkpoint, head)

    def _advance(self, checkpoint: BlockId | None, head: BlockHeader) -> Outcome:
        first = self._deployment.start_block if checkpoint is None else checkpoint.number + 1
        if head.number < first:
            raise NodeAnswerInvalid("eth_getBlockByNumber", f"it has not reached block {first} yet")
        read = self._ahead.take(first, head)
        stretch, events = read.stretch, read.events
        if checkpoint is not None and stretch.parent_hash != checkpoint.hash:
            return self._rewind(checkpoint, head)
        quorums = self._quorums.fetch(events, stretch.last, head)
        draw = self._draws.fetch(checkpoint, stretch, head)
        projector = self._take_projector(checkpoint)
        with self._database.write() as writer:
            move_checkpoint(writer, checkpoint, _block_id(stretch.last))
            at_head = stretch.last.number == head.number
            phase = self._move_phase(writer, projector, at_head=at_head)
            if phase is not Phase.FOLLOW:
                writer.relax()  # what is lost is read again
            _insert(writer, read, projector.project(events, writer, quiet=phase is not Phase.FOLLOW))
            writer.insert(quorums)
            if draw:
                save_draw(writer, draw)
            delete_empty_headers(
                writer, first - 1 - self._limits.reorg_window, stretch.last.number - self._limits.reorg_window
            )
            save_head(writer, head)
        self._projector, self._projected = projector, stretch.last.hash
        return Advanced(first, stretch.last.number, len(events))

    def _take_projector(self, checkpoint: BlockId | None) -> Projector:
        """The last step's, if this one goes on where it ended. Given back when the step has succeeded."""
        projector, self._projector = self._projector, None
        fits = checkpoint is not None and self._projected == checkpoint.hash
        if projector is not None and fits and projector.size < _MOST_REMEMBERED:
            return projector
        return Projector(self._deployment, from_nothing=checkpoint is None)

    def _move_phase(self, writer: Writer, projector: Projector, *, at_head: bool) -> Phase:
        """Makes indexes as soon as they are needed, and tells whether anybody may listen yet."""
        phase = load_phase(writer)
        if phase is Phase.BULK and (
            at_head or not projector.knows_all or time.monotonic() > self._bulk_until
        ):
            create_indexes(writer)
            phase = Phase.BACKFILL
            save_phase(writer, phase)
        if phase is Phase.BACKFILL and at_head:
            phase = Phase.FOLLOW
            save_phase(writer, phase)
        return phase


def _insert(writer: Writer, read: Read, projection: Projection) -> None:
    stretch = read.stretch
    insert_headers(writer, stretch.headers)
    insert_logs(writer, read.logs)
    writer.insert(projection.rows)
    last = stretch.last
    data = {"from_block": stretch.first, "hash": "0x" + last.hash.hex(), "timestamp": last.timestamp}
    append_changes(writer, [*projection.changes, new_change(last.number, Change.BLOCK, data=data)])


def _block_id(header: BlockHeader) -> BlockId:
    return BlockId(header.number, header.hash, header.timestamp)
