"""Commitments as members paste them: taken whole, or refused with what to do."""

import json
from pathlib import Path

from tests.helpers.typescript import run_typescript

FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617
"""Order of the scalar field of BN254 (EIP-197)."""

PARSE = """
const parse = (text) => {
  try { return it.parseCommitment(text).toString(); }
  catch (error) { return error instanceof it.CommitmentError ? error.message : `not of ours: ${error}`; }
};
"""


def parse(texts: list[str], folder: Path) -> list[str]:
    answers = run_typescript("roll/field.ts", f"{PARSE} return {json.dumps(texts)}.map(parse);", folder)
    assert isinstance(answers, list)
    return answers


def test_a_number_below_the_field_is_taken(tmp_path: Path) -> None:
    largest = hex(FIELD - 1)
    texts = ["1", f"  {FIELD - 1}\n", "0x2a", largest, f"0x{largest[2:].upper()}"]
    assert parse(texts, tmp_path) == ["1", str(FIELD - 1), "42", str(FIELD - 1), str(FIELD - 1)]


def test_what_is_none_is_refused_in_words(tmp_path: Path) -> None:
    refused = {
        "": "Paste the commitment",
        "0": "is not 0",
        "0x0": "is not 0",
        str(FIELD): "too large",
        hex(2**256 - 1): "too large",
        "-1": "one whole number",
        "1e5": "one whole number",
        "1,000": "one whole number",
        "12 34": "one whole number",
        "0x": "one whole number",
        "commitment": "one whole number",
    }
    answers = parse(list(refused), tmp_path)
    assert [text for text, answer in zip(refused, answers, strict=True) if refused[text] not in answer] == []
