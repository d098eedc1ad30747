"""What may still be spent today."""

import time
from collections.abc import Callable
from typing import Literal

from lexiarch.relay.intake.acts import FUNCTIONS
from lexiarch.relay.intake.sources import DAY
from lexiarch.relay.sending.fees import first_offer
from lexiarch.relay.sending.journal import Journal
from lexiarch.relay.sending.outgoing import Look
from lexiarch.relay.settings import Act, RelaySettings


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

    def balance_word(self, look: Look) -> Literal["ample", "low", "empty"]:
        """For how long the account lasts: for a day at its limit, for less, for no secret ballot."""
        offer = first_offer(look.fees, self._settings.max_fee)
        max_fee = offer.max_fee if offer else self._settings.max_fee
        if look.balance < FUNCTIONS[Act.SECRET_BALLOT][0].gas * max_fee:
            return "empty"
        return "ample" if look.balance >= self._settings.wei_per_day else "low"

    def is_gone(self, secret: bool, cost: int) -> bool:
        """Whether so many wei are not there today, even if what is under way costs nothing."""
        under_way = sum(entry.reserve for entry in self._journal.entries if secret or not entry.secret)
        return self.room(secret) + under_way < cost
