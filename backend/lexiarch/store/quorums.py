"""Quorums that only the contract knows: which are to be read, and which a reorg made doubtful."""

from lexiarch.domain.governor import Clock
from lexiarch.store.database import Reader, Writer
from lexiarch.store.meta import BlockId
from lexiarch.store.tables import QuorumRow


def load_quorums_due(reader: Reader, point: int) -> list[QuorumRow]:
    """Proposals without a quorum whose snapshot is before a timepoint; as rows without votes."""
    rows = reader.all(
        "SELECT p.block_number, p.log_index, p.proposal_id, p.snapshot, NULL FROM proposal p "
        "LEFT JOIN quorum q ON q.block_number = p.block_number AND q.log_index = p.log_index "
        "WHERE q.block_number IS NULL AND p.snapshot < ? ORDER BY p.block_number, p.log_index",
        (point,),
    )
    return [QuorumRow._make(row) for row in rows]


def delete_quorums_from(writer: Writer, ancestor: BlockId, clock: Clock) -> None:
    """Forgets quorums at snapshots that the chain has not passed at a block, or has passed in another way."""
    point = ancestor.number if clock is Clock.BLOCK_NUMBER else ancestor.timestamp
    writer.execute("DELETE FROM quorum WHERE snapshot >= ?", (point,))
