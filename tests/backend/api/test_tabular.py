import csv
import io
import json

import pytest

from lexiarch.api.tabular import Csv, Ndjson
from lexiarch.views import examples
from lexiarch.views.models import Attestation, Vote


def cells(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode(), newline="")))


def reason_in_csv(reason: str) -> str:
    vote = examples.VOTE.model_copy(update={"reason": reason})
    form = Csv(Vote)
    head, row = cells(form.head() + form.lines([vote]))
    return dict(zip(head, row, strict=True))["reason"]


def test_both_forms_have_the_same_fields_and_values() -> None:
    (line,) = Ndjson(Vote).lines([examples.VOTE]).splitlines()
    head, row = cells(Csv(Vote).head() + Csv(Vote).lines([examples.VOTE]))
    told = json.loads(line)
    assert head == list(told)
    assert row == [str(value).lower() if isinstance(value, bool) else str(value) for value in told.values()]
    assert told == examples.VOTE.model_dump(mode="json", by_alias=True)


def test_names_that_python_cannot_have_are_as_in_json() -> None:
    (head,) = cells(Csv(Attestation).head())
    assert "schema" in head
    assert "schema_" not in head


def test_null_is_an_empty_field() -> None:
    head, row = cells(Csv(Attestation).head() + Csv(Attestation).lines([examples.ATTESTATION]))
    assert dict(zip(head, row, strict=True))["ended"] == ""


@pytest.mark.parametrize(
    "reason", ['a "quoted", word', "two\nlines", "two\r\nlines", "日本語 🗳", "", " =1+1"]
)
def test_any_text_comes_back_as_it_was(reason: str) -> None:
    assert reason_in_csv(reason) == reason


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_what_looks_like_a_formula_gets_an_apostrophe(beginning: str) -> None:
    attack = f'{beginning}HYPERLINK("http://evil",A1)'
    assert reason_in_csv(attack) == f"'{attack}"


def test_a_formula_is_left_as_it_is_for_programs() -> None:
    vote = examples.VOTE.model_copy(update={"reason": "=1\n+1"})
    (line,) = Ndjson(Vote).lines([vote]).splitlines()
    assert json.loads(line)["reason"] == "=1\n+1"


def test_lines_end_as_the_standard_says() -> None:
    assert Csv(Vote).head().endswith(b"tx_hash\r\n")
