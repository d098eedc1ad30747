"""Which houses decide what."""

from lexiarch.decode.calls import find_function
from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Reader
from lexiarch.store.tables import TrackAssignmentRow
from lexiarch.store.tracks import load_assignments, load_tracks
from lexiarch.views.models import Track, TrackFunction
from lexiarch.views.text import address_text


def build_tracks(reader: Reader, deployment: Deployment) -> list[Track]:
    """The tracks in force, each with its functions."""
    assignments = load_assignments(reader)
    return [
        Track(
            number=row.number,
            token_house=bool(row.token_house),
            holder_house=bool(row.holder_house),
            token_quorum_percent=row.token_floor,
            holder_quorum_percent=row.holder_floor,
            secret=bool(row.secret),
            functions=[_function(item, deployment) for item in assignments if item.number == row.number],
        )
        for row in load_tracks(reader)
    ]


def _function(item: TrackAssignmentRow, deployment: Deployment) -> TrackFunction:
    name = deployment.names.get(item.target)
    return TrackFunction(
        target=address_text(item.target),
        target_name=name.value if name else None,
        selector="0x" + item.selector.hex(),
        function=find_function(name, item.selector),
    )
