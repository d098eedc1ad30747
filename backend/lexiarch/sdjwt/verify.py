"""Verifies SD-JWTs (RFC 9901, 7): all of it, or nothing is believed."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from joserfc.jwk import ECKey

from lexiarch.sdjwt.disclosures import hash_of, read_disclosure
from lexiarch.sdjwt.encoding import MAX_TOKEN
from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.issue import KEY_BINDING_TYPE
from lexiarch.sdjwt.jwt import LEEWAY, check_times, is_time, public_key, read_jwt
from lexiarch.sdjwt.processing import disclose

_MAX_DISCLOSURES: Final = 100
_KEY_BINDING_CLAIMS: Final = ("aud", "nonce", "sd_hash")


class KeyBinding(NamedTuple):
    """To whom and when a credential must have been shown."""

    audience: str
    nonce: str
    max_age: int = 300
    """Seconds between the showing and now."""


class Verified(NamedTuple):
    """What a credential says."""

    claims: dict[str, Any]
    """With what was disclosed, without digests."""
    signed: dict[str, Any]
    """The names in it cannot have been left out by who shows it."""


def verify(text: str, typ: str, keys: Sequence[ECKey], now: int, key_binding: KeyBinding | None) -> Verified:
    """What an SD-JWT says, if all of it can be believed.

    Args:
        text: of the compact form, `<JWT>~<disclosure>~…~`, with the key binding JWT behind it.
        typ: the kind of token that is expected.
        keys: the issuer's.
        now: seconds since 1970.
        key_binding: what the holder's word must say; None when none is wanted, and then none may be there.

    Raises:
        TokenRefused: anything is not as it should be.
    """
    token, disclosures, binding = _parts(text)
    claims = read_jwt(token, typ, keys).claims
    check_times(claims, now)
    digest = hash_of(claims)
    disclosed = disclose(claims, [read_disclosure(each) for each in disclosures], digest)
    if key_binding is None:
        if binding:
            raise TokenRefused(Flaw.KEY_BINDING, "it is bound to somebody else's question")
    else:
        _check_binding(binding, claims, digest(text.removesuffix(binding)), key_binding, now)
    return Verified(disclosed, claims)


def _parts(text: str) -> tuple[str, list[str], str]:
    if len(text) > MAX_TOKEN or not text.isascii():
        raise TokenRefused(Flaw.MALFORMED, "it is too long, or not of plain characters")
    token, *rest = text.split("~")
    if not rest or len(rest) > _MAX_DISCLOSURES:
        raise TokenRefused(Flaw.MALFORMED, "it is not parts joined by tildes")
    *disclosures, binding = rest
    return token, disclosures, binding


def _check_binding(binding: str, claims: dict[str, Any], sd_hash: str, wanted: KeyBinding, now: int) -> None:
    if not binding:
        raise TokenRefused(Flaw.KEY_BINDING, "its holder has not signed that they show it")
    confirmation = claims.get("cnf")
    if not isinstance(confirmation, dict) or set(confirmation) != {"jwk"}:
        raise TokenRefused(Flaw.CLAIMS, "it names no key of its holder")
    try:
        said = read_jwt(binding, KEY_BINDING_TYPE, [public_key(confirmation["jwk"])]).claims
        check_times(said, now)
    except TokenRefused as error:
        raise TokenRefused(Flaw.KEY_BINDING, f"the holder's signature: {error.values['why']}") from error
    expected = (wanted.audience, wanted.nonce, sd_hash)
    if tuple(said.get(name) for name in _KEY_BINDING_CLAIMS) != expected:
        raise TokenRefused(Flaw.KEY_BINDING, "it was shown to somebody else, or at another time, or not all")
    if not is_time(said.get("iat")) or now - said["iat"] > wanted.max_age + LEEWAY:
        raise TokenRefused(Flaw.KEY_BINDING, "it was shown too long ago")
