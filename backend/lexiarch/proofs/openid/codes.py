"""Authorization codes: given for a consent, good for one minute and one use."""

import secrets
from collections.abc import Collection
from typing import Final

from lexiarch.proofs.consents import find_consent, give_consent
from lexiarch.proofs.openid.authentication import Authenticated
from lexiarch.proofs.openid.claims import OPENID
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.requests import AuthorizationRequest
from lexiarch.proofs.openid.seals import Seals
from lexiarch.proofs.openid.token_requests import ACCESS_SECONDS
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.proofs.sessions import digest_of
from lexiarch.store.database import Writer
from lexiarch.store.private.openid_grants import (
    NO_CONSENT,
    GrantRow,
    load_grants_by_consent,
    move_grant,
    save_grant,
)
from lexiarch.store.private.openid_tokens import CodeRow, save_code
from lexiarch.store.private.spent import spend

CODE_SECONDS: Final = 60
GRANT_SECONDS: Final = 30 * 86_400
QUESTION_SECONDS: Final = 600
"""How long a website's question waits for an answer."""
PROVEN_SECONDS: Final = CODE_SECONDS + ACCESS_SECONDS
"""Of an anonymous proof: until an access token is over, for which the code was used at the last moment."""
_BLUR_SECONDS: Final = 300
"""Two websites could tell by the second of a sign-in that it was the same one."""


class Codes:
    """Gives codes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._blur = Seals(parts.keys.secret, "sign-in time")

    def give_agreed(
        self, request: AuthorizationRequest, visitor: Visitor, who: Authenticated, scopes: Collection[str]
    ) -> str:
        """A code for what the member has just agreed to, which is kept as the consent."""
        client = request.asked.client
        claims = [scope for scope in scopes if scope != OPENID]
        with self._parts.private.write() as writer:
            before = find_consent(writer, who.subject_seed, client.id)
            consent_id = give_consent(
                writer,
                visitor.account,
                who.subject_seed,
                client.id,
                client.name,
                client.purpose,
                claims,
                self._parts.now,
            )
            if before:  # what the website has from earlier sign-ins goes on, as far as it is still agreed
                for grant in load_grants_by_consent(writer, client.id, before.id):
                    if set(grant.scope.split()) <= {OPENID, *claims}:
                        move_grant(writer, grant.id, consent_id)
            return self._give(writer, request, visitor, who, (consent_id, [OPENID, *claims]))

    def give_known(self, request: AuthorizationRequest, visitor: Visitor, who: Authenticated) -> str | None:
        """A code for what the member agreed to before; None when that was taken back just now."""
        with self._parts.private.write() as writer:
            consent = find_consent(writer, who.subject_seed, request.asked.client.id)
            if consent is None:
                return None
            claims = [scope for scope in request.scopes if scope in consent.claims]
            return self._give(writer, request, visitor, who, (consent.id, [OPENID, *claims]))

    def give_proven(self, request: AuthorizationRequest, visitor: Visitor, who: Authenticated) -> str | None:
        """A code for an anonymous proof, of whose consent nothing is kept; None when it was used before."""
        with self._parts.private.write() as writer:
            if not spend(writer, visitor.digest, self._parts.now + QUESTION_SECONDS):
                return None
            return self._give(writer, request, visitor, who, (NO_CONSENT, [OPENID]))

    def _give(
        self,
        writer: Writer,
        request: AuthorizationRequest,
        visitor: Visitor,
        who: Authenticated,
        agreed: tuple[int, Collection[str]],
    ) -> str:
        code, now = secrets.token_urlsafe(32), self._parts.now
        consent_id, scopes = agreed
        grant = GrantRow(
            id=secrets.token_urlsafe(16),
            client_id=request.asked.client.id,
            means=who.means,
            seed=who.subject_seed,
            handle=who.handle,
            consent_id=consent_id,
            scope=" ".join(scopes),
            auth_time=self._blurred(request, visitor),
            session=visitor.digest if visitor.expires else b"",
            session_expires=visitor.expires,
            told=0,
            begun=now,
            expires=now + (PROVEN_SECONDS if consent_id == NO_CONSENT else GRANT_SECONDS),
        )
        save_grant(writer, grant)
        asked = request.asked.redirect_uri, request.challenge, request.nonce
        save_code(writer, CodeRow(digest_of(code), grant.id, *asked, 0, now + CODE_SECONDS))
        return code

    def _blurred(self, request: AuthorizationRequest, visitor: Visitor) -> int | None:
        """When the sign-in was, or a little before: another time for each website, always within max_age."""
        if request.max_age is None:
            return None
        begun = visitor.begun
        room = max(0, min(_BLUR_SECONDS, begun + request.max_age - self._parts.now))
        tag = self._blur.tag(f"{request.asked.client.sector_identifier} {visitor.digest.hex()}")
        return begun - int.from_bytes(tag.encode()) % (room + 1)
