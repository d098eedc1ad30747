"""Asks wallets for the credential and reads what they send (OpenID for Verifiable Presentations 1.0)."""

import json
import secrets
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from lexiarch.sdjwt.encoding import MAX_TOKEN, read_object
from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.jwt import ALGORITHM
from lexiarch.verify.words import CREDENTIAL_TYPE, VCT_PATH

_QUERY_ID: Final = "holder"
_FORMATS: Final = {
    CREDENTIAL_TYPE: {"sd-jwt_alg_values": [ALGORITHM], "kb-jwt_alg_values": [ALGORITHM]},
}


@dataclass(frozen=True, slots=True)
class Presentation:
    """One question to one visitor. Keep it with the visitor's session until the answer comes, no longer."""

    issuer: str
    """The DAO's address, without a slash at the end."""
    response_uri: str
    """Where the wallet posts its answer: a route of the website, https."""
    claims: tuple[str, ...]
    """What is asked for beside the bare fact: none, `kind`, `since`."""
    nonce: str
    state: str

    @staticmethod
    def begin(issuer: str, response_uri: str, claims: tuple[str, ...] = ()) -> "Presentation":
        """A question with a nonce of its own."""
        nonce, state = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        return Presentation(issuer.rstrip("/"), response_uri, claims, nonce, state)

    @property
    def client_id(self) -> str:
        """How the wallet names the website in its answer: the `audience` for `verify`."""
        return f"redirect_uri:{self.response_uri}"

    def request(self) -> dict[str, Any]:
        """The authorization request. It is not signed: the address in it says who asks."""
        query: dict[str, Any] = {
            "id": _QUERY_ID,
            "format": CREDENTIAL_TYPE,
            "meta": {"vct_values": [self.issuer + VCT_PATH]},
        }
        # without `claims` a wallet discloses nothing
        if self.claims:
            query["claims"] = [{"path": [name]} for name in self.claims]
        return {
            "response_type": "vp_token",
            "response_mode": "direct_post",
            "client_id": self.client_id,
            "response_uri": self.response_uri,
            "nonce": self.nonce,
            "state": self.state,
            "dcql_query": {"credentials": [query]},
            "client_metadata": {"vp_formats_supported": _FORMATS},
        }

    def link(self, scheme: str = "openid4vp://") -> str:
        """The link or QR code that opens the wallet."""
        parts = {
            name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            for name, value in self.request().items()
        }
        return f"{scheme}?{urlencode(parts)}"


def read_response(body: str) -> tuple[str, str]:
    """What a wallet posted.

    Args:
        body: application/x-www-form-urlencoded.

    Returns:
        `state`, by which the website finds its question, and the credential for `verify`.

    Raises:
        TokenRefused: the wallet refuses, or sends something else than one credential.
    """
    if len(body) > 2 * MAX_TOKEN:
        raise TokenRefused(Flaw.MALFORMED, "the wallet's answer is too long")
    try:
        fields = parse_qs(body, strict_parsing=True, max_num_fields=10)
    except ValueError as error:
        raise TokenRefused(Flaw.MALFORMED, "the wallet's answer is no form") from error
    if "error" in fields:
        raise TokenRefused(Flaw.MALFORMED, "the wallet shows nothing")
    if any(len(fields.get(name, [])) != 1 for name in ("vp_token", "state")):
        raise TokenRefused(Flaw.MALFORMED, "the wallet's answer lacks vp_token or state, or has it twice")
    found = read_object(fields["vp_token"][0].encode(), "vp_token").get(_QUERY_ID)
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], str):
        raise TokenRefused(Flaw.MALFORMED, "the wallet does not send one credential")
    return fields["state"][0], found[0]
