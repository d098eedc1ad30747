"""Who let whom cast their votes, newest first."""

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.tables import DelegationRow

_SELECT = f"""SELECT {", ".join(DelegationRow._fields)} FROM delegation
    WHERE {{condition}} (block_number, log_index) < (?, ?)
    ORDER BY block_number DESC, log_index DESC LIMIT ?"""

# Each part is read in the order of an index of its own, so that a page costs no more than a page.
_CONCERNED = " UNION ".join(
    f"SELECT * FROM ({_SELECT.format(condition=f'{column} = ? AND')}) AS {column}"
    for column in ("delegator", "from_delegate", "to_delegate")
)


def load_delegations_before(reader: Reader, before: Place, limit: int) -> list[DelegationRow]:
    """All that are older than a place."""
    rows = reader.all(_SELECT.format(condition=""), (*before, limit))
    return [DelegationRow._make(row) for row in rows]


def load_delegations_of_before(
    reader: Reader, account: Address, before: Place, limit: int
) -> list[DelegationRow]:
    """Those of an account's tokens, to it and away from it, that are older than a place."""
    sql = f"{_CONCERNED} ORDER BY block_number DESC, log_index DESC LIMIT ?"
    rows = reader.all(sql, (*(account, *before, limit) * 3, limit))
    return [DelegationRow._make(row) for row in rows]
