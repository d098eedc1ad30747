"""Forgets, now and then, what is kept for nothing."""

from collections.abc import Callable
from typing import Final

from lexiarch.proofs.consents import KEPT_SECONDS
from lexiarch.store.database import Writer
from lexiarch.store.private.consents import delete_ended_consents
from lexiarch.store.private.nonces import delete_expired_nonces, delete_oldest_nonces
from lexiarch.store.private.reads import delete_reads_before
from lexiarch.store.private.sessions import delete_expired_sessions
from lexiarch.store.private.spent import delete_expired_spent

MOST_NONCES: Final = 100_000
"""That are kept: a flood drives out the oldest, and who signs within seconds is let in all the same."""
_PAUSE: Final = 10
"""Seconds between two sweeps of a process."""


class Sweep:
    """Run with something else that writes; does its work at most every ten seconds.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._next = 0.0

    def run(self, writer: Writer) -> None:
        """Sweeps, if it is time."""
        now = int(self._clock())
        if now < self._next:
            return
        self._next = now + _PAUSE
        delete_expired_nonces(writer, now)
        delete_oldest_nonces(writer, MOST_NONCES)
        delete_expired_spent(writer, now)
        delete_expired_sessions(writer, now)
        delete_ended_consents(writer, now - KEPT_SECONDS)
        delete_reads_before(writer, now - KEPT_SECONDS)
