"""Delivers one hook's changes, in order; each as often as it takes, and the next only then."""

import logging
import random
import time
from collections.abc import Sequence
from threading import Event, Thread

from lexiarch import __version__
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import LexiarchError
from lexiarch.domain.words import Change
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Leadership
from lexiarch.store.meta import load_head
from lexiarch.store.webhooks import begin_cursor, load_cursor, move_cursor
from lexiarch.views.changes import build_changes, build_last_change_id
from lexiarch.views.models import StreamEvent
from lexiarch.web.outbound.addresses import resolve
from lexiarch.web.outbound.failure import AddressForbidden, DeliveryFailed
from lexiarch.web.outbound.post import post
from lexiarch.webhooks.hooks import Hook
from lexiarch.webhooks.signature import sign

ATTEMPTS = 12
"""After so many a hook is parked; about 20 minutes after the first."""
_LONGEST_SECONDS = 600.0  # between two attempts
_PARKED_SECONDS = 3600.0  # between two attempts of a parked hook
_IDLE_SECONDS = 0.5
_TROUBLE_SECONDS = 5.0
_AT_ONCE = 200
_UNWANTED = 1000
"""Changes passed over before the cursor is saved nevertheless."""

_LOG = logging.getLogger("lexiarch.webhooks")


def start_couriers(
    hooks: Sequence[Hook], database: Database, deployment: Deployment, leadership: Leadership, stop: Event
) -> list[Thread]:
    """A thread for each hook, so that none waits for another; they end with `stop`."""
    couriers = [Courier(hook, database, deployment, leadership) for hook in hooks]
    threads = [
        Thread(target=courier.run, args=(stop,), name=f"webhook {hook.name}", daemon=True)
        for hook, courier in zip(hooks, couriers, strict=True)
    ]
    for thread in threads:
        thread.start()
    return threads


class Courier:
    """Follows the stream of changes while its process leads.

    Args:
        leadership: asked, never taken here.
    """

    def __init__(
        self, hook: Hook, database: Database, deployment: Deployment, leadership: Leadership
    ) -> None:
        self._hook = hook
        self._database = database
        self._start_block = deployment.start_block
        self._leadership = leadership
        self._saved = 0  # the cursor in the database, when last seen
        self._at: int | None = None  # the last change looked at; None: where the cursor is
        self._failures = 0

    def run(self, stop: Event) -> None:
        """Runs until `stop` is set; no failure ends it."""
        while not stop.is_set():
            try:
                pause = self._step(stop)
            except DeliveryFailed as failure:
                pause = self._note(failure)
            except Exception as error:  # the database is gone, or worse; the cursor is where it was
                self._at = None
                known = isinstance(error, LexiarchError)
                _LOG.warning("webhook %s waits: %s", self._hook.name, error, exc_info=not known)
                pause = _TROUBLE_SECONDS
            self._wait(stop, pause)

    def _step(self, stop: Event) -> float:
        """Delivers what there is. Returns how long to wait, in seconds.

        Raises:
            DeliveryFailed: the next change is not delivered yet.
        """
        if not self._leadership.held:
            self._at, self._failures = None, 0  # another process goes on from the cursor
            return _IDLE_SECONDS
        changes, newest = self._read()
        for change in changes:
            if stop.is_set() or not self._leadership.held:
                return 0
            done = change.id
            if self._is_rebuild(change):  # what it tells again is old: whoever hears of it reads all anew
                if newest is None:
                    return _IDLE_SECONDS
                done = newest
            wanted = self._hook.wants(change.kind, change.subject)
            if wanted:
                self._deliver(change)
            self._at = done
            if wanted or done - self._saved >= _UNWANTED or done != change.id:
                self._save(done)
            if self._at != change.id:
                return 0
        return 0 if len(changes) == _AT_ONCE else _IDLE_SECONDS

    def _read(self) -> tuple[list[StreamEvent], int | None]:
        """The next changes, and the newest one's id; None for it while the index is behind the chain."""
        with self._database.read() as reader:
            head, checkpoint = load_head(reader), load_checkpoint(reader)
            behind = head is None or checkpoint is None or checkpoint.number < head.number
            newest = None if behind else build_last_change_id(reader)
            saved = load_cursor(reader, self._hook.name)
            if saved is not None:
                if self._at is None or saved != self._saved:
                    self._at, self._saved = saved, saved
                return build_changes(reader, self._at, _AT_ONCE), newest
        if newest is not None:
            with self._database.write() as writer:
                begin_cursor(writer, self._hook.name, newest)
        return [], newest

    def _save(self, done: int) -> None:
        with self._database.write() as writer:
            moved = move_cursor(writer, self._hook.name, self._saved, done)
        if moved:
            self._saved = done
        else:
            self._at = None  # another process leads, or did

    def _is_rebuild(self, change: StreamEvent) -> bool:
        ancestor = change.data.get("ancestor")
        return change.kind == Change.REORG and isinstance(ancestor, int) and ancestor < self._start_block

    def _deliver(self, change: StreamEvent) -> None:
        target, body = self._hook.target, change.model_dump_json().encode()
        message_id, now = str(change.id), int(time.time())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"Lexiarch/{__version__}",
            "Webhook-Id": message_id,
            "Webhook-Timestamp": str(now),
            "Webhook-Signature": sign(self._hook.secret, message_id, now, body),
        }
        addresses = resolve(target.host, target.port, allow_private=self._hook.allow_private)
        post(target, addresses, headers, body)
        if self._failures:
            _LOG.info("webhook %s delivers again, from id=%d", self._hook.name, change.id)
        self._failures = 0

    def _note(self, failure: DeliveryFailed) -> float:
        """Counts and logs it. Returns how long to wait, in seconds."""
        self._failures = ATTEMPTS if isinstance(failure, AddressForbidden) else self._failures + 1
        name, at = self._hook.name, self._at
        if self._failures < ATTEMPTS:
            longest = min(_LONGEST_SECONDS, 2.0 ** (self._failures - 1))
            _LOG.warning("webhook %s failed after id=%s, attempt %d: %s", name, at, self._failures, failure)
        else:
            longest = _PARKED_SECONDS
            _LOG.error("webhook %s is parked after id=%s and tried once an hour: %s", name, at, failure)
        return longest * random.uniform(0.5, 1)

    def _wait(self, stop: Event, seconds: float) -> None:
        """Not longer than this process leads: a receiver's patience with another is its own."""
        until = time.monotonic() + seconds
        led = self._leadership.held
        while (left := until - time.monotonic()) > 0 and not stop.is_set() and led == self._leadership.held:
            stop.wait(min(left, _IDLE_SECONDS))
