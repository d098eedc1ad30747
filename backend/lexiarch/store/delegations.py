"""Who let whom cast their votes, newest first."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place


class DelegationRecord(NamedTuple):
    """A change of a delegate, with what the delegator held."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    delegator: Address
    from_delegate: Address
    to_delegate: Address
    amount: bytes | None
    """Of tokens, at that place in the chain; None when it never had any."""

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


BY = ("delegator",)
"""Of which party's delegations are asked for: the account's own choices."""
TO_OR_AWAY = ("from_delegate", "to_delegate")
"""Those by which the account's delegators came and left."""
CONCERNED = (*BY, *TO_OR_AWAY)

_FIELDS = "block_number, log_index, tx_hash, block_time, delegator, from_delegate, to_delegate"
_SELECT = f"""SELECT {_FIELDS} FROM delegation WHERE {{condition}} (block_number, log_index) < (?, ?)
    ORDER BY block_number DESC, log_index DESC LIMIT ?"""
_WITH_AMOUNT = """SELECT d.*, (SELECT b.amount FROM balance b
        WHERE b.account = d.delegator AND (b.block_number, b.log_index) < (d.block_number, d.log_index)
        ORDER BY b.block_number DESC, b.log_index DESC LIMIT 1)
    FROM ({rows}) AS d ORDER BY d.block_number DESC, d.log_index DESC LIMIT ?"""


def load_delegations_before(reader: Reader, before: Place, limit: int) -> list[DelegationRecord]:
    """All that are older than a place."""
    sql = _WITH_AMOUNT.format(rows=_SELECT.format(condition=""))
    return [DelegationRecord._make(row) for row in reader.all(sql, (*before, limit, limit))]


def load_delegations_of_before(
    reader: Reader, account: Address, before: Place, limit: int, parties: Sequence[str] = CONCERNED
) -> list[DelegationRecord]:
    """Those in which an account is one of the parties, that are older than a place.

    Each party's are read in the order of an index of its own, so that a page costs no more than a page.
    """
    parts = (
        f"SELECT * FROM ({_SELECT.format(condition=f'{party} = ? AND')}) AS {party}" for party in parties
    )
    sql = _WITH_AMOUNT.format(rows=" UNION ".join(parts))
    rows = reader.all(sql, (*(account, *before, limit) * len(parties), limit))
    return [DelegationRecord._make(row) for row in rows]


def load_delegators_before(
    reader: Reader, delegate: Address, block: int, before: Place, limit: int
) -> list[DelegationRecord]:
    """The last choices of those whose delegate an account was at a block, that are older than a place.

    Their amounts are those at that block.
    """
    if delegate == ZERO_ADDRESS:
        return []
    sql = f"""SELECT d.*, (SELECT b.amount FROM balance b
            WHERE b.account = d.delegator AND b.block_number <= ?
            ORDER BY b.block_number DESC, b.log_index DESC LIMIT 1)
        FROM (SELECT {_FIELDS} FROM delegation c WHERE c.to_delegate = ? AND c.block_number <= ?
            AND (c.block_number, c.log_index) < (?, ?) AND NOT EXISTS (
                SELECT 1 FROM delegation l WHERE l.delegator = c.delegator AND l.block_number <= ?
                AND (l.block_number, l.log_index) > (c.block_number, c.log_index))
            ORDER BY c.block_number DESC, c.log_index DESC LIMIT ?) AS d
        ORDER BY d.block_number DESC, d.log_index DESC"""
    rows = reader.all(sql, (block, delegate, block, *before, block, limit))
    return [DelegationRecord._make(row) for row in rows]
