"""Which houses decide what, now."""

from lexiarch.store.database import Reader
from lexiarch.store.tables import TrackAssignmentRow, TrackRow

_LAST = """(block_number, log_index) = (SELECT l.block_number, l.log_index FROM {table} l WHERE {same}
    ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)"""


def load_tracks(reader: Reader) -> list[TrackRow]:
    """All tracks but the default, by number."""
    last = _LAST.format(table="track", same="l.number = t.number")
    sql = f"SELECT {', '.join(TrackRow._fields)} FROM track t WHERE {last} ORDER BY number"
    return [TrackRow._make(row) for row in reader.all(sql)]


def load_assignments(reader: Reader) -> list[TrackAssignmentRow]:
    """Functions that are not on the default track, in the order in which they were assigned."""
    last = _LAST.format(table="track_assignment", same="(l.target, l.selector) = (t.target, t.selector)")
    sql = f"""SELECT block_number, log_index, target, selector, number
        FROM track_assignment t WHERE {last} AND number <> 0 ORDER BY block_number, log_index"""
    return [TrackAssignmentRow._make(row) for row in reader.all(sql)]
