"""The Assembly's rules, now and at any time."""

from lexiarch.domain.words import Setting
from lexiarch.store.database import Reader
from lexiarch.store.tables import decode_amount


def load_setting_at(reader: Reader, name: Setting, time: int) -> int:
    """A rule's value at a time; 0 before it was first set, as the contract answers.

    Args:
        time: seconds since 1970.
    """
    row = reader.one(
        "SELECT value FROM setting WHERE name = ? AND block_time <= ? "
        "ORDER BY block_time DESC, block_number DESC, log_index DESC LIMIT 1",
        (name.value, time),
    )
    return decode_amount(row[0]) if row else 0
