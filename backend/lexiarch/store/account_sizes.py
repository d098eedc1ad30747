"""How many rows there are of one account, by what they are about."""

from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader


class AccountSizes(NamedTuple):
    """Numbers of rows."""

    attestations: int
    votes: int
    delegations: int
    power: int
    balances: int
    proposals: int


# A change of delegate can name the account twice: UNION counts it once.
_DELEGATIONS = " UNION ".join(
    f"SELECT block_number, log_index FROM delegation WHERE {column} = ?"
    for column in ("delegator", "from_delegate", "to_delegate")
)

_SIZES = f"""SELECT
    (SELECT count(*) FROM attestation WHERE holder = ?),
    (SELECT count(*) FROM vote WHERE voter = ?),
    (SELECT count(*) FROM ({_DELEGATIONS}) AS d),
    (SELECT count(*) FROM power WHERE account = ?),
    (SELECT count(*) FROM balance WHERE account = ?),
    (SELECT count(*) FROM proposal WHERE proposer = ?)
"""


def load_account_sizes(reader: Reader, account: Address) -> AccountSizes:
    """How many rows there are of an account in all."""
    row = reader.one(_SIZES, (account,) * _SIZES.count("?"))
    return AccountSizes._make(map(int, row)) if row else AccountSizes(0, 0, 0, 0, 0, 0)
