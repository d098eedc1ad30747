"""Delivers logout tokens to websites (OpenID Connect Back-Channel Logout 1.0), as often as it takes."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlencode

from lexiarch import __version__
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.tokens import sign_logout_token
from lexiarch.store.private.openid_notices import (
    NoticeRow,
    claim_notice,
    delete_notice,
    load_due_notices,
    postpone_notice,
)
from lexiarch.web.outbound.addresses import resolve
from lexiarch.web.outbound.failure import AddressForbidden, DeliveryFailed
from lexiarch.web.outbound.post import SECONDS, post
from lexiarch.web.outbound.target import target_of

ATTEMPTS: Final = 12
"""After so many a website is not told any more; about an hour after the first."""
_AT_ONCE: Final = 8
_CLAIM_SECONDS: Final = 2 * int(SECONDS)
"""After it another process may think that this one has died."""

_LOG = logging.getLogger("lexiarch.openid")


class Notices:
    """Sends what is due. Several processes may: each attempt is one process's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._senders = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="logout")

    def deliver_due(self) -> None:
        """Begins to send what is due, and waits for none of it: a slow website holds up no other."""
        now = self._parts.now
        with self._parts.private.read() as reader:
            due = load_due_notices(reader, now, _AT_ONCE)
        for notice in due:
            with self._parts.private.write() as writer:
                taken = claim_notice(writer, notice, now + _CLAIM_SECONDS)
            if taken:
                self._senders.submit(self._deliver, notice)

    def close(self) -> None:
        """Ends; what was not delivered is due again later."""
        self._senders.shutdown(wait=False, cancel_futures=True)

    def _deliver(self, notice: NoticeRow) -> None:
        try:
            done = self._send(notice)
        except AddressForbidden as failure:
            _LOG.error("client %s is not told of a logout: %s", notice.client_id, failure)
            done = True
        except DeliveryFailed as failure:
            done = notice.attempts + 1 >= ATTEMPTS
            level = logging.ERROR if done else logging.WARNING
            words = "is not told of a logout" if done else f"missed a logout, attempt {notice.attempts + 1}"
            _LOG.log(level, "client %s %s: %s", notice.client_id, words, failure)
        except Exception:
            _LOG.exception("a logout of client %s is tried again", notice.client_id)
            return
        with self._parts.private.write() as writer:
            if done:
                delete_notice(writer, notice.id)
            else:
                postpone_notice(writer, notice.id, self._parts.now + 2**notice.attempts)

    def _send(self, notice: NoticeRow) -> bool:
        client = self._parts.clients.get(notice.client_id)
        if client is None or not client.backchannel_logout_uri:
            return True
        target = target_of(client.backchannel_logout_uri)
        token = sign_logout_token(self._parts, client, notice.sub, notice.sid)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"Lexiarch/{__version__}",
        }
        addresses = resolve(target.host, target.port, allow_private=client.allow_private)
        post(target, addresses, headers, urlencode({"logout_token": token}).encode())
        return True
