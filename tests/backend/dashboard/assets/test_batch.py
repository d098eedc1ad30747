"""Batches of offers: the table is read line by line, and their tree is the one that the contracts check."""

import json
from pathlib import Path
from typing import Any

import pytest

from lexiarch.domain.chain import Address, Hash32
from lexiarch.signing.typed_data import Offer, merkle_tree
from tests.helpers.cast import person
from tests.helpers.typescript import run_typescript


def offer(number: int) -> Offer:
    return Offer(
        holder=Address(bytes.fromhex(person(number).address[2:])),
        issuer=Address(bytes.fromhex(person(1).address[2:])),
        schema=Hash32(b"\xa1" * 32),
        person_tag=Hash32(number.to_bytes(32, "big")),
        issued_at=1_800_000_000,
        expiration_time=1_830_000_000,
        deadline=1_801_000_000,
    )


def in_browser(made: Offer) -> dict[str, Any]:
    return {
        "holder": "0x" + made.holder.hex(),
        "issuer": "0x" + made.issuer.hex(),
        "schema": "0x" + made.schema.hex(),
        "personTag": "0x" + made.person_tag.hex(),
        "issuedAt": made.issued_at,
        "expirationTime": made.expiration_time,
        "deadline": made.deadline,
    }


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_the_tree_of_a_batch_is_that_of_the_contracts(size: int, tmp_path: Path) -> None:
    offers = [offer(number) for number in range(3, 3 + size)]
    given = json.dumps([in_browser(each) for each in offers])
    found = run_typescript("batch/tree.ts", f"return it.treeOf({given});", tmp_path)
    root, proofs = merkle_tree(offers)
    assert found["root"] == "0x" + root.hex()
    assert found["proofs"] == [["0x" + step.hex() for step in proof] for proof in proofs]


def read(text: str, folder: Path) -> Any:
    config = '{"contracts":{}}'
    block = f"globalThis.document.getElementById = () => ({{ textContent: {json.dumps(config)} }});"
    body = f"{block} return it.readTable({json.dumps(text)});"
    return run_typescript("batch/table.ts", body, folder)


def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path) -> None:
    first, second, third = (person(number).address for number in (3, 4, 5))
    tags = ["0x" + f"{number:064x}" for number in (3, 4, 0xAB)]
    text = (
        f"\ufeffaccount;person tag\r\n{first};{tags[0]}\r\n\r\n"
        f'"{second}","{tags[1]}"\r\n{third.lower()}\t{tags[2].upper().replace("0X", "0x")}\t\r\n'
    )
    found = read(text, tmp_path)
    assert found["faults"] == []
    assert [(row["line"], row["holder"], row["tag"]) for row in found["rows"]] == [
        (2, first, tags[0]),
        (4, second, tags[1]),
        (5, third, tags[2]),
    ]


def test_each_line_that_cannot_be_used_is_told_by_its_number(tmp_path: Path) -> None:
    first, second = person(3).address, person(4).address
    tag = "0x" + "ab" * 32
    lines = [
        f"{first},{tag}",
        f"{first},0x{'cd' * 32}",
        f"{second},{tag}",
        f"{second[:-1]},0x{'ce' * 32}",
        f"{second},0x{'00' * 31}01",
        f"{second},",
        f"0x{'00' * 20},0x{'cf' * 32}",
        f"{second},0x{'d0' * 32},Ada",
        "account,tag",
    ]
    found = read("\n".join(lines), tmp_path)
    assert [row["line"] for row in found["rows"]] == [1]
    words = {fault["line"]: fault["words"] for fault in found["faults"]}
    assert sorted(words) == [2, 3, 4, 5, 6, 7, 8, 9]
    assert words[2] == words[3] == "The same account or person tag as in line 1."
    assert "40 hexadecimal digits" in words[4]
    assert words[5] == "0 and 1 are no person tags."
    assert words[6] == "The person tag is missing."
    assert words[7] == "The zero address belongs to nobody."
    assert words[8] == "Two columns only: the account and the person tag."
