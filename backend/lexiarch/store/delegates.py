"""Accounts with voting power, as they stood at one block."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader
from lexiarch.store.keyset import marks
from lexiarch.store.tables import encode_amount


class Standing(NamedTuple):
    """Key of the list: power as in the table, then account."""

    votes: bytes
    account: Address


HIGHEST = Standing(b"\xff" * 33, Address(b""))
"""Before every delegate."""

# Steps from account to account in the index, so that the cost is the number of accounts, not of changes.
STANDINGS = """
WITH RECURSIVE known(account) AS (
    SELECT * FROM (SELECT account FROM power ORDER BY account LIMIT 1) AS first_one
    UNION ALL
    SELECT (SELECT p.account FROM power p WHERE p.account > known.account ORDER BY p.account LIMIT 1)
    FROM known WHERE known.account IS NOT NULL
), standing(account, votes) AS (
    SELECT account, (SELECT p.votes FROM power p WHERE p.account = known.account AND {until}
        ORDER BY p.block_number DESC, p.log_index DESC LIMIT 1)
    FROM known WHERE account IS NOT NULL
)
"""
"""Power of every account `until` a block or time, a condition on power p with one parameter."""
_AT_BLOCK = STANDINGS.format(until="p.block_number <= ?")
AFTER = "(votes < ? OR votes = ? AND account > ?) ORDER BY votes DESC, account LIMIT ?"
"""What comes after a standing."""


def load_delegates_after(reader: Reader, block: int, after: Standing, limit: int) -> list[Standing]:
    """Accounts with power at a block after a standing: with less power, or the same and a higher address."""
    sql = f"{_AT_BLOCK} SELECT votes, account FROM standing WHERE votes > ? AND {AFTER}"
    params = (block, encode_amount(0), after.votes, after.votes, after.account, limit)
    return [Standing._make(row) for row in reader.all(sql, params)]


def load_accounts_with_power(reader: Reader, block: int) -> list[Address]:
    """All accounts with power at a block, in no order."""
    rows = reader.all(f"{_AT_BLOCK} SELECT account FROM standing WHERE votes > ?", (block, encode_amount(0)))
    return [Address(row[0]) for row in rows]


def load_accounts_that_changed(reader: Reader, from_block: int, to_block: int) -> list[Address]:
    """Accounts whose power changed in a range of blocks, both ends included, in no order."""
    sql = "SELECT DISTINCT account FROM power WHERE block_number >= ? AND block_number <= ?"
    return [Address(row[0]) for row in reader.all(sql, (from_block, to_block))]


def load_standings_of(reader: Reader, block: int, accounts: Sequence[Address]) -> dict[Address, Standing]:
    """Of some accounts, those with power at a block."""
    if not accounts:
        return {}
    sql = f"""WITH asked(account) AS (VALUES {", ".join(["(?)"] * len(accounts))}),
        standing(votes, account) AS (SELECT (SELECT p.votes FROM power p
            WHERE p.account = asked.account AND p.block_number <= ?
            ORDER BY p.block_number DESC, p.log_index DESC LIMIT 1), account FROM asked)
        SELECT votes, account FROM standing WHERE votes > ?"""
    rows = reader.all(sql, (*accounts, block, encode_amount(0)))
    return {Address(account): Standing(votes, Address(account)) for votes, account in rows}


def load_delegate_count(reader: Reader, block: int) -> int:
    """Number of accounts with power at a block."""
    row = reader.one(f"{_AT_BLOCK} SELECT count(*) FROM standing WHERE votes > ?", (block, encode_amount(0)))
    return int(row[0]) if row else 0


def load_delegator_counts(reader: Reader, delegates: Sequence[Address]) -> dict[Address, int]:
    """Number of accounts whose delegate each is now; delegates without any are left out."""
    sql = f"""SELECT d.to_delegate, count(*) FROM delegation d
        WHERE d.to_delegate IN ({marks(len(delegates))}) AND NOT EXISTS (
        SELECT 1 FROM delegation l WHERE l.delegator = d.delegator
        AND (l.block_number, l.log_index) > (d.block_number, d.log_index)) GROUP BY d.to_delegate"""
    return {Address(account): int(count) for account, count in reader.all(sql, delegates)}


def load_vote_counts(reader: Reader, voters: Sequence[Address]) -> dict[Address, int]:
    """Number of ballots of each account; accounts without any are left out."""
    sql = f"SELECT voter, count(*) FROM vote WHERE voter IN ({marks(len(voters))}) GROUP BY voter"
    return {Address(account): int(count) for account, count in reader.all(sql, voters)}
