"""Rules at any time."""

import pytest

from lexiarch.domain.words import Setting
from lexiarch.store.database import Database
from lexiarch.store.schema import prepare_schema
from lexiarch.store.settings_history import load_setting_at
from tests.helpers.builders import START, History, make_deployment


@pytest.mark.parametrize(
    ("seconds", "value"), [(-1, 0), (0, 7), (9, 7), (10, 8), (11, 8), (20, 10), (99, 10)]
)
def test_a_rule_is_what_was_set_last_before_the_time(database: Database, seconds: int, value: int) -> None:
    prepare_schema(database, make_deployment())
    history = History().at(0).set(Setting.VOTING_DELAY, 7).set(Setting.VOTING_PERIOD, 99)
    history.at(10).set(Setting.VOTING_DELAY, 8)
    history.at(20).set(Setting.VOTING_DELAY, 9).set(Setting.VOTING_DELAY, 10).save(database)
    with database.read() as rows:
        assert load_setting_at(rows, Setting.VOTING_DELAY, START + seconds) == value


def test_blocks_of_one_second_are_told_apart_by_their_order(database: Database) -> None:
    prepare_schema(database, make_deployment())
    history = History().at(0).set(Setting.VOTING_DELAY, 7)
    history.at(0).set(Setting.VOTING_DELAY, 8).save(database)
    with database.read() as rows:
        assert load_setting_at(rows, Setting.VOTING_DELAY, START) == 8
