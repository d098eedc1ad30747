"""Some hundred requests from the API's own description; `make audit-api` makes 20,000 and more."""

from pathlib import Path

import pytest

from tests.fuzz.__main__ import lose
from tests.fuzz.planted import BREACHES, planted
from tests.fuzz.run import answering, run
from tests.fuzz.stream import run_stream
from tests.fuzz.world import NOWHERE, World, make_world
from tests.helpers.server import live

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, f"sqlite:///{tmp_path / 'index.db'}", seed=1)


def test_whatever_is_asked_the_answer_is_as_described_and_without_a_database_503(
    world: World, tmp_path: Path
) -> None:
    with answering(tmp_path / "log", **world.where) as service:
        result = run(service.url, world.known, seed=2, examples=10)
        assert result.faults == [], result.text
        assert result.cases > 500
        assert [name for name, counts in result.counts.items() if not counts[200] + counts[204]] == []
        streams = run_stream(service.url, seed_number=2, examples=30)
        assert streams.faults == []
        lose(world)
        gone = run(service.url, world.known, seed=2, examples=1, gone=True)
        assert gone.faults == [], gone.text
        assert gone.counts["GET /api/v1/proposals"][503] > 10


@pytest.mark.parametrize("breach", BREACHES[:2])
def test_a_breach_of_the_description_is_found(world: World, breach: str) -> None:
    with planted(breach, world, NOWHERE) as app, live(app) as server:
        assert run(server.url, world.known, seed=2, examples=1).faults
