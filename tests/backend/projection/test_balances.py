"""Token balances and supply."""

from collections.abc import Callable

import pytest

from lexiarch.decode.events.token import Transfer
from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.projection import Projection
from lexiarch.store.tables import BalanceRow, SupplyRow, decode_amount
from tests.helpers.builders import account
from tests.helpers.events import block_of

A, B = account(1), account(2)
Apply = Callable[..., Projection]


def _balances(projection: Projection) -> list[tuple[Address, int]]:
    return [
        (row.account, decode_amount(row.amount)) for row in projection.rows if isinstance(row, BalanceRow)
    ]


def _supplies(projection: Projection) -> list[int]:
    return [decode_amount(row.amount) for row in projection.rows if isinstance(row, SupplyRow)]


def test_a_mint_makes_balance_and_supply(apply: Apply) -> None:
    projection = apply(block_of(1, Transfer(ZERO_ADDRESS, A, 100)))
    assert _balances(projection) == [(A, 100)]
    assert _supplies(projection) == [100]


def test_a_transfer_changes_two_balances_and_no_supply(apply: Apply) -> None:
    projection = apply(block_of(1, Transfer(ZERO_ADDRESS, A, 100), Transfer(A, B, 30)))
    assert _balances(projection) == [(A, 100), (A, 70), (B, 30)]
    assert _supplies(projection) == [100]


def test_balances_go_on_from_the_blocks_before(apply: Apply) -> None:
    apply(block_of(1, Transfer(ZERO_ADDRESS, A, 100), Transfer(ZERO_ADDRESS, B, 1)))
    projection = apply(block_of(2, Transfer(A, B, 30), Transfer(B, ZERO_ADDRESS, 31)))
    assert _balances(projection) == [(A, 70), (B, 31), (B, 0)]
    assert _supplies(projection) == [70]


def test_a_transfer_to_oneself_leaves_the_balance_in_one_row(apply: Apply) -> None:
    projection = apply(block_of(1, Transfer(ZERO_ADDRESS, A, 100), Transfer(A, A, 40)))
    assert _balances(projection) == [(A, 100), (A, 100)]


def test_the_largest_amount_is_exact(apply: Apply) -> None:
    most = 2**256 - 1
    apply(block_of(1, Transfer(ZERO_ADDRESS, A, most)))
    assert _balances(apply(block_of(2, Transfer(A, B, 1)))) == [(A, most - 1), (B, 1)]


def test_listeners_are_told_of_both_accounts(apply: Apply) -> None:
    projection = apply(block_of(1, Transfer(ZERO_ADDRESS, A, 100), Transfer(A, B, 30)))
    told = [(change.kind, change.subject) for change in projection.changes]
    assert told == [("account", "0x" + who.hex()) for who in (A, A, B)]


def test_more_than_an_account_has_cannot_be_moved(apply: Apply) -> None:
    with pytest.raises(OverflowError):
        apply(block_of(1, Transfer(A, B, 1)))
