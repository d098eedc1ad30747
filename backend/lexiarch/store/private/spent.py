"""What may be used once, and was: kept until nobody could use it any more."""

from lexiarch.store.database import Writer


def spend(writer: Writer, digest: bytes, expires: int) -> bool:
    """Notes a use. Returns whether it was the first: of many who try, one is told so.

    Args:
        expires: from when on it cannot be used anyway, in seconds since 1970.
    """
    sql = "INSERT INTO spent (digest, expires) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING"
    return writer.execute(sql, (digest, expires)) > 0


def delete_expired_spent(writer: Writer, now: int) -> int:
    """Forgets what cannot be used any more. Returns how many there were."""
    return writer.execute("DELETE FROM spent WHERE expires <= ?", (now,))
