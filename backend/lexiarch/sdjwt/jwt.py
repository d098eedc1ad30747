"""JWTs signed with ES256 (RFC 7515, 7518, 7519), and no others: what they name themselves decides nothing."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from lexiarch.sdjwt.encoding import MAX_TOKEN, decode, read_object, write_json
from lexiarch.sdjwt.errors import Flaw, TokenRefused

ALGORITHM: Final = "ES256"
LEEWAY: Final = 60
"""Seconds by which two clocks may differ."""
_PUBLIC: Final = ("kty", "crv", "x", "y")
_REGISTRY: Final = jws.JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)


class Jwt(NamedTuple):
    """A JWT whose signature was found good."""

    header: dict[str, Any]
    claims: dict[str, Any]


def sign_jwt(header: Mapping[str, Any], claims: Mapping[str, Any], key: ECKey) -> str:
    """Signs claims.

    Args:
        header: without `alg`.
    """
    return jws.serialize_compact({"alg": ALGORITHM, **header}, write_json(claims), key, registry=_REGISTRY)


def read_header(token: str) -> dict[str, Any]:
    """The header of a JWT that is not yet believed.

    Raises:
        TokenRefused: it is no JWT, or not one that can be signed with ES256.
    """
    parts = token.split(".")
    if len(parts) != 3 or len(token) > MAX_TOKEN:
        raise TokenRefused(Flaw.MALFORMED, "it is not three parts joined by dots")
    header = read_object(decode(parts[0], "the header"), "the header")
    if header.get("alg") != ALGORITHM:
        raise TokenRefused(Flaw.ALGORITHM, f"it is not signed with {ALGORITHM}")
    if "crit" in header or "b64" in header:
        raise TokenRefused(Flaw.MALFORMED, "its header asks for extensions that nobody here knows")
    return header


def read_jwt(token: str, typ: str, keys: Sequence[ECKey]) -> Jwt:
    """The claims of a JWT.

    Args:
        typ: the kind of token that is expected.
        keys: of whom may have signed it. A `kid` in the header picks among them, and nothing else does.

    Raises:
        TokenRefused: it is of another kind, or signed by somebody else.
    """
    header = read_header(token)
    if header.get("typ") != typ:
        raise TokenRefused(Flaw.TYPE, f"it is not of type {typ}")
    _, payload, signature = token.split(".")
    claims = read_object(decode(payload, "the payload"), "the payload")
    if len(decode(signature, "the signature")) != 64:
        raise TokenRefused(Flaw.SIGNATURE, "its signature has a wrong length")
    fitting = [key for key in keys if "kid" not in header or key.kid in (None, header["kid"])]
    if not fitting:
        raise TokenRefused(Flaw.KEY, "it names a key that is none of its issuer's")
    if not any(_is_signed(token, key) for key in fitting):
        raise TokenRefused(Flaw.SIGNATURE, "its signature is not its issuer's")
    return Jwt(header, claims)


def _is_signed(token: str, key: ECKey) -> bool:
    try:
        jws.deserialize_compact(token, key, registry=_REGISTRY)
    except (JoseError, ValueError):
        return False
    return True


def public_key(jwk: object) -> ECKey:
    """The public P-256 key of a JWK. Members that say more than the key, other than `kid`, are left out.

    Raises:
        TokenRefused: it is of another kind, not a point of the curve, or holds the private key, too.
    """
    if not isinstance(jwk, dict) or jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or "d" in jwk:
        raise TokenRefused(Flaw.KEY, "a key is not a public key of the curve P-256")
    if not all(isinstance(jwk.get(name), str) for name in _PUBLIC):
        raise TokenRefused(Flaw.KEY, "a key lacks its coordinates")
    for name in ("x", "y"):
        if len(decode(jwk[name], "a coordinate")) != 32:
            raise TokenRefused(Flaw.KEY, "a coordinate of a key has a wrong length")
    parts = {name: jwk[name] for name in _PUBLIC}
    if isinstance(jwk.get("kid"), str):
        parts["kid"] = jwk["kid"]
    try:
        key = ECKey.import_key(parts)
        key.raw_value  # noqa: B018 - reads the point, which may not be on the curve
    except (JoseError, ValueError) as error:
        raise TokenRefused(Flaw.KEY, "a key is not a point of the curve P-256") from error
    return key


def bare_jwk(key: ECKey) -> dict[str, str]:
    """The public key alone, as RFC 7638 has it: nothing that tells one maker's keys from another's."""
    members = key.as_dict(private=False)
    return {name: str(members[name]) for name in _PUBLIC}


def thumbprint(key: ECKey) -> str:
    """What a key is known by (RFC 7638)."""
    return key.thumbprint()


def check_times(claims: Mapping[str, Any], now: int, leeway: int = LEEWAY) -> None:
    """Whether a token is valid now.

    Args:
        now: seconds since 1970.

    Raises:
        TokenRefused: it is not valid any more, or not yet, or its times are no numbers.
    """
    for name in ("iat", "nbf", "exp"):
        if name in claims and not is_time(claims[name]):
            raise TokenRefused(Flaw.CLAIMS, f"its {name} is not a time")
    if "exp" in claims and now >= claims["exp"] + leeway:
        raise TokenRefused(Flaw.EXPIRED, "it has expired")
    if now < max(claims.get("nbf", 0), claims.get("iat", 0)) - leeway:
        raise TokenRefused(Flaw.NOT_YET, "it is not valid yet")


def is_time(value: object) -> bool:
    """Whether a claim is whole seconds since 1970."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40
