"""Delegates and voting power."""

from collections.abc import Callable

from lexiarch.decode.events.token import Approval, DelegateChanged, DelegateVotesChanged
from lexiarch.domain.chain import ZERO_ADDRESS
from lexiarch.projection import Projection
from lexiarch.store.tables import DelegationRow, PowerRow, encode_amount
from tests.helpers.builders import account
from tests.helpers.events import block_of, place

A, B = account(1), account(2)
Apply = Callable[..., Projection]


def test_a_delegation_is_kept_with_the_delegate_before(apply: Apply) -> None:
    projection = apply(block_of(3, DelegateChanged(A, ZERO_ADDRESS, B)))
    assert projection.rows == [DelegationRow(*place(3), A, ZERO_ADDRESS, B)]
    assert [(item.kind, item.subject) for item in projection.changes] == [("account", "0x" + A.hex())]


def test_power_is_what_it_became(apply: Apply) -> None:
    projection = apply(block_of(3, DelegateVotesChanged(B, 5, 9)))
    assert projection.rows == [PowerRow(*place(3), B, encode_amount(9))]
    assert [(item.kind, item.subject) for item in projection.changes] == [("account", "0x" + B.hex())]


def test_an_approval_changes_nothing(apply: Apply) -> None:
    assert apply(block_of(3, Approval(A, B, 5))) == Projection([], [])
