"""Disclosures (RFC 9901, 4.2): a salt, a name and a value, of which the signed token has only a digest."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from lexiarch.sdjwt.encoding import decode, encode, read_json, write_json
from lexiarch.sdjwt.errors import Flaw, TokenRefused

SD: Final = "_sd"
SD_ALG: Final = "_sd_alg"
DOTS: Final = "..."
_SALT_BYTES: Final = 16
_DEFAULT: Final = "sha-256"
_ALGORITHMS: Final[Mapping[str, Callable[[bytes], Any]]] = {
    "sha-256": hashlib.sha256,
    "sha-384": hashlib.sha384,
    "sha-512": hashlib.sha512,
}

Hash = Callable[[str], str]
"""Digest of a text, as tokens have it."""


class Disclosure(NamedTuple):
    """What is said about one claim, or one element of an array, for which `name` is None."""

    text: str
    name: str | None
    value: Any


def make_disclosure(name: str, value: object) -> Disclosure:
    """A disclosure with a salt that nobody can guess."""
    salt = encode(secrets.token_bytes(_SALT_BYTES))
    return Disclosure(encode(write_json([salt, name, value])), name, value)


def read_disclosure(text: str) -> Disclosure:
    """A disclosure from its text.

    Raises:
        TokenRefused: it is none, or its name would be taken for a digest's.
    """
    parts = read_json(decode(text, "a disclosure"), "a disclosure")
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise TokenRefused(Flaw.DISCLOSURE, "a disclosure is not a salt, a name and a value")
    if len(parts) == 2:
        return Disclosure(text, None, parts[1])
    if not isinstance(parts[1], str) or parts[1] in (SD, DOTS):
        raise TokenRefused(Flaw.DISCLOSURE, "a disclosure has a name that no claim may have")
    return Disclosure(text, parts[1], parts[2])


def hash_of(claims: Mapping[str, Any]) -> Hash:
    """How the token makes digests; SHA-256 where it does not say (RFC 9901, 4.1.1).

    Raises:
        TokenRefused: in a way that is not known.
    """
    name = claims.get(SD_ALG, _DEFAULT)
    if not isinstance(name, str) or name not in _ALGORITHMS:
        raise TokenRefused(Flaw.ALGORITHM, "its digests are of an unknown kind")
    return lambda text: encode(_ALGORITHMS[name](text.encode("ascii")).digest())


def decoys(number: int) -> Iterable[str]:
    """Digests of nothing: nobody can tell how many claims there are (RFC 9901, 4.2.5)."""
    return (encode(secrets.token_bytes(32)) for _ in range(number))
