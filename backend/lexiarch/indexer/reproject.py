"""Makes the rows of an index anew from the raw logs that it keeps: no node is asked."""

from collections.abc import Callable

from lexiarch.decode.logs import decode_logs
from lexiarch.domain.deployment import Deployment
from lexiarch.projection import Projector
from lexiarch.store.blocks import load_block_times, load_checkpoint, load_logs
from lexiarch.store.database import Database, NoRows
from lexiarch.store.schema import empty_projection
from lexiarch.store.tables import QuorumRow

_BLOCKS = 500
"""Blocks with logs that are worked on at once."""


def reproject(database: Database, deployment: Deployment, tell: Callable[[int], None]) -> int:
    """Fills the projected tables anew, in one transaction: until it ends, readers see the old rows.

    What no log says (quorums of other governors, which were read from them) is kept.

    Args:
        tell: called with the number of events done, now and then.

    Returns:
        How many events there were.

    Raises:
        DatabaseUnavailable, LogInvalid, NodeAnswerInvalid: logs are damaged, or one is missing; nothing was
            changed.
    """
    projector = Projector(deployment, from_nothing=True)
    done = 0
    with database.write() as writer:
        checkpoint = load_checkpoint(writer)
        if checkpoint is None:
            return 0
        empty_projection(writer, deployment, keep=QuorumRow)
        last = -1
        while times := load_block_times(writer, last, _BLOCKS):
            first, last = min(times), max(times)
            logs = load_logs(writer, first, last)
            events = list(decode_logs(logs, deployment.names, times, nft=deployment.governor.nft))
            writer.insert(projector.project(events, NoRows(), quiet=True).rows)
            done += len(events)
            tell(done)
    return done
