"""Words that sign-in messages must hold: each is spent once, by whoever comes first."""

from lexiarch.store.database import Writer


def save_nonce(writer: Writer, nonce: str, expires: int) -> None:
    """Keeps a new nonce until a time, in seconds since 1970."""
    writer.insert_into("nonce", ("nonce", "expires"), [(nonce, expires)])


def spend_nonce(writer: Writer, nonce: str, now: int) -> bool:
    """Takes a nonce away. Returns whether it was there: of many who try, one is told so."""
    return writer.execute("DELETE FROM nonce WHERE nonce = ? AND expires > ?", (nonce, now)) > 0


def delete_expired_nonces(writer: Writer, now: int) -> int:
    """Forgets nonces that nobody spent. Returns how many there were."""
    return writer.execute("DELETE FROM nonce WHERE expires <= ?", (now,))


def delete_oldest_nonces(writer: Writer, most: int) -> int:
    """Forgets the oldest when there are more than a number. Returns how many there were."""
    row = writer.one("SELECT expires FROM nonce ORDER BY expires DESC LIMIT 1 OFFSET ?", (most,))
    return writer.execute("DELETE FROM nonce WHERE expires <= ?", row) if row else 0
