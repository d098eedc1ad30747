"""What a website can be told, and the scopes it asks with. Nothing else about a member leaves here."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from lexiarch.domain.texts import Text, mark

OPENID: Final = "openid"
OFFLINE: Final = "offline_access"
HOLDER: Final = "holder"
"""True in every token after a wallet's sign-in: who holds no live iD gets none. As the roll's `isHolder`."""
REGISTERED: Final = "registered"
"""True in every token after an anonymous proof, which a suspension does not take. As `isRegistered`."""


class Claim(NamedTuple):
    """Something that a website may ask for by a scope, and a member may leave out."""

    name: str
    """In tokens."""
    words: Text
    ticked: bool
    """Whether the member has to take the tick away, or to set it."""


CLAIMS: Final[Mapping[str, Claim]] = {
    "holder_kind": Claim("holder_kind", mark("Whether the iD is a person's or an organisation's"), True),
    "holder_since_year": Claim("holder_since", mark("The year since which you hold it"), True),
    "holder_since_month": Claim("holder_since", mark("The month since which you hold it"), True),
    "holder_account": Claim(
        "holder_account",
        mark("Your account's address: it can look up all that the account has ever done"),
        False,
    ),
    OFFLINE: Claim("", mark("To ask again while you are away, for up to 30 days"), True),
}
"""By scope."""


def choose_claims(status: str, known: Mapping[str, object], scopes: Iterable[str]) -> dict[str, object]:
    """The claims of tokens with these scopes.

    Args:
        status: the claim that is true of whoever gets a token.
        known: all that could be told, by scope.
    """
    asked = set(scopes)
    told = {claim.name: known[scope] for scope, claim in CLAIMS.items() if scope in asked and scope in known}
    return {status: True, **told}
