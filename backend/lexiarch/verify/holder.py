"""Whether somebody who shows a credential is an iD holder of a DAO."""

import time
from typing import Any, Final, NamedTuple

from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.verify import KeyBinding
from lexiarch.sdjwt.verify import verify as verify_sd_jwt
from lexiarch.verify.status_list import VALID, StatusList, read_status_list
from lexiarch.verify.trust import Trust
from lexiarch.verify.words import CREDENTIAL_TYPE, HIDDEN, KINDS, LISTS_PATH, VCT_PATH

MAX_LIST_AGE: Final = 900
"""Seconds that a status list may be old where nobody says otherwise."""
MAX_KEYS_AGE: Final = 86_400
"""The same for keys: a stolen one is believed so long after its issuer took it back."""
_NEVER_HIDDEN: Final = ("iss", "vct", "cnf", "exp", "status")


class HolderProof(NamedTuple):
    """Somebody who held a live iD of the issuer's DAO when the list was made. Times in seconds since 1970."""

    issuer: str
    kind: str | None
    """`person` or `organisation`; None when it was not shown."""
    since: str | None
    """Year in which the iD began, unbroken since; None when it was not shown."""
    expires: int
    """End of the credential; the iD may go on, with another one."""
    list_age: int
    """Seconds since the issuer compared its list with the chain. An end after that is not known here."""
    keys_age: int
    """Seconds since the keys were fetched. That one was taken back after that is not known here."""


def verify(  # noqa: PLR0913 - each is a question that a website must answer for itself
    credential: str,
    trust: Trust,
    *,
    audience: str,
    nonce: str,
    now: int | None = None,
    max_list_age: int = MAX_LIST_AGE,
    max_keys_age: int = MAX_KEYS_AGE,
) -> HolderProof:
    """Verifies a credential that its holder shows. Needs no network.

    Args:
        credential: SD-JWT VC with key binding.
        trust: of the issuer; from `fetch_trust` or `Trust.load`.
        audience: who asked for it: of OpenID4VP, the `client_id`.
        nonce: what was given out with the question, for this time only. That it is used once is the caller's
            to see to: take it out of where it is kept before this is called.
        now: seconds since 1970; the machine's clock when left out.
        max_list_age: see {MAX_LIST_AGE}; longer only where an iD that has ended since does little harm.

    Raises:
        TokenRefused: it proves nothing; `flaw` says why.
    """
    moment = int(time.time()) if now is None else now
    keys_age = moment - trust.keys_fetched
    if keys_age > max_keys_age:
        raise TokenRefused(Flaw.KEY, "the issuer's keys were fetched too long ago")
    found = verify_sd_jwt(credential, CREDENTIAL_TYPE, trust.keys, moment, KeyBinding(audience, nonce))
    _check_claims(found.claims, found.signed, trust.issuer)
    made = _check_status(found.signed["status"], trust, moment, max_list_age).made
    kind, since = (found.claims.get(name) for name in HIDDEN)
    return HolderProof(trust.issuer, kind, since, found.signed["exp"], moment - made, keys_age)


def _check_claims(claims: dict[str, Any], signed: dict[str, Any], issuer: str) -> None:
    if any(name not in signed for name in _NEVER_HIDDEN):
        raise TokenRefused(Flaw.CLAIMS, "it lacks a claim that it must have")
    if signed["iss"] != issuer:
        raise TokenRefused(Flaw.CLAIMS, "it is of another issuer")
    if signed["vct"] != issuer + VCT_PATH:
        raise TokenRefused(Flaw.CLAIMS, "it is a credential of another kind")
    if claims.get("kind") not in (None, *KINDS):
        raise TokenRefused(Flaw.CLAIMS, "it is of a kind of holder that is not known")
    since = claims.get("since")
    if since is not None and not (isinstance(since, str) and len(since) == 4 and since.isdecimal()):
        raise TokenRefused(Flaw.CLAIMS, "the year of its beginning is none")


def _check_status(status: object, trust: Trust, now: int, max_age: int) -> StatusList:
    place = status.get("status_list") if isinstance(status, dict) else None
    if not isinstance(place, dict):
        raise TokenRefused(Flaw.CLAIMS, "it names no status list")
    uri, index = place.get("uri"), place.get("idx")
    if not isinstance(index, int) or isinstance(index, bool) or not isinstance(uri, str):
        raise TokenRefused(Flaw.CLAIMS, "it names no place in a status list")
    if not uri.startswith(f"{trust.issuer}{LISTS_PATH}/") or uri not in trust.lists:
        raise TokenRefused(Flaw.LIST, "its status list is not here; fetch the lists anew")
    found = read_status_list(trust.lists[uri].token, uri, trust.keys, now)
    if now - found.made > max_age:
        raise TokenRefused(Flaw.LIST, "the status list here is too old; fetch it anew")
    if found.status(index) != VALID:
        raise TokenRefused(
            Flaw.ENDED, "the iD behind it has ended or is suspended, or its holder took it back"
        )
    return found
