"""The token endpoint without HTTP: codes and refresh tokens for tokens (RFC 6749, 4.1.3 and 6)."""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from lexiarch.proofs.consents import note_read
from lexiarch.proofs.openid.claims import OFFLINE, choose_claims
from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.errors import TokenRefused
from lexiarch.proofs.openid.grants import Grants
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.tokens import sign_id_token
from lexiarch.proofs.sessions import digest_of
from lexiarch.store.database import Writer
from lexiarch.store.private.openid_grants import GrantRow, delete_grant, load_grant, mark_told
from lexiarch.store.private.openid_tokens import (
    CodeRow,
    TokenRow,
    load_code,
    load_token,
    save_token,
    use_code,
    use_token,
)

ACCESS_SECONDS: Final = 600
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class _Issued(NamedTuple):
    """What is kept of tokens by digest only."""

    grant: GrantRow
    scope: str
    told: dict[str, object]
    access: str
    refresh: str
    """Or ''."""
    nonce: str | None


class TokenRequests:
    """Answers requests of clients that have proven who they are."""

    def __init__(self, parts: Parts, grants: Grants) -> None:
        self._parts = parts
        self._grants = grants

    def answer(self, client: Client, given: Mapping[str, str]) -> dict[str, object]:
        """The tokens.

        Args:
            given: the form, each name once.

        Raises:
            TokenRefused: there are none.
        """
        kind = given.get("grant_type")
        if kind == "authorization_code":
            return self._redeem(client, given)
        if kind == "refresh_token":
            return self._refresh(client, given)
        if kind is None:
            raise TokenRefused("invalid_request", "grant_type is missing")
        raise TokenRefused("unsupported_grant_type", "grant_type is authorization_code or refresh_token")

    def _redeem(self, client: Client, given: Mapping[str, str]) -> dict[str, object]:
        for name in ("code", "redirect_uri", "code_verifier"):
            if not given.get(name):
                raise TokenRefused("invalid_request", f"{name} is missing")
        with self._parts.private.write() as writer:
            issued = self._redeem_in(writer, client, given)
        return self._sign(client, issued)

    def _redeem_in(self, writer: Writer, client: Client, given: Mapping[str, str]) -> _Issued | None:
        """In one transaction, which is kept when nothing is issued: a code is used up by every try."""
        code = load_code(writer, digest_of(given["code"]))
        grant = load_grant(writer, code.grant_id) if code else None
        if code is None or grant is None or grant.client_id != client.id:
            return None
        if not use_code(writer, code.digest):
            delete_grant(writer, grant.id)  # RFC 6749, 4.1.2: somebody else has it, too
            return None
        if not self._is_good(code, given):
            return None
        return self._issue(writer, grant, grant.scope, "sign-in", code.nonce)

    def _is_good(self, code: CodeRow, given: Mapping[str, str]) -> bool:
        challenge = urlsafe_b64encode(sha256(given["code_verifier"].encode()).digest()).rstrip(b"=")
        return (
            self._parts.now < code.expires
            and given["redirect_uri"] == code.redirect_uri
            and _VERIFIER.fullmatch(given["code_verifier"]) is not None
            and hmac.compare_digest(challenge, code.challenge.encode())
        )

    def _refresh(self, client: Client, given: Mapping[str, str]) -> dict[str, object]:
        if not given.get("refresh_token"):
            raise TokenRefused("invalid_request", "refresh_token is missing")
        with self._parts.private.write() as writer:
            issued = self._refresh_in(writer, client, given)
        return self._sign(client, issued)

    def _refresh_in(self, writer: Writer, client: Client, given: Mapping[str, str]) -> _Issued | None:
        token = load_token(writer, digest_of(given["refresh_token"]), "refresh")
        grant = load_grant(writer, token.grant_id) if token else None
        if token is None or grant is None or grant.client_id != client.id:
            return None
        scope = given.get("scope") or token.scope
        if not set(scope.split()) <= set(token.scope.split()):
            raise TokenRefused("invalid_scope", "scope holds more than was granted")
        if not use_token(writer, token.digest):
            delete_grant(writer, grant.id)  # RFC 9700, 4.14.2: one of the two who have it has stolen it
            return None
        return self._issue(writer, grant, scope, "refresh") if self._parts.now < token.expires else None

    def _issue(
        self, writer: Writer, grant: GrantRow, scope: str, how: str, nonce: str | None = None
    ) -> _Issued | None:
        who = self._grants.still(writer, grant)
        if who is None:
            return None
        told = choose_claims(who.status, who.claims, scope.split())
        access, refresh = secrets.token_urlsafe(32), ""
        until = self._parts.now + ACCESS_SECONDS
        save_token(writer, TokenRow(digest_of(access), grant.id, "access", scope, 0, until))
        if OFFLINE in grant.scope.split():
            refresh = secrets.token_urlsafe(32)
            row = TokenRow(digest_of(refresh), grant.id, "refresh", grant.scope, 0, grant.expires)
            save_token(writer, row)
        mark_told(writer, grant.id)
        if not grant.is_anonymous:
            note_read(writer, grant.seed, grant.client_id, list(told), how, self._parts.now)
        return _Issued(grant, scope, told, access, refresh, nonce)

    def _sign(self, client: Client, issued: _Issued | None) -> dict[str, object]:
        if issued is None:
            raise TokenRefused(
                "invalid_grant",
                "it is not valid, or no longer, or the visitor is no member any more or has left",
            )
        grant = issued.grant
        claims = {
            "sub": self._parts.subject(client, grant.means, grant.seed),
            "sid": grant.id,
            **({} if issued.nonce is None else {"nonce": issued.nonce}),
            **({} if grant.auth_time is None else {"auth_time": grant.auth_time}),
            **issued.told,
        }
        return {
            "access_token": issued.access,
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "scope": issued.scope,
            "id_token": sign_id_token(self._parts, client, claims, issued.access),
            **({"refresh_token": issued.refresh} if issued.refresh else {}),
        }
