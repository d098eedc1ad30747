"""The last values, which the projection of the next block goes on from."""

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store import accounts, counts
from lexiarch.store.database import Reader, Record
from lexiarch.store.keyset import MAX_BIGINT

_LAST = "ORDER BY block_number DESC, log_index DESC LIMIT 1"


def load_last_balance(reader: Reader, account: Address) -> int:
    """Tokens that an account holds, in 10^-18."""
    return accounts.load_balance(reader, account, MAX_BIGINT)


def load_last_supply(reader: Reader) -> int:
    """Token supply, in 10^-18."""
    return counts.load_supply_at(reader, MAX_BIGINT)


def load_last_holder_count(reader: Reader) -> int:
    """Persons in the roll's count."""
    return counts.load_holder_count_at(reader, MAX_BIGINT)


def load_kind_on_roll(reader: Reader, person_tag: Hash32) -> int | None:
    """Kind of an iD that was given and since then neither revoked, left nor swept; None for any other.

    An iD whose time is over stays on the roll until it is swept.
    """
    given = _last_of_tag(reader, "kind", "attestation", person_tag)
    if given is None:
        return None
    ended = _last_of_tag(reader, "how", "attestation_end", person_tag)
    return None if ended is not None and ended[1:] > given[1:] else int(given[0])


def load_valid_from(reader: Reader, accreditation: int) -> int:
    """When the accreditation with this number began, in seconds since 1970."""
    row = reader.one(f"SELECT valid_from FROM accreditation WHERE number = ? {_LAST}", (accreditation,))
    return int(row[0]) if row else 0


def load_accounts_after(reader: Reader, after: Address, limit: int) -> list[Address]:
    """Accounts that have held tokens, voting power or an iD, in order, after a given one."""
    some = "SELECT * FROM (SELECT DISTINCT {} FROM {} WHERE {} > ? ORDER BY 1 LIMIT ?) AS {}"
    sources = (("account", "balance"), ("account", "power"), ("holder", "attestation"))
    union = " UNION ".join(some.format(column, table, column, table) for column, table in sources)
    rows = reader.all(f"{union} ORDER BY 1 LIMIT ?", (*(after, limit) * len(sources), limit))
    return [Address(row[0]) for row in rows]


def _last_of_tag(reader: Reader, column: str, table: str, person_tag: Hash32) -> Record | None:
    return reader.one(
        f"SELECT {column}, block_number, log_index FROM {table} WHERE person_tag = ? {_LAST}", (person_tag,)
    )
