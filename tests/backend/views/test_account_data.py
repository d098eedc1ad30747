from collections.abc import Iterator

import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Database
from lexiarch.views import account_data
from lexiarch.views.account_data import begin_account_export, build_account_data, build_account_record
from lexiarch.views.exports import Export, build_part
from lexiarch.views.member_models import AccountList
from lexiarch.views.models import Model
from lexiarch.views.text import address_text
from tests.helpers.builders import FOR, START, History, account


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows at once, so that every list has several parts."""
    lists = {name: kind._replace(at_once=2) for name, kind in account_data._LISTS.items()}
    monkeypatch.setattr(account_data, "_LISTS", lists)


@pytest.fixture
def lived(index: Database, history: History) -> Database:
    """Account 1 did each thing five times, account 2 and 3 some of it."""
    history.schema()
    for number in range(1, 6):
        history.at(number).propose(number, by=1).propose(10 + number, by=2)
        history.vote(number, 1, FOR, number).vote(number, 2, FOR, 1)
        history.delegate(1, number, was=number - 1).delegate(3, 1, was=1).delegate(3, 2, was=2)
        history.power(1, number).power(2, 1).balance(1, 10 * number).balance(2, 1)
        history.attest(1, 1, since=1, until=1000 + number).attest(2, 2)
    history.save(index)
    return index


def begin(database: Database, deployment: Deployment, name: AccountList, number: int) -> Export:
    with database.read() as reader:
        return begin_account_export(reader, deployment, name, account(number))


def rows(database: Database, export: Export) -> Iterator[Model]:
    key = export.start
    while key is not None:
        with database.read() as reader:
            part = build_part(reader, export, key)
        yield from part.rows
        key = part.next_key


@pytest.mark.parametrize("name", AccountList)
def test_a_list_has_every_row_of_the_account_once_and_no_other(
    lived: Database, deployment: Deployment, name: AccountList
) -> None:
    export = begin(lived, deployment, name, 1)
    found = list(rows(lived, export))
    assert all(type(row) is export.listing.row_type for row in found)
    with lived.read() as reader:
        sizes = {each.name: each.rows for each in build_account_data(reader, account(1)).lists}
    assert len({row.model_dump_json() for row in found}) == len(found) == sizes[name]
    assert sizes[name] == (10 if name is AccountList.DELEGATIONS else 5)
    if owner := {AccountList.VOTES: "voter", AccountList.PROPOSALS: "proposer"}.get(name):
        assert {getattr(row, owner) for row in found} == {address_text(account(1))}
    assert list(rows(lived, begin(lived, deployment, name, 99))) == []


@pytest.mark.parametrize("name", AccountList)
def test_rows_that_come_later_are_not_in_it(
    lived: Database, deployment: Deployment, history: History, name: AccountList
) -> None:
    export = begin(lived, deployment, name, 1)
    before = len(list(rows(lived, export)))
    history.at(9).propose(9, by=1).vote(9, 1, FOR, 1).delegate(1, 1).power(1, 9).balance(1, 9).attest(1, 1)
    history.save(lived)
    assert len(list(rows(lived, export))) == before
    assert len(list(rows(lived, begin(lived, deployment, name, 1)))) == before + 1


def test_the_head_of_an_export_says_how_the_account_stands(lived: Database, deployment: Deployment) -> None:
    with lived.read() as reader:
        record = build_account_record(reader, deployment, account(1))
        data = build_account_data(reader, account(1))
    assert (record.dao, record.chain_id, record.block) == (deployment.name, 31337, data.block)
    assert (record.now.balance, record.now.power, record.now.state.value) == (50, 5, "live")
    assert record.block.timestamp == START + 5
