"""What a website may still ask: while status, consent and, unless it was agreed otherwise, session last."""

from lexiarch.proofs.consents import find_consent, note_read
from lexiarch.proofs.openid.authentication import Authenticated
from lexiarch.proofs.openid.claims import OFFLINE, choose_claims
from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.errors import TokenRefused
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.sessions import digest_of
from lexiarch.store.database import Reader
from lexiarch.store.private.openid_grants import GrantRow, delete_grant, load_grant
from lexiarch.store.private.openid_tokens import delete_token, load_token
from lexiarch.store.private.sessions import load_session


def is_agreed(reader: Reader, grant: GrantRow) -> bool:
    """Whether what a grant allows is still agreed to.

    Args:
        reader: of the private database.
    """
    if grant.is_anonymous:
        return True
    consent = find_consent(reader, grant.seed, grant.client_id)
    return consent is not None and consent.id == grant.consent_id


class Grants:
    """Looks after grants."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def still(self, reader: Reader, grant: GrantRow) -> Authenticated | None:
        """Whom a grant is of, as things are now; None when it must not be used any more.

        Args:
            reader: of the private database.
        """
        now = self._parts.now
        signed_in = not grant.session or load_session(reader, grant.session, now) is not None
        if not is_agreed(reader, grant) or now >= grant.expires:
            return None
        if not signed_in and OFFLINE not in grant.scope.split():
            return None
        return self._parts.find(grant.means, grant.seed, grant.handle)

    def read_userinfo(self, access_token: str) -> dict[str, object]:
        """The claims for an access token.

        Raises:
            TokenRefused: it is not valid, or no longer.
        """
        with self._parts.private.read() as reader:
            token = load_token(reader, digest_of(access_token), "access")
            grant = load_grant(reader, token.grant_id) if token else None
            who = self.still(reader, grant) if grant else None
        client = self._parts.clients.get(grant.client_id) if grant else None
        if token is None or grant is None or client is None or self._parts.now >= token.expires:
            raise TokenRefused("invalid_token", "the access token is not valid, or no longer", 401)
        if who is None:
            raise TokenRefused("invalid_token", "the visitor is no member any more, or has left", 401)
        told = choose_claims(who.status, who.claims, token.scope.split())
        if not grant.is_anonymous:
            with self._parts.private.write() as writer:
                note_read(writer, grant.seed, client.id, list(told), "userinfo", self._parts.now)
        return {"sub": self._parts.subject(client, grant.means, grant.seed), **told}

    def revoke(self, client: Client, token: str) -> None:
        """Ends a token of the client's; with a refresh token all of its grant (RFC 7009, 2.1)."""
        with self._parts.private.write() as writer:
            for kind in ("refresh", "access"):
                row = load_token(writer, digest_of(token), kind)
                grant = load_grant(writer, row.grant_id) if row else None
                if row is None or grant is None or grant.client_id != client.id:
                    continue
                if kind == "refresh":
                    delete_grant(writer, grant.id)
                else:
                    delete_token(writer, row.digest)
