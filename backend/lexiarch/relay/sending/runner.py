"""Takes steps as long as the process lives."""

import logging
import math
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Final

from lexiarch.domain.errors import LexiarchError
from lexiarch.relay.errors import NotReady
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import Queue
from lexiarch.relay.sending.outgoing import Look
from lexiarch.relay.sending.sender import Sender
from lexiarch.relay.sending.wallet import Wallet

IDLE_SECONDS: Final = 10.0
"""Between two looks at the chain when there is nothing to do."""
STALE_SECONDS: Final = 60.0
"""A relay that has not seen the chain for so long takes nothing."""
DRAIN_SECONDS: Final = 8.0
"""To send what waits when the process is told to end."""
_LONGEST_PAUSE: Final = 15.0
_WATCH_POLLS: Final = 5
"""Between two looks at what is in a block and only has to become final."""

logger = logging.getLogger(__name__)


class Runner:
    """The sender's thread.

    Args:
        clock: seconds that never go back.
    """

    def __init__(
        self,
        sender: Sender,
        wallet: Wallet,
        queue: Queue,
        parts: Parts,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sender = sender
        self._wallet = wallet
        self._queue = queue
        self._poll = parts.settings.poll_seconds
        self._budget = parts.budget
        self._clock = clock
        self._wake = Event()
        self._resumed = False
        self._seen_at = float("-inf")
        self._failures = 0
        self._told = ""
        self._balance = ""
        self.contact: float | None = None
        """When the last step succeeded, in seconds since 1970."""

    def fresh_look(self) -> Look:
        """What the chain was a moment ago.

        Raises:
            NotReady: the node has not been reached for a while.
        """
        look = self._sender.look
        if look is None or self._clock() - self._seen_at > STALE_SECONDS:
            raise NotReady
        return look

    @property
    def trouble(self) -> str:
        """What keeps the relay from sending; empty when nothing does."""
        return self._told

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def run(self, stop: Event) -> None:
        """Until `stop` is set (and {wake} called); no failure ends it. Then sends what waits."""
        while not stop.is_set():
            self._wake.clear()
            self._step()
            self._wake.wait(self._pause())
        self._queue.release()
        until = self._clock() + DRAIN_SECONDS
        while not self._queue.is_empty and self._clock() < until:
            self._step()
            if not self._queue.is_empty:
                time.sleep(min(self._poll, 1))
        if not self._queue.is_empty:
            logger.warning("Requests that could not be sent any more are forgotten; their senders find out.")

    def _step(self) -> None:
        try:
            if not self._resumed:
                self._wallet.resume()
                self._resumed = True
            self._sender.step()
        except Exception as error:  # whatever it is, the journal knows what is under way
            self._failures += 1
            self._tell(error.code if isinstance(error, LexiarchError) else place_of(error))
            return
        self._failures = 0
        self._seen_at = self._clock()
        self.contact = time.time()
        self._tell(self._wallet.refused or self._sender.held_up)
        self._tell_balance()

    def _pause(self) -> float:
        if self._failures:
            return min(_LONGEST_PAUSE, math.ldexp(self._poll, min(self._failures, 10)))
        pause = IDLE_SECONDS if self._sender.is_idle else _WATCH_POLLS * self._poll
        return self._poll if self._sender.is_busy else min(pause, self._queue.seconds_to_next())

    def _tell(self, trouble: str) -> None:
        """Once for each change. Never what an error says: it may hold what was asked for."""
        if trouble == self._told:
            return
        self._told = trouble
        if trouble:
            logger.warning("The relay is held up: %s. See docs/relay.md.", trouble)
        else:
            logger.info("The relay goes on.")

    def _tell_balance(self) -> None:
        """Once for each change, long before nothing is left."""
        word = self._budget.balance_word(self.fresh_look())
        if word != self._balance and (word != "ample" or self._balance):
            level = logging.INFO if word == "ample" else logging.WARNING
            logger.log(level, "The account's balance is %s: see docs/relay.md.", word)
        self._balance = word


def place_of(error: BaseException) -> str:
    """Kind of an error and where it came from, without what it says."""
    trace, where = error.__traceback__, ""
    while trace:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {where}"
