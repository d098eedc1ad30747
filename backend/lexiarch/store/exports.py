"""Whole tables, page by page, as they stood at one block: what an export is made of."""

from typing import NamedTuple

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.store.database import Reader
from lexiarch.store.tables import decode_amount


class AccountFigures(NamedTuple):
    """What an account had at a block; amounts in 10^-18 tokens."""

    account: Address
    balance: int
    power: int
    delegate: Address | None
    """None when nobody cast its votes."""


# Accounts of the next page by either table, each found in its index.
_ACCOUNTS = """
WITH named(account) AS (
    SELECT * FROM (SELECT DISTINCT account FROM balance WHERE account > ? ORDER BY account LIMIT ?) AS b
    UNION
    SELECT * FROM (SELECT DISTINCT account FROM power WHERE account > ? ORDER BY account LIMIT ?) AS p
)
SELECT account,
    (SELECT b.amount FROM balance b WHERE b.account = named.account AND b.block_number <= ?
        ORDER BY b.block_number DESC, b.log_index DESC LIMIT 1),
    (SELECT p.votes FROM power p WHERE p.account = named.account AND p.block_number <= ?
        ORDER BY p.block_number DESC, p.log_index DESC LIMIT 1),
    (SELECT d.to_delegate FROM delegation d WHERE d.delegator = named.account AND d.block_number <= ?
        ORDER BY d.block_number DESC, d.log_index DESC LIMIT 1)
FROM named ORDER BY account LIMIT ?
"""


def load_account_figures_after(
    reader: Reader, block: int, after: Address, limit: int
) -> list[AccountFigures]:
    """Accounts that ever held tokens or voting power, by address, as they stood at a block."""
    params = (after, limit, after, limit, block, block, block, limit)
    return [
        AccountFigures(
            Address(account),
            decode_amount(balance) if balance else 0,
            decode_amount(votes) if votes else 0,
            Address(delegate) if delegate and delegate != ZERO_ADDRESS else None,
        )
        for account, balance, votes, delegate in reader.all(_ACCOUNTS, params)
    ]
