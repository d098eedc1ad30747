"""Ends grants when the status, the consent or the session has ended, and sees that the websites are told."""

import logging
import time
from collections.abc import Iterable
from threading import Event
from typing import Final

from lexiarch.domain.chain import Hash32
from lexiarch.domain.errors import LexiarchError
from lexiarch.domain.words import Change
from lexiarch.proofs.openid.claims import OFFLINE
from lexiarch.proofs.openid.endings import Endings
from lexiarch.proofs.openid.grants import is_agreed
from lexiarch.proofs.openid.notices import Notices
from lexiarch.proofs.openid.parts import Parts
from lexiarch.store.outbox import load_changes, load_last_change_id
from lexiarch.store.private.openid_grants import (
    GrantRow,
    delete_stale,
    load_grants,
    load_grants_by_handle,
    load_grants_signed_out,
)

_STEP_SECONDS: Final = 0.5
_ALL_SECONDS: Final = 10.0
"""Between two looks at all grants: iDs run out without an event."""
_TROUBLE_SECONDS: Final = 5.0
_AT_ONCE: Final = 500
_UNUSED_SECONDS: Final = 300

_LOG = logging.getLogger("lexiarch.openid")


class Watch:
    """Looks again and again. Several processes may: each end is noted once."""

    def __init__(self, parts: Parts, notices: Notices) -> None:
        self._parts = parts
        self._notices = notices
        self._endings = Endings(parts)
        self._seen: int | None = None
        self._all_at = 0.0

    def run(self, stop: Event) -> None:
        """Runs until `stop` is set; no failure ends it."""
        while not stop.is_set():
            pause = _STEP_SECONDS
            try:
                self.step()
            except Exception as error:  # a database is gone, or worse; what was missed is looked at again
                self._all_at = 0.0
                known = isinstance(error, LexiarchError)
                _LOG.warning("the watch over grants waits: %s", error, exc_info=not known)
                pause = _TROUBLE_SECONDS
            stop.wait(pause)

    def step(self) -> None:
        """Ends what has ended, and delivers what is due."""
        now = time.monotonic()
        touched = self._touched()
        if now >= self._all_at:
            self._all_at = now + _ALL_SECONDS
            self._look_at_all()
        elif touched:
            with self._parts.private.read() as reader:
                grants = [grant for handle in touched for grant in load_grants_by_handle(reader, handle)]
            self._end(grant for grant in grants if self._has_ended(grant))
        with self._parts.private.read() as reader:
            signed_out = load_grants_signed_out(reader, self._parts.now)
        self._sign_out(signed_out)
        self._notices.deliver_due()

    def _touched(self) -> set[bytes]:
        """Accounts whose iD may have changed since the last look; after a rebuild, all."""
        with self._parts.index.read() as reader:
            last = load_last_change_id(reader)
            if self._seen is None or last < self._seen:
                self._seen, self._all_at = last, 0.0
            changes = load_changes(reader, self._seen, _AT_ONCE) if last > self._seen else []
        if changes:
            self._seen = changes[-1].id
        if any(change.kind == Change.REORG for change in changes):
            self._all_at = 0.0
        return {bytes.fromhex(row.subject[2:]) for row in changes if row.kind == Change.HOLDER}

    def _look_at_all(self) -> None:
        with self._parts.private.read() as reader:
            grants = load_grants(reader)
            by_consent = {_consent_of(grant): grant for grant in grants}
            agreed = {consent for consent, grant in by_consent.items() if is_agreed(reader, grant)}
        live = {
            who: self._parts.find(*who) is not None
            for who in {(grant.means, grant.seed, grant.handle) for grant in grants}
        }
        self._end(
            grant
            for grant in grants
            if _consent_of(grant) not in agreed or not live[grant.means, grant.seed, grant.handle]
        )
        now = self._parts.now
        with self._parts.private.write() as writer:
            delete_stale(writer, now, now - _UNUSED_SECONDS)

    def _has_ended(self, grant: GrantRow) -> bool:
        return self._parts.find(grant.means, grant.seed, grant.handle) is None

    def _end(self, grants: Iterable[GrantRow]) -> None:
        for grant in grants:
            with self._parts.private.write() as writer:
                self._endings.end(writer, grant)

    def _sign_out(self, grants: Iterable[GrantRow]) -> None:
        """A website that may ask while its visitor is away hears of the sign-out, and may still ask."""
        for grant in grants:
            offline = OFFLINE in grant.scope.split()
            with self._parts.private.write() as writer:
                (self._endings.sign_out if offline else self._endings.end)(writer, grant)


def _consent_of(grant: GrantRow) -> tuple[Hash32, str, int]:
    """What the grants of one consent have in common: it is looked up once for all of them."""
    return grant.seed, grant.client_id, grant.consent_id
