"""All that there is of an account, as one document and as lists."""

import csv
import io
import json

import pytest

from lexiarch.domain.words import CaseStep, End
from lexiarch.store.database import Database
from lexiarch.views import account_data
from lexiarch.views.member_models import AccountExport, AccountList
from lexiarch.views.text import address_text
from tests.helpers.builders import FOR, History, account
from tests.helpers.client import Client

ONE = address_text(account(1))
PATH = f"/api/v1/accounts/{ONE}"


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.schema().propose(1, "# Mill, and bridge", by=1).balance(1, 5).power(1, 2**200).delegate(1, 1)
    history.attest(1, 1).at(200).vote(1, 1, FOR, 2**200, person=1, reason="=1+1").vote(1, 2, FOR, 1)
    history.save(index)
    return index


def test_the_document_holds_every_list_whole(
    client: Client, filled: Database, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {name: kind._replace(at_once=2) for name, kind in account_data._LISTS.items()}
    monkeypatch.setattr(account_data, "_LISTS", lists)
    for second in range(201, 206):
        history.at(second).balance(1, second)
    history.save(filled)
    answer = client.get(f"{PATH}/export.json")
    assert answer.headers["content-type"] == "application/json"
    name = f"commons-of-the-test-{ONE}-everything-{history.block}.json"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    document = AccountExport.model_validate_json(answer.text)
    assert list(json.loads(answer.text))[5:] == [each.value for each in AccountList]
    sizes = {each["name"]: each["rows"] for each in client.get(f"{PATH}/data").json()["lists"]}
    assert {each.value: len(getattr(document, each.value)) for each in AccountList} == sizes
    assert [each.balance for each in document.balances] == [205, 204, 203, 202, 201, 5]
    assert document.votes[0].reason == "=1+1"
    assert (document.address, document.now.power, document.block.number) == (ONE, 2**200, history.block)


def test_an_account_that_nobody_has_seen_has_a_document(client: Client, filled: Database) -> None:
    answer = client.get(f"/api/v1/accounts/{address_text(account(99))}/export.json")
    document = AccountExport.model_validate_json(answer.text)
    assert (document.attestations, document.votes, document.now.balance) == ([], [], 0)


@pytest.mark.parametrize("name", AccountList)
def test_each_list_comes_in_both_forms(client: Client, filled: Database, name: AccountList) -> None:
    table = client.get(f"{PATH}/export/{name}.csv")
    lines = client.get(f"{PATH}/export/{name}.ndjson")
    file = f"commons-of-the-test-{ONE}-{name}-2.ndjson"
    assert lines.headers["content-disposition"] == f'attachment; filename="{file}"'
    objects = [json.loads(line) for line in lines.text.splitlines()]
    records = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert [list(record) for record in records] == [list(each) for each in objects]
    assert len(objects) == 1


def test_no_case_that_is_over_is_in_it(client: Client, filled: Database, history: History) -> None:
    history.open_case(1, 1).save(filled)
    assert client.get(f"{PATH}/export.json").json()["now"]["case"]["number"] == 1
    history.at(400).end(1, 1, End.REVOKED).case_step(1, CaseStep.UPHELD).save(filled)
    text = client.get(f"{PATH}/export.json").text + client.get(f"{PATH}/id").text
    assert json.loads(client.get(f"{PATH}/export.json").text)["now"]["case"] is None
    for word in ("revoked", "upheld", "reason_commitment"):
        assert word not in text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("accounts/0x12/export.json", 400, "AddressInvalid"),
        ("accounts/0x12/export/votes.csv", 400, "AddressInvalid"),
        (f"accounts/{ONE}/export/cases.csv", 400, "ParameterInvalid"),
        (f"accounts/{ONE}/export/votes.xml", 404, "RouteNotFound"),
        ("accounts/0x12/id", 400, "AddressInvalid"),
    ],
)
def test_what_cannot_be_had_is_refused(
    client: Client, filled: Database, path: str, status: int, code: str
) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_empty_index_says_so(client: Client, index: Database) -> None:
    for path in ("export.json", "export/votes.csv", "id", "data"):
        answer = client.get(f"{PATH}/{path}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "IndexEmpty")


def test_a_head_request_reads_one_part(client: Client, filled: Database) -> None:
    answer = client.request("HEAD", f"{PATH}/export.json")
    assert (answer.status_code, answer.content) == (200, b"")
