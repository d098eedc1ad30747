"""Proofs that a wallet holds the keys that credentials are to be bound to (OpenID4VCI 1.0, appendix F.1)."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from joserfc.jwk import ECKey

from lexiarch.proofs.credentials.errors import WalletRefused
from lexiarch.sdjwt.encoding import decode, encode
from lexiarch.sdjwt.errors import TokenRefused
from lexiarch.sdjwt.jwt import check_times, is_time, public_key, read_header, read_jwt, thumbprint
from lexiarch.store.database import Database
from lexiarch.store.meta import load_meta, save_meta
from lexiarch.store.private.database import lock_private

PROOF_TYPE: Final = "openid4vci-proof+jwt"
NONCE_SECONDS: Final = 300
_PROOF_SECONDS: Final = 600
_SECRET: Final = "credential_nonce_secret"
_CHANCE_BYTES: Final = 16


class Nonces:
    """Nonces that are kept nowhere: who asks for many fills no database. Any process knows those of all.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, private: Database, clock: Callable[[], float] = time.time) -> None:
        self._private = private
        self._clock = clock
        self._secret = b""

    def make(self) -> str:
        """A nonce for {NONCE_SECONDS} seconds."""
        head = (int(self._clock()) + NONCE_SECONDS).to_bytes(8, "big") + secrets.token_bytes(_CHANCE_BYTES)
        return encode(head + self._mac(head))

    def is_good(self, nonce: object) -> bool:
        """Whether a nonce is one of ours and not too old."""
        try:
            whole = decode(nonce, "the nonce") if isinstance(nonce, str) else b""
        except TokenRefused:
            return False
        head, mac = whole[: 8 + _CHANCE_BYTES], whole[8 + _CHANCE_BYTES :]
        return hmac.compare_digest(mac, self._mac(head)) and self._clock() < int.from_bytes(head[:8], "big")

    def _mac(self, head: bytes) -> bytes:
        if not self._secret:
            with self._private.write() as writer:
                lock_private(writer)
                found = load_meta(writer, _SECRET)
                if found is None:
                    save_meta(writer, _SECRET, found := secrets.token_hex(32))
            self._secret = bytes.fromhex(found)
        return hmac.digest(self._secret, head, hashlib.sha256)


def read_key_proofs(proofs: Sequence[str], audience: str, nonces: Nonces, now: int) -> list[ECKey]:
    """The keys that a wallet proves to hold.

    Args:
        proofs: JWTs, each signed with the key in its header.
        audience: the issuer.
        now: seconds since 1970.

    Raises:
        WalletRefused: a proof is not as it must be, or two are of one key: who was shown both would know that
            they are one holder's.
    """
    keys = [_read_proof(proof, audience, nonces, now) for proof in proofs]
    if len({thumbprint(key) for key in keys}) < len(keys):
        raise WalletRefused("invalid_proof", "Two proofs are of the same key; each credential needs its own.")
    return keys


def _read_proof(proof: str, audience: str, nonces: Nonces, now: int) -> ECKey:
    try:
        header = read_header(proof)
        if "kid" in header or "x5c" in header:
            raise WalletRefused("invalid_proof", "The key must stand in the header as jwk, and alone.")
        key = public_key(header.get("jwk"))
        claims = read_jwt(proof, PROOF_TYPE, [key]).claims
        check_times(claims, now)
    except TokenRefused as error:
        raise WalletRefused("invalid_proof", f"A proof is refused: {error.values['why']}.") from error
    _check_proof(claims, audience, nonces, now)
    return key


def _check_proof(claims: dict[str, Any], audience: str, nonces: Nonces, now: int) -> None:
    if claims.get("aud") not in (audience, [audience]):
        raise WalletRefused("invalid_proof", "A proof was made for another issuer.")
    if not is_time(claims.get("iat")) or now - claims["iat"] > _PROOF_SECONDS:
        raise WalletRefused("invalid_proof", "A proof does not say when it was made, or was made long ago.")
    if not nonces.is_good(claims.get("nonce")):
        raise WalletRefused("invalid_nonce", "A proof has no nonce of this issuer, or an old one.")
