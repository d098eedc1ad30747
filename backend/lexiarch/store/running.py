"""The last values, which the projection of the next block goes on from."""

from typing import TypeVar

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.store import accounts, counts
from lexiarch.store.database import Reader, Record
from lexiarch.store.keyset import MAX_BIGINT
from lexiarch.store.tables import TABLES, AccreditationRow, AttestationRow, RecoveryRow

R = TypeVar("R", AccreditationRow, AttestationRow, RecoveryRow)

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


def load_last_attestation(reader: Reader, person_tag: Hash32) -> AttestationRow | None:
    """The last attestation of an iD, whatever came of it; None when it never began."""
    return _last_row(reader, AttestationRow, "person_tag = ?", person_tag)


def load_suspended_until(reader: Reader, person_tag: Hash32) -> int:
    """First moment at which an iD's last suspension is over; 0 when it never was suspended."""
    row = _last_of_tag(reader, "until", "suspension", person_tag)
    return int(row[0]) if row else 0


def load_last_start(reader: Reader, person_tag: Hash32) -> RecoveryRow | None:
    """The last request to move an iD; None when there never was one."""
    return _last_row(reader, RecoveryRow, "step = 'started' AND person_tag = ?", person_tag)


def load_proposal_of_operation(reader: Reader, operation_id: Hash32) -> bytes | None:
    """Id (as in tables) of the proposal that an operation of the timelock carries out; None of others."""
    row = reader.one(f"SELECT proposal_id FROM operation WHERE operation_id = ? {_LAST}", (operation_id,))
    return row[0] if row else None


def load_open_operations(reader: Reader) -> list[bytes]:
    """Ids, as tables hold them, of proposals that wait in the timelock."""
    rows = reader.all(
        "SELECT DISTINCT o.proposal_id FROM operation o WHERE NOT EXISTS (SELECT 1 FROM proposal_step s "
        "WHERE s.proposal_id = o.proposal_id AND s.step IN ('executed', 'canceled'))"
    )
    return [row[0] for row in rows]


def load_accreditation(reader: Reader, number: int) -> AccreditationRow | None:
    """All that is set of an accreditation; None when it was never given."""
    return _last_row(reader, AccreditationRow, "number = ?", number)


def load_owner(reader: Reader, contract: ContractName) -> Address:
    """Who owns a contract."""
    row = reader.one(f"SELECT account FROM owner WHERE contract = ? {_LAST}", (contract.value,))
    return Address(row[0]) if row else ZERO_ADDRESS


def load_accounts_after(reader: Reader, after: Address, limit: int) -> list[Address]:
    """Accounts that have held tokens, voting power or an iD, in order, after a given one."""
    some = "SELECT * FROM (SELECT DISTINCT {} FROM {} WHERE {} > ? ORDER BY 1 LIMIT ?) AS {}"
    sources = (("account", "balance"), ("account", "power"), ("holder", "attestation"))
    union = " UNION ".join(some.format(column, table, column, table) for column, table in sources)
    rows = reader.all(f"{union} ORDER BY 1 LIMIT ?", (*(after, limit) * len(sources), limit))
    return [Address(row[0]) for row in rows]


def _last_row(reader: Reader, kind: type[R], where: str, key: object) -> R | None:
    sql = f"SELECT {', '.join(kind._fields)} FROM {TABLES[kind]} WHERE {where} {_LAST}"
    row = reader.one(sql, (key,))
    return kind(*row) if row else None


def _last_of_tag(reader: Reader, column: str, table: str, person_tag: Hash32) -> Record | None:
    return reader.one(
        f"SELECT {column}, block_number, log_index FROM {table} WHERE person_tag = ? {_LAST}", (person_tag,)
    )
