"""How many there were."""

import pytest

from lexiarch.store.counts import load_holder_count_at, load_supply_at
from lexiarch.store.database import Database
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import START, History, make_deployment


@pytest.mark.parametrize(
    ("seconds", "supply", "persons"), [(-1, 0, 0), (0, 2**200, 3), (9, 2**200, 3), (10, 5, 4), (99, 5, 4)]
)
def test_counts_are_those_of_the_last_change_before_the_time(
    database: Database, seconds: int, supply: int, persons: int
) -> None:
    prepare_schema(database, make_deployment())
    History().at(0).supply(2**200).count(3).at(10).supply(5).count(4).save(database)
    with database.read() as rows:
        assert load_supply_at(rows, START + seconds) == supply
        assert load_holder_count_at(rows, START + seconds) == persons
