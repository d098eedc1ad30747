"""An index without a chain: events go in, rows come out."""

from collections.abc import Callable, Iterable

import pytest

from lexiarch.decode.logs import Decoded
from lexiarch.projection import Projection, Projector
from lexiarch.store.database import Database
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import make_deployment

Apply = Callable[[Iterable[Decoded]], Projection]


@pytest.fixture
def apply(database: Database) -> Apply:
    """Projects a run of events, keeps its rows, and returns them."""
    deployment = make_deployment()
    prepare_schema(database, deployment)

    def run(events: Iterable[Decoded]) -> Projection:
        with database.write() as writer:
            projection = Projector(deployment).project(events, writer)
            writer.insert(projection.rows)
        return projection

    return run
