"""Offers that a member's wallet takes: a code for a token, a token for credentials (OpenID4VCI 1.0)."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.proofs.credentials.errors import WalletRefused
from lexiarch.proofs.sessions import digest_of
from lexiarch.proofs.standing import Standing, load_standing_now
from lexiarch.store.database import Database, Writer
from lexiarch.store.private.credentials import (
    GrantRow,
    OfferRow,
    delete_expired_credential_access,
    load_grant,
    load_offer,
    note_failure,
    save_grant,
    save_offer,
    take_offer,
)

OFFER_SECONDS: Final = 600
TOKEN_SECONDS: Final = 600
BATCH_SIZE: Final = 10
"""Credentials for one offer. Each is to be shown once."""
TX_CODE_LENGTH: Final = 6
_MOST_FAILURES: Final = 5
GRANT_TYPE: Final = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


class Offer(NamedTuple):
    """What a member's wallet is given."""

    code: str
    tx_code: str | None
    """What the member types into the wallet; None when none is wanted."""
    expires: int


class Grant(NamedTuple):
    """What a wallet with an access token may fetch."""

    digest: bytes
    account: Address
    standing: Standing


class Offers:
    """Offers and access tokens in the private database, by their digests. Any thread may use it.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, index: Database, private: Database, clock: Callable[[], float] = time.time) -> None:
        self._index = index
        self._private = private
        self._clock = clock

    def make(self, account: Address, person_tag: Hash32, *, with_tx_code: bool) -> Offer:
        """An offer, in the place of the one that the account had."""
        code = secrets.token_urlsafe(32)
        tx_code = f"{secrets.randbelow(10**TX_CODE_LENGTH):0{TX_CODE_LENGTH}}" if with_tx_code else None
        now = int(self._clock())
        tx_digest = _tx_digest(code, tx_code) if tx_code else None
        row = OfferRow(digest_of(code), account, person_tag, tx_digest, 0, now + OFFER_SECONDS)
        with self._private.write() as writer:
            delete_expired_credential_access(writer, now)
            save_offer(writer, row)
        return Offer(code, tx_code, row.expires)

    def redeem(self, code: str, tx_code: str | None) -> str:
        """An access token for the code of an offer, once.

        Raises:
            WalletRefused: there is no such offer, or the transaction code is another, or the iD has ended.
        """
        now = int(self._clock())
        with self._private.write() as writer:
            row = load_offer(writer, digest_of(code), now)
            if row and _fits(row, code, tx_code) and take_offer(writer, row.digest):
                return self._grant(writer, row, now)
            note_failure(writer, digest_of(code), _MOST_FAILURES)
        raise WalletRefused("invalid_grant", "There is no such offer, or its transaction code is another.")

    def _grant(self, writer: Writer, row: OfferRow, now: int) -> str:
        self._need_standing(row.account, row.person_tag, "invalid_grant")
        token = secrets.token_urlsafe(32)
        expires = now + TOKEN_SECONDS
        save_grant(writer, GrantRow(digest_of(token), row.account, row.person_tag, BATCH_SIZE, expires))
        return token

    def find(self, token: str) -> Grant:
        """What an access token allows.

        Raises:
            WalletRefused: nothing, or not any more.
        """
        with self._private.read() as reader:
            row = load_grant(reader, digest_of(token), int(self._clock()))
        if row is None:
            raise WalletRefused("invalid_token", "The access token is unknown or has expired.")
        standing = self._need_standing(row.account, row.person_tag, "invalid_token")
        return Grant(row.digest, row.account, standing)

    def _need_standing(self, account: Address, person_tag: Hash32, error: str) -> Standing:
        with self._index.read() as reader:
            standing = load_standing_now(reader, account)
        if standing is None or standing.person_tag != person_tag:
            raise WalletRefused(error, "There is no live iD any more.")
        return standing


def _fits(row: OfferRow, code: str, tx_code: str | None) -> bool:
    if row.tx_digest is None:
        return tx_code is None
    return tx_code is not None and secrets.compare_digest(row.tx_digest, _tx_digest(code, tx_code))


def _tx_digest(code: str, tx_code: str) -> bytes:
    """Of both: without the code, which nobody keeps, the million transaction codes cannot be tried."""
    return hashlib.sha256(f"{code}\n{tx_code}".encode()).digest()
