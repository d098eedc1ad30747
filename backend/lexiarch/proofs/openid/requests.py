"""Authorization requests (RFC 6749, 4.1.1; OpenID Connect Core, 3.1.2.1), as RFC 9700 narrows them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from lexiarch.proofs.openid.claims import CLAIMS, OPENID
from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.errors import ClientUnknown, RedirectUnregistered, RequestRefused

Parameters = Sequence[tuple[str, str]]
"""Of a query or a form, in order."""

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_PROMPTS: Final = frozenset({"none", "login", "consent", "select_account"})
_REFUSED: Final = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}
_LONGEST: Final = 2_000
"""Characters of one parameter."""


class Asked(NamedTuple):
    """Who asks, and where the answer goes: known before anything else is looked at."""

    client: Client
    redirect_uri: str
    state: str | None


class AuthorizationRequest(NamedTuple):
    """A request that may be answered."""

    asked: Asked
    scopes: tuple[str, ...]
    """Without those that nobody here knows."""
    challenge: str
    nonce: str | None
    prompts: frozenset[str]
    max_age: int | None
    """Seconds since the sign-in, at most."""
    hint: str
    """An ID token of whom the website expects; or ''."""


def find_asked(parameters: Parameters, clients: Mapping[str, Client]) -> Asked:
    """Who asks.

    Raises:
        ClientUnknown, RedirectUnregistered: nothing may be sent to anybody.
    """
    given = [(name, value) for name, value in parameters if value]
    ids = [value for name, value in given if name == "client_id"]
    client = clients.get(ids[0]) if len(ids) == 1 else None
    if client is None:
        raise ClientUnknown
    uris = [value for name, value in given if name == "redirect_uri"]
    if len(uris) != 1 or uris[0] not in client.redirect_uris:
        raise RedirectUnregistered(client.name)
    states = [value for name, value in given if name == "state"]
    return Asked(client, uris[0], states[0] if len(states) == 1 else None)


def read_request(parameters: Parameters, asked: Asked) -> AuthorizationRequest:
    """The request of somebody who may be answered.

    Raises:
        RequestRefused: the client is told why.
    """
    counts = Counter(name for name, _ in parameters)
    if twice := [name for name, count in counts.items() if count > 1]:
        raise RequestRefused("invalid_request", f"{_plain(twice[0])} is given twice")
    given = {name: value for name, value in parameters if value}
    if too_long := [name for name, value in given.items() if len(value) > _LONGEST]:
        raise RequestRefused("invalid_request", f"{_plain(too_long[0])} is too long")
    for name, error in _REFUSED.items():
        if name in given:
            raise RequestRefused(error, f"{name} is not supported")
    _check_response(given)
    prompts = frozenset(given.get("prompt", "").split())
    if prompts - _PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise RequestRefused("invalid_request", "prompt is none, or login, consent, or both")
    return AuthorizationRequest(
        asked,
        _read_scopes(given, asked.client),
        _read_challenge(given),
        given.get("nonce"),
        prompts,
        _read_max_age(given),
        given.get("id_token_hint", ""),
    )


def _check_response(given: Mapping[str, str]) -> None:
    if "response_type" not in given:
        raise RequestRefused("invalid_request", "response_type is missing")
    if given["response_type"] != "code":
        raise RequestRefused("unsupported_response_type", "response_type must be code")
    if given.get("response_mode", "query") != "query":
        raise RequestRefused("invalid_request", "response_mode must be query")


def _read_challenge(given: Mapping[str, str]) -> str:
    challenge = given.get("code_challenge", "")
    if given.get("code_challenge_method") != "S256":
        raise RequestRefused("invalid_request", "code_challenge_method must be S256 (RFC 7636)")
    if not _CHALLENGE.fullmatch(challenge):
        raise RequestRefused("invalid_request", "code_challenge must be 43 base64url characters (RFC 7636)")
    return challenge


def _read_scopes(given: Mapping[str, str], client: Client) -> tuple[str, ...]:
    scopes = dict.fromkeys(given.get("scope", "").split())
    if OPENID not in scopes:
        raise RequestRefused("invalid_scope", "scope must contain openid")
    if refused := [scope for scope in scopes if scope in CLAIMS and scope not in client.claims]:
        raise RequestRefused("invalid_scope", f"this client may not ask for {refused[0]}")
    return tuple(scope for scope in scopes if scope == OPENID or scope in CLAIMS)


def _read_max_age(given: Mapping[str, str]) -> int | None:
    text = given.get("max_age")
    if text is None:
        return None
    if not re.fullmatch("[0-9]{1,9}", text):
        raise RequestRefused("invalid_request", "max_age must be a number of seconds")
    return int(text)


def _plain(text: str) -> str:
    """What an error description may hold (RFC 6749, 4.1.2.1)."""
    return re.sub(r"[^A-Za-z0-9_.-]", "?", text)[:40]
