"""Person tags and reasons as the browser makes them are those that anybody can make from the manual."""

import json
import unicodedata
from pathlib import Path

import pytest
from eth_abi import encode
from eth_utils import keccak

from tests.helpers.typescript import run_typescript

SALT = keccak(text="salt")
TAG, GROUND = keccak(text="tag"), keccak(text="ground")


def same(unique: str) -> str:
    """As docs/issuers.md has it."""
    return " ".join(unicodedata.normalize("NFKC", unique).split()).upper()


@pytest.mark.parametrize(
    "unique",
    [
        "P 1234567",
        "  p\t1234567 \n",
        "Straße 5",
        "ﬁle Ⅷ №7",
        "ünal",
        "u\u0308nal",
        "名前 １２",
        pytest.param("x" * 5000, id="long"),
    ],
)
def test_a_tag_is_the_one_of_the_manual(unique: str, tmp_path: Path) -> None:
    body = f"return it.personTag('0x{SALT.hex()}', {json.dumps(unique)});"
    expected = keccak(encode(["bytes32", "string"], [SALT, same(unique)]))
    assert run_typescript("roll/tag.ts", body, tmp_path) == "0x" + expected.hex()


def test_however_a_document_is_typed_its_tag_is_the_same_and_another_salt_gives_another(
    tmp_path: Path,
) -> None:
    body = f"""const one = '0x{SALT.hex()}', other = '0x{TAG.hex()}';
        return [it.personTag(one, 'AT P1234'), it.personTag(one, ' at  ｐ1234'),
            it.personTag(other, 'AT P1234'), it.personTag(one, 'ATP1234'), it.newSalt(), it.newSalt()];"""
    first, again, salted, others, *salts = run_typescript("roll/tag.ts", body, tmp_path)
    assert first == again
    assert len({first, salted, others, *salts}) == 5
    assert all(len(salt) == 66 for salt in salts)


@pytest.mark.parametrize("text", ["Two iDs.", "Ünal & Unal, <b>file</b> 7\nand 12 \N{LOCK}"])
def test_a_reasons_file_opens_its_commitment(text: str, tmp_path: Path) -> None:
    facts = {"personTag": TAG, "ground": GROUND, "salt": SALT}
    reason = json.dumps({name: "0x" + value.hex() for name, value in facts.items()} | {"text": text})
    context = json.dumps({"chainId": 1, "registry": "0x12", "groundDefinition": "A ground"})
    body = f"return [it.commitmentOf({reason}), it.reasonFile({reason}, {context})];"
    commitment, file = run_typescript("roll/reason.ts", body, tmp_path)
    expected = keccak(encode(["bytes32"] * 4, [TAG, GROUND, keccak(text=text), SALT]))
    assert commitment == "0x" + expected.hex()
    content = json.loads(file)
    assert content["reason"] == text
    opened = [bytes.fromhex(content[name][2:]) for name in ("personTag", "ground", "evidenceHash", "salt")]
    assert keccak(encode(["bytes32"] * 4, opened)) == expected
    assert (content["commitment"], content["groundDefinition"]) == (commitment, "A ground")
