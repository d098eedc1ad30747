import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexiarch.domain.errors import CursorInvalid
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.views.cursors import DelegatesCursor, HoldersCursor, ProposalsCursor, VotesCursor

NUMBERS = st.integers(0, 2**63 - 1)


def forge(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


@given(NUMBERS, NUMBERS)
def test_a_cursor_is_read_back_as_it_was_given_out(block: int, log: int) -> None:
    assert ProposalsCursor.after(ProposalsCursor(block, log).encode()) == Place(block, log)


@given(NUMBERS, st.binary(max_size=33), st.binary(max_size=20))
def test_a_cursor_of_bytes_is_read_back_as_it_was_given_out(block: int, votes: bytes, account: bytes) -> None:
    cursor = DelegatesCursor(block, votes, account)
    assert DelegatesCursor.decode(cursor.encode()) == cursor


def test_without_a_cursor_a_list_begins_with_the_newest() -> None:
    assert ProposalsCursor.after(None) == NEWEST


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(CursorInvalid):
        ProposalsCursor.decode(VotesCursor(1, 2).encode())


def test_every_truncation_of_a_cursor_is_refused() -> None:
    text = HoldersCursor(123456, 1234, 56).encode()
    for length in range(len(text)):
        with pytest.raises(CursorInvalid):
            HoldersCursor.decode(text[:length])


@given(st.text(max_size=400))
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        ProposalsCursor.decode(text)


@pytest.mark.parametrize(
    "text",
    [
        forge("proposals", 1),
        forge("proposals", 1, 2, 3),
        forge("proposals", -1, 2),
        forge("proposals", 2**63, 2),
        forge("proposals", "1", 2),
        forge("proposals", True, 2),
        forge("proposals", 1.0, 2),
        forge("proposals", None, 2),
        forge(),
        ProposalsCursor(1, 2).encode() + "=",
        ProposalsCursor(1, 2).encode() + "\n",
        "-" + ProposalsCursor(1, 2).encode(),
        "A" * 100_000,
    ],
)
def test_a_forged_cursor_is_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        ProposalsCursor.decode(text)
