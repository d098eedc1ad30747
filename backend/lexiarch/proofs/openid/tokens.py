"""Signed tokens: what a website reads, and what it gives back as a hint."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError

from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.keys import ALGORITHMS
from lexiarch.proofs.openid.parts import Parts

ID_TOKEN_SECONDS: Final = 300
_LOGOUT_SECONDS: Final = 120
_LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"


def sign_id_token(parts: Parts, client: Client, claims: Mapping[str, object], access_token: str) -> str:
    """An ID token (OpenID Connect Core, 2).

    Args:
        claims: beside those that say from whom, to whom and when.
    """
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    at_hash = urlsafe_b64encode(half).rstrip(b"=").decode()
    return _sign(parts, client, {**claims, "at_hash": at_hash}, "JWT", ID_TOKEN_SECONDS)


def sign_logout_token(parts: Parts, client: Client, sub: str, sid: str) -> str:
    """A logout token (OpenID Connect Back-Channel Logout, 2.4)."""
    claims = {"sub": sub, "sid": sid, "jti": secrets.token_urlsafe(16), "events": {_LOGOUT_EVENT: {}}}
    return _sign(parts, client, claims, "logout+jwt", _LOGOUT_SECONDS)


def read_hint(parts: Parts, token: str) -> Mapping[str, Any] | None:
    """The claims of an ID token of ours, even one that is over; None of anything else."""
    try:
        read = jwt.decode(token, parts.keys.published, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError):
        return None
    claims = read.claims
    is_ours = read.header.get("typ") == "JWT" and claims.get("iss") == parts.issuer
    return claims if is_ours and claims.get("aud") in parts.clients else None


def _sign(parts: Parts, client: Client, claims: Mapping[str, object], kind: str, seconds: int) -> str:
    algorithm = client.id_token_signed_response_alg
    key = parts.keys.signing(algorithm)
    header = {"alg": algorithm, "kid": key.kid, "typ": kind}
    now = parts.now
    content = {"iss": parts.issuer, "aud": client.id, "iat": now, "exp": now + seconds, **claims}
    return jwt.encode(header, content, key, algorithms=[algorithm])
