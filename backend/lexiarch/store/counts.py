"""How many there are: tokens, persons; now and at any time."""

from lexiarch.store.database import Reader
from lexiarch.store.tables import decode_amount

_AT = "WHERE block_time <= ? ORDER BY block_time DESC, block_number DESC, log_index DESC LIMIT 1"


def load_supply_at(reader: Reader, time: int) -> int:
    """Token supply at a time, in 10^-18 tokens."""
    row = reader.one(f"SELECT amount FROM supply {_AT}", (time,))
    return decode_amount(row[0]) if row else 0


def load_holder_count_at(reader: Reader, time: int) -> int:
    """Persons in the roll's count at a time: `holderCountAt`."""
    row = reader.one(f"SELECT persons FROM holder_count {_AT}", (time,))
    return int(row[0]) if row else 0
