"""What an account had and did up to a time: always the last row that is not later."""

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.domain.governor import Clock
from lexiarch.store.database import Reader, Record
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.store.proposal_records import MOMENT
from lexiarch.store.tables import BalanceRow, PowerRow, decode_amount


def _last(
    reader: Reader, what: tuple[str, str, str], account: Address, at: int, clock: Clock
) -> Record | None:
    column, table, of = what
    sql = f"""SELECT {column} FROM {table} WHERE {of} = ? AND {MOMENT[clock]} <= ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1"""
    return reader.one(sql, (account, at))


def load_balance(reader: Reader, account: Address, at: int, clock: Clock = Clock.TIMESTAMP) -> int:
    """Tokens of an account at a moment of a clock, in 10^-18."""
    row = _last(reader, ("amount", "balance", "account"), account, at, clock)
    return decode_amount(row[0]) if row else 0


def load_power(reader: Reader, account: Address, at: int, clock: Clock = Clock.TIMESTAMP) -> int:
    """Voting power of an account at a moment of a clock, in 10^-18 tokens."""
    row = _last(reader, ("votes", "power", "account"), account, at, clock)
    return decode_amount(row[0]) if row else 0


def load_powers_before(reader: Reader, account: Address, before: Place, limit: int) -> list[PowerRow]:
    """Changes of an account's voting power that are older than a place, newest first."""
    sql = f"""SELECT {", ".join(PowerRow._fields)} FROM power
        WHERE account = ? AND (block_number, log_index) < (?, ?)
        ORDER BY block_number DESC, log_index DESC LIMIT ?"""
    return [PowerRow._make(row) for row in reader.all(sql, (account, *before, limit))]


def load_power_points(reader: Reader, account: Address, most: int) -> list[PowerRow]:
    """All changes of an account's voting power, oldest first; of more than `most`, those in force at so many
    blocks, evenly chosen from the first change to the last.
    """
    newest = load_powers_before(reader, account, NEWEST, most + 1)
    if len(newest) <= most:
        return newest[::-1]
    oldest = "SELECT block_number FROM power WHERE account = ? ORDER BY block_number, log_index LIMIT 1"
    first, newest_block = (reader.one(oldest, (account,)) or (0,))[0], newest[0].block_number
    blocks = sorted({first + (newest_block - first) * number // (most - 1) for number in range(most)})
    last = """(SELECT l.{} FROM power l WHERE l.account = ? AND l.block_number <= asked.block
        ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)"""
    fields = ", ".join(last.format(name) for name in PowerRow._fields)
    sql = f"""WITH asked(block) AS (VALUES {", ".join(["(?)"] * len(blocks))})
        SELECT {fields} FROM asked ORDER BY asked.block"""
    rows = reader.all(sql, (*blocks, *[account] * len(PowerRow._fields)))
    return [PowerRow._make(row) for row in dict.fromkeys(rows)]


def load_balances_before(reader: Reader, account: Address, before: Place, limit: int) -> list[BalanceRow]:
    """Changes of the tokens that an account holds that are older than a place, newest first."""
    sql = f"""SELECT {", ".join(BalanceRow._fields)} FROM balance
        WHERE account = ? AND (block_number, log_index) < (?, ?)
        ORDER BY block_number DESC, log_index DESC LIMIT ?"""
    return [BalanceRow._make(row) for row in reader.all(sql, (account, *before, limit))]


def load_delegate(
    reader: Reader, account: Address, at: int, clock: Clock = Clock.TIMESTAMP
) -> Address | None:
    """Who cast the votes of an account's tokens at a moment of a clock; None when nobody did."""
    row = _last(reader, ("to_delegate", "delegation", "delegator"), account, at, clock)
    return Address(row[0]) if row and row[0] != ZERO_ADDRESS else None


def load_delegator_count(reader: Reader, delegate: Address, at: int) -> int:
    """Accounts whose delegate was this account at a time, itself included."""
    sql = """SELECT count(*) FROM delegation d
        WHERE d.to_delegate = ? AND d.to_delegate <> ? AND d.block_time <= ? AND NOT EXISTS (
            SELECT 1 FROM delegation l WHERE l.delegator = d.delegator AND l.block_time <= ?
            AND (l.block_number, l.log_index) > (d.block_number, d.log_index))"""
    return _count(reader.one(sql, (delegate, ZERO_ADDRESS, at, at)))


def load_votes_cast(reader: Reader, voter: Address, at: int) -> int:
    """Ballots of an account up to a time."""
    return _count(reader.one("SELECT count(*) FROM vote WHERE voter = ? AND block_time <= ?", (voter, at)))


def load_proposals_made(reader: Reader, proposer: Address, at: int) -> int:
    """Proposals of an account up to a time."""
    sql = "SELECT count(*) FROM proposal WHERE proposer = ? AND block_time <= ?"
    return _count(reader.one(sql, (proposer, at)))


def _count(row: Record | None) -> int:
    return int(row[0]) if row else 0
