"""What a website keeps of an issuer: its keys and its status lists, each with its age."""

import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from joserfc.jwk import ECKey

from lexiarch.sdjwt.encoding import read_object
from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.jwt import public_key
from lexiarch.verify.status_list import read_status_list
from lexiarch.verify.words import KEYS_PATH, LIST_TYPE, LISTS_PATH

_MAX_ANSWER: Final = 1 << 20
_SECONDS: Final = 10
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")

Fetch = Callable[[str, str], bytes]
"""The body at an address, of a media type."""


class StatusListToken(NamedTuple):
    """A status list as it was fetched."""

    token: str
    fetched: int


@dataclass(frozen=True, slots=True)
class Trust:
    """An issuer's keys and lists. Times in seconds since 1970."""

    issuer: str
    """Its address, without a slash at the end."""
    keys: tuple[ECKey, ...]
    keys_fetched: int
    lists: Mapping[str, StatusListToken] = field(default_factory=dict)
    """By their addresses."""

    def save(self, path: Path) -> None:
        """Writes it to a file, for machines and hours without a network. Nothing in it is secret."""
        keys = [key.as_dict(private=False) for key in self.keys]
        whole = {
            "issuer": self.issuer,
            "keys": keys,
            "keys_fetched": self.keys_fetched,
            "lists": {uri: list(entry) for uri, entry in self.lists.items()},
        }
        path.write_text(json.dumps(whole, indent=1))

    @staticmethod
    def load(path: Path) -> "Trust":
        """What {save} wrote. The file must come from somebody as trusted as the issuer: it names the keys."""
        whole = json.loads(path.read_text())
        lists = {uri: StatusListToken(*entry) for uri, entry in whole["lists"].items()}
        keys = tuple(public_key(jwk) for jwk in whole["keys"])
        return Trust(whole["issuer"], keys, int(whole["keys_fetched"]), lists)


def fetch_trust(issuer: str, *, now: int | None = None, fetch: Fetch | None = None) -> Trust:
    """An issuer's keys and all its status lists. To fetch all lists tells nobody whose credential is checked.

    Args:
        issuer: its address, https.
        fetch: another way to the network than urllib.

    Raises:
        TokenRefused: the address is not safe, or what it answers is not what an issuer answers.
        OSError: it does not answer.
    """
    issuer = issuer.rstrip("/")
    moment = int(time.time()) if now is None else now
    answer = read_object(_get(fetch, issuer + KEYS_PATH, "application/json"), "the answer")
    if not isinstance(answer.get("keys"), list):
        raise TokenRefused(Flaw.KEY, "the issuer's answer names no keys")
    keys = tuple(public_key(jwk) for jwk in answer["keys"])
    return refresh_lists(Trust(issuer, keys, moment), now=moment, fetch=fetch)


def refresh_lists(trust: Trust, *, now: int | None = None, fetch: Fetch | None = None) -> Trust:
    """The same with its status lists as they are now. Raises as {fetch_trust}."""
    moment = int(time.time()) if now is None else now
    base = trust.issuer + LISTS_PATH
    found = read_object(_get(fetch, base, "application/json"), "the answer").get("status_lists")
    if not isinstance(found, list) or not all(_is_below(uri, base) for uri in found):
        raise TokenRefused(Flaw.LIST, "the issuer's answer names no status lists of its own")
    lists = {}
    for uri in found:
        token = _get(fetch, uri, f"application/{LIST_TYPE}").decode("ascii", "replace")
        read_status_list(token, uri, trust.keys, moment)
        lists[uri] = StatusListToken(token, moment)
    return Trust(trust.issuer, trust.keys, trust.keys_fetched, lists)


def _is_below(uri: object, base: str) -> bool:
    return isinstance(uri, str) and uri.startswith(f"{base}/") and uri[len(base) + 1 :].isdigit()


def _get(fetch: Fetch | None, url: str, media_type: str) -> bytes:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise TokenRefused(Flaw.KEY, "the issuer's address does not begin with https://")
    return (fetch or _fetch)(url, media_type)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Keys come from where they were asked for, and from nowhere else."""

    def redirect_request(self, *details: Any) -> None:
        return None


def _fetch(url: str, media_type: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": media_type})
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=_SECONDS) as answer:
        body: bytes = answer.read(_MAX_ANSWER + 1)
    if len(body) > _MAX_ANSWER:
        raise TokenRefused(Flaw.MALFORMED, "the issuer's answer is too long")
    return body
