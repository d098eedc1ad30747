"""What may still be spent today."""

import time
from collections.abc import Callable

from lexiarch.relay.intake.sources import DAY
from lexiarch.relay.sending.journal import Journal
from lexiarch.relay.settings import RelaySettings


class Budget:
    """The day's limit (UTC), of which a part is kept for secret ballots.

    Args:
        clock: seconds since 1970.
    """

    def __init__(
        self, settings: RelaySettings, journal: Journal, clock: Callable[[], float] = time.time
    ) -> None:
        self._settings = settings
        self._journal = journal
        self._clock = clock

    @property
    def day(self) -> int:
        """Since 1970."""
        return int(self._clock()) // DAY

    @property
    def seconds_left(self) -> int:
        """Of the day."""
        return DAY - int(self._clock()) % DAY

    @property
    def spent(self) -> int:
        """Wei, with all that transactions under way can cost."""
        return self._journal.spent(self.day)

    def room(self, secret: bool) -> int:
        """Wei that may be added, for secret ballots or for other acts."""
        room = self._settings.wei_per_day - self.spent
        if secret:
            return room
        return min(room, self._settings.wei_per_day_of_others - self._journal.spent_on_others(self.day))

    def is_gone(self, secret: bool, cost: int) -> bool:
        """Whether so many wei are not there today, even if what is under way costs nothing."""
        under_way = sum(entry.reserve for entry in self._journal.entries if secret or not entry.secret)
        return self.room(secret) + under_way < cost
