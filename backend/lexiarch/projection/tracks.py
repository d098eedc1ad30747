"""Which houses decide what."""

from lexiarch.decode.events import tracks
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch
from lexiarch.store.tables import TrackAssignmentRow, TrackRow


def apply_set(batch: Batch, at: Position, event: tracks.TrackSet) -> None:
    """A track was added, or asks for other quorums."""
    houses = (int(event.token_house), int(event.holder_house))
    quorums = (event.token_quorum, event.holder_quorum)
    batch.add(
        TrackRow(at.block_number, at.log_index, event.track, *houses, *quorums, secret=int(event.secret))
    )
    batch.tell(at, Change.TRACK, str(event.track), {})


def apply_assigned(batch: Batch, at: Position, event: tracks.TrackAssigned) -> None:
    """Another track decides about calls of a function."""
    batch.add(TrackAssignmentRow(at.block_number, at.log_index, event.target, event.selector, event.track))
    batch.tell(at, Change.TRACK, str(event.track), {})
