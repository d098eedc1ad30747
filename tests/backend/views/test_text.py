import pytest

from lexiarch.domain.errors import AddressInvalid, IdInvalid
from lexiarch.views.text import (
    address_text,
    is_blank,
    parse_address,
    parse_person_tag,
    parse_uint_id,
    plain,
)

CHECKSUMMED = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
BYTES = bytes.fromhex(CHECKSUMMED[2:])
MAX = 2**256 - 1


def test_an_address_is_shown_with_its_checksum() -> None:
    assert address_text(BYTES) == CHECKSUMMED


@pytest.mark.parametrize("text", [CHECKSUMMED, CHECKSUMMED.lower(), "0x" + CHECKSUMMED[2:].upper()])
def test_an_address_is_read_in_every_case_that_can_be_right(text: str) -> None:
    assert parse_address(text) == BYTES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0x",
        CHECKSUMMED[:-1],
        CHECKSUMMED + "0",
        CHECKSUMMED[2:],
        CHECKSUMMED + "\n",
        CHECKSUMMED.replace("C5", "c5"),
        "0X" + CHECKSUMMED[2:],
        "0x" + "g" * 40,
        "0x" + "٣" * 40,
        "vitalik.eth",
        "0x" + "1" * 100_000,
    ],
)
def test_what_is_not_an_address_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(AddressInvalid) as refused:
        parse_address(text)
    assert "40 hexadecimal digits" in refused.value.remedy
    assert len(refused.value.message) < 300


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        (str(MAX), MAX),
        ("0x0", 0),
        ("0xff", 255),
        ("0xFF", 255),
        (hex(MAX), MAX),
    ],
)
def test_an_id_is_read_decimal_and_hexadecimal(text: str, value: int) -> None:
    assert parse_uint_id(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "+1",
        "1.0",
        "1e3",
        " 1",
        "1\n",
        "0x",
        "0x" + "f" * 65,
        str(MAX + 1),
        "9" * 78,
        "9" * 5000,
        "٣",
        "abc",
    ],
)
def test_what_is_not_an_id_is_refused(text: str) -> None:
    with pytest.raises(IdInvalid):
        parse_uint_id(text)


def test_a_person_tag_is_32_bytes_and_nothing_else() -> None:
    assert parse_person_tag("0x" + "Ab" * 32) == b"\xab" * 32
    for text in ("0x" + "ab" * 31, "ab" * 32, "0x" + "zz" * 32, "1", ""):
        with pytest.raises(IdInvalid):
            parse_person_tag(text)


def test_characters_that_hide_or_turn_the_line_round_are_taken_out() -> None:
    assert plain("pay \u202etxt.exe\u202c \u2066x\u2069\x00\x1b[31m") == "pay txt.exe x[31m"


def test_marks_are_not_heaped_over_the_lines_around() -> None:
    assert plain("e\u0301" + "Z" + "\u0336" * 50 + "!") == "e\u0301" + "Z" + "\u0336" * 4 + "!"
    assert plain("ế") == "ế"


@pytest.mark.parametrize(
    "text", ["", " \t\n", "\u200b\u00ad\ufeff", "\u3164\u2800\uffa0", "\u0301", "\u202e"]
)
def test_what_nobody_sees_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " 語", "\u200b.", "🗳", "\ufffd", "\ue000"])
def test_what_is_seen_is_not(text: str) -> None:
    assert not is_blank(text)
