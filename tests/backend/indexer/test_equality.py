"""Index, contracts and an index from zero say the same. More of it, with every fault, is in tests/faults."""

from collections.abc import Callable

import pytest

from lexiarch.indexer.audit import Auditor
from tests.faults.scripts.stories import Story
from tests.helpers.index import new_index

_SEEDS = 5


@pytest.mark.timeout(300)
def test_the_contracts_agree_with_an_index_that_lived_through_everything(
    create_database: Callable[[], str],
) -> None:
    checks = 0
    for seed in range(_SEEDS):
        story = Story(seed + 1000, create_database())
        story.play(rounds=10)
        auditor = Auditor(story.dao.chain, story.index.database, story.dao.deployment)
        for _ in range(4):
            comparison = auditor.audit()
            assert comparison is not None
            assert comparison.differences == [], f"seed {seed + 1000}"
            checks += comparison.checks
        story.index.database.close()
    assert checks > 500


def test_a_different_row_is_seen_as_a_difference(create_database: Callable[[], str]) -> None:
    story = Story(1, create_database())
    story.play(rounds=3)
    fresh = new_index(story.dao, create_database())
    fresh.follow()
    with fresh.database.write() as writer:
        writer.execute("UPDATE setting SET block_time = block_time + 1 WHERE name = ?", ("voting_delay",))
    assert story.index.tables() != fresh.tables()
    for index in (story.index, fresh):
        index.database.close()
