"""The last values, which the next block goes on from."""

from collections.abc import Callable

import pytest

from lexiarch.domain.chain import ZERO_ADDRESS
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.store.running import (
    load_accounts_after,
    load_accreditation,
    load_kind_on_roll,
    load_last_balance,
    load_last_holder_count,
    load_last_supply,
)
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import START, History, account, make_deployment, tag


@pytest.fixture
def index(database: Database) -> Database:
    prepare_schema(database, make_deployment())
    return database


def test_nothing_is_zero(index: Database) -> None:
    with index.read() as rows:
        assert load_last_balance(rows, account(1)) == 0
        assert load_last_supply(rows) == 0
        assert load_last_holder_count(rows) == 0
        assert load_accreditation(rows, 1) is None
        assert load_kind_on_roll(rows, tag(1)) is None
        assert load_accounts_after(rows, ZERO_ADDRESS, 10) == []


def test_the_last_row_counts(index: Database) -> None:
    History().at(0).balance(1, 5).balance(2, 9).supply(14).count(3).at(1).balance(1, 6).balance(1, 7).supply(
        16
    ).count(4).save(index)
    with index.read() as rows:
        assert load_last_balance(rows, account(1)) == 7
        assert load_last_balance(rows, account(2)) == 9
        assert load_last_supply(rows) == 16
        assert load_last_holder_count(rows) == 4


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        (lambda history: history.attest(1, 1), 1),
        (lambda history: history.attest(1, 1, kind=2), 2),
        (lambda history: history.attest(1, 1, until=5).at(99), 1),
        (lambda history: history.attest(1, 1).at(9).end(1, 1, End.REVOKED), None),
        (lambda history: history.attest(1, 1).end(1, 1, End.EXITED), None),
        (lambda history: history.attest(1, 1).at(9).end(1, 1, End.SWEPT), None),
        (lambda history: history.attest(1, 1).at(9).end(1, 1, End.SWEPT).at(10).attest(1, 2, kind=2), 2),
        (lambda history: history.attest(1, 1).end(1, 1, End.SWEPT).attest(1, 1), 1),
        (lambda history: history.attest(1, 1).at(9).end(2, 1, End.EXITED), 1),
    ],
)
def test_an_id_is_on_the_roll_from_attestation_to_end(
    index: Database, story: Callable[[History], History], kind: int | None
) -> None:
    story(History().at(0)).save(index)
    with index.read() as rows:
        assert load_kind_on_roll(rows, tag(1)) == kind


def test_of_an_accreditation_the_last_word_counts(index: Database) -> None:
    History().at(0).accredit(1, cap=3).accredit(2).at(5).accredit(1, cap=4).save(index)
    with index.read() as rows:
        first, second = load_accreditation(rows, 1), load_accreditation(rows, 2)
    assert first is not None
    assert (first.valid_from, first.daily_cap) == (START + 5, 4)
    assert second is not None
    assert second.valid_from == START


def test_accounts_come_in_order_each_once_whatever_they_held(index: Database) -> None:
    history = History().at(0)
    for number in range(1, 9):
        history.balance(number, 1).balance(number, 2).power(number + 1, 1).attest(number, number + 2)
    history.save(index)
    everybody = sorted(account(number) for number in range(1, 11))
    with index.read() as rows:
        assert load_accounts_after(rows, ZERO_ADDRESS, 100) == everybody
        assert load_accounts_after(rows, everybody[2], 3) == everybody[3:6]
        assert load_accounts_after(rows, everybody[-1], 3) == []
