"""Offer links: what is written is read back, and what is not whole is refused in words."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.typescript import run_typescript

NOW = 1_800_000_000
REGISTRY = {"chainId": 31337, "address": "0x5FbDB2315678afecb367f032d93F642f64180aa3"}
OFFER = {
    "holder": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    "issuer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
    "schema": "0x" + "a1" * 32,
    "personTag": "0x" + "b2" * 32,
    "issuedAt": NOW - 3_600,
    "expirationTime": NOW + 31_536_000,
    "deadline": NOW + 604_800,
}
SIGNATURE = "0x" + "c3" * 65
ALONE = {"offer": OFFER, "signature": SIGNATURE, "proof": None}
IN_BATCH = {**ALONE, "proof": ["0x" + "d4" * 32, "0x" + "e5" * 32]}

READ = """
const read = (text, place, now) => {
  try { return it.decodeOffer(text, place, now); }
  catch (error) { return error instanceof it.OfferError ? error.message : `not an OfferError: ${error}`; }
};
"""


def encode(signed: dict[str, Any], folder: Path) -> str:
    text = run_typescript(
        "roll/offer.ts",
        f"return it.encodeOffer({json.dumps(signed)}, {json.dumps(REGISTRY)});",
        folder,
    )
    assert isinstance(text, str)
    return text


def decode(texts: list[str], folder: Path, registry: dict[str, Any] = REGISTRY, now: int = NOW) -> list[Any]:
    """What each text is read as: an offer, or the words that refuse it."""
    given = f"{json.dumps(texts)}.map((text) => read(text, {json.dumps(registry)}, {now}))"
    answers = run_typescript("roll/offer.ts", f"{READ} return {given};", folder)
    assert isinstance(answers, list)
    return answers


def packed(parts: Any) -> str:
    return "offer=" + base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def parts_of(signed: dict[str, Any] = ALONE, **changes: Any) -> list[Any]:
    head = [1, REGISTRY["chainId"], REGISTRY["address"]]
    proof = [signed["proof"]] if signed["proof"] else []
    return [*head, *{**signed["offer"], **changes}.values(), signed["signature"], *proof]


@pytest.mark.parametrize("signed", [ALONE, IN_BATCH], ids=["alone", "in a batch"])
def test_an_offer_comes_back_as_it_was_sent(signed: dict[str, Any], tmp_path: Path) -> None:
    fragment = encode(signed, tmp_path)
    assert set(fragment.removeprefix("offer=")) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )
    wrapped = f"  https://dao.example/votes/accept#{fragment[:90]}\n{fragment[90:]}\n"
    texts = [fragment, "#" + fragment, fragment.removeprefix("offer="), wrapped, fragment + "&from=mail"]
    assert decode(texts, tmp_path) == [signed] * len(texts)


def test_the_format_is_a_list_that_others_can_write(tmp_path: Path) -> None:
    code = encode(IN_BATCH, tmp_path).removeprefix("offer=")
    assert json.loads(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))) == parts_of(IN_BATCH)
    assert decode([packed(parts_of())], tmp_path) == [ALONE]


def test_the_link_names_the_page_on_which_it_is_accepted(tmp_path: Path) -> None:
    given = f'{json.dumps(ALONE)}, {json.dumps(REGISTRY)}, "/votes", "https://dao.example"'
    link = run_typescript("roll/offer.ts", f"return it.offerLink({given});", tmp_path)
    assert link == f"https://dao.example/votes/accept#{encode(ALONE, tmp_path)}"


def test_an_offer_for_elsewhere_says_where_it_belongs(tmp_path: Path) -> None:
    fragment = encode(ALONE, tmp_path)
    other_chain = decode([fragment], tmp_path, {**REGISTRY, "chainId": 1})[0]
    for words in ("for chain 31337", "on chain 1.", "ask the issuer"):
        assert words in other_chain
    other_roll = decode([fragment], tmp_path, {**REGISTRY, "address": OFFER["issuer"]})[0]
    assert f"another roll ({REGISTRY['address']})" in other_roll
    same_roll = {**REGISTRY, "address": str(REGISTRY["address"]).lower()}
    assert decode([fragment], tmp_path, same_roll) == [ALONE]


def test_an_offer_counts_until_its_deadline_and_no_longer_than_its_id(tmp_path: Path) -> None:
    fragment = encode(ALONE, tmp_path)
    deadline = int(str(OFFER["deadline"]))
    assert decode([fragment], tmp_path, now=deadline) == [ALONE]
    assert "Ask the issuer for a new one" in decode([fragment], tmp_path, now=deadline + 1)[0]
    brief = packed(parts_of(expirationTime=NOW + 60))
    assert "Ask the issuer for a new one" in decode([brief], tmp_path, now=NOW + 60)[0]


def test_a_newer_kind_and_an_empty_text_have_words_of_their_own(tmp_path: Path) -> None:
    newer, nothing, blank = decode([packed([2, *parts_of()[1:]]), "", " \n"], tmp_path)
    assert "newer kind (2)" in newer
    assert nothing == blank
    assert "There is no offer here" in nothing


def test_whatever_is_not_whole_is_damaged(tmp_path: Path) -> None:
    whole = encode(ALONE, tmp_path)
    texts = [
        whole[:-9],
        whole[:200],
        whole + "AAAA",
        whole.replace("offer=", "offer=A"),
        whole[:60] + "%20" + whole[61:],
        "offer=",
        "hello",
        "https://dao.example/accept",
        "offer=" + "A" * 40_000,
        packed({"v": 1}),
        packed(parts_of()[:-1]),
        packed([*parts_of(), None, None]),
        packed([*parts_of(), "0x12"]),
        packed([*parts_of(), ["0x12"]]),
        packed([*parts_of(), [SIGNATURE[:66]] * 33]),
        packed(["1", *parts_of()[1:]]),
        packed([1, "31337", *parts_of()[2:]]),
        packed([1, 31337, "0x12", *parts_of()[3:]]),
        packed([*parts_of()[:-1], "0x"]),
        packed([*parts_of()[:-1], "0x123"]),
        packed([*parts_of()[:-1], "c3" * 65]),
        packed(parts_of(holder="0x" + "0" * 40)),
        packed(parts_of(holder=str(OFFER["holder"]).replace("C5", "c5"))),
        packed(parts_of(issuer=None)),
        packed(parts_of(schema="0x12")),
        packed(parts_of(personTag="0x" + "0" * 63 + "1")),
        packed(parts_of(issuedAt=-1)),
        packed(parts_of(issuedAt=str(NOW))),
        packed(parts_of(issuedAt=NOW + 1_000_000)),
        packed(parts_of(expirationTime=NOW - 4_000)),
        packed(parts_of(deadline=2**48)),
        packed(parts_of(deadline=NOW + 0.5)),
    ]
    answers = decode(texts, tmp_path)
    refused = [
        (text[:120], answer) for text, answer in zip(texts, answers, strict=True) if "damaged" not in answer
    ]
    assert refused == []
