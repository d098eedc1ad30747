"""Signing out at a website's wish (OpenID Connect RP-Initiated Logout 1.0)."""

import hmac
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlencode

from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.errors import FormStale
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.requests import Parameters
from lexiarch.proofs.openid.seals import Seals
from lexiarch.proofs.openid.tokens import read_hint
from lexiarch.store.private.openid_grants import load_grant


class LogoutRequest(NamedTuple):
    """What a website wants."""

    client: Client | None
    """None when nobody has proven to be one."""
    back: str
    """Where to send the browser afterwards; '' for nowhere."""
    is_own: bool
    """Whether it proves to have been told of this very session: then nobody has to be asked."""


class Logout:
    """The end-session endpoint without HTTP."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._forms = Seals(parts.keys.secret, "logout form")

    def read(self, parameters: Parameters, session: bytes) -> LogoutRequest:
        """Reads a request. What is wrong in it leads nowhere: the visitor stays with us.

        Args:
            session: digest of the session's token, empty without one.
        """
        counts = Counter(name for name, _ in parameters)
        given = {name: value for name, value in parameters if value and counts[name] == 1}
        hint = read_hint(self._parts, given.get("id_token_hint", ""))
        client = self._parts.clients.get(str(hint["aud"])) if hint else None
        if client is None or given.get("client_id", client.id) != client.id:
            return LogoutRequest(None, "", False)
        uri = given.get("post_logout_redirect_uri", "")
        back = uri if uri in client.post_logout_redirect_uris else ""
        if back and "state" in given:
            back += f"{'&' if '?' in back else '?'}{urlencode({'state': given['state']})}"
        return LogoutRequest(client, back, bool(session) and self._is_of(str(hint and hint["sid"]), session))

    def form_token(self, session: bytes) -> str:
        """What the form that asks the visitor has to bring along."""
        return self._forms.tag(session.hex())

    def check_form(self, token: str, session: bytes) -> None:
        """Checks it.

        Raises:
            FormStale: it is another's.
        """
        if not hmac.compare_digest(token.encode(), self.form_token(session).encode()):
            raise FormStale

    def _is_of(self, sid: str, session: bytes) -> bool:
        with self._parts.private.read() as reader:
            grant = load_grant(reader, sid)
        return grant is not None and hmac.compare_digest(grant.session, session)
