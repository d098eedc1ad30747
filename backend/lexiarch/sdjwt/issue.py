"""Makes SD-JWTs, and shows them as their holder."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from joserfc.jwk import ECKey

from lexiarch.sdjwt.disclosures import DOTS, SD, SD_ALG, decoys, hash_of, make_disclosure, read_disclosure
from lexiarch.sdjwt.jwt import sign_jwt

KEY_BINDING_TYPE: Final = "kb+jwt"


def issue(
    header: Mapping[str, Any],
    open_claims: Mapping[str, Any],
    hidden: Mapping[str, Any],
    digests: int,
    key: ECKey,
) -> str:
    """An SD-JWT with all its disclosures.

    Args:
        header: without `alg`.
        open_claims: what everybody sees who is shown it.
        hidden: what the holder shows or does not.
        digests: how many there are, whatever is hidden; decoys fill up.
    """
    assert not {SD, SD_ALG, DOTS} & (set(open_claims) | set(hidden))
    assert not set(open_claims) & set(hidden)
    disclosures = [make_disclosure(name, value) for name, value in hidden.items()]
    claims: dict[str, Any] = {**open_claims, SD_ALG: "sha-256"}
    digest = hash_of(claims)
    made = [digest(each.text) for each in disclosures]
    claims[SD] = sorted([*made, *decoys(digests - len(made))])  # sorted: their order says nothing
    return "~".join([sign_jwt(header, claims, key), *(each.text for each in disclosures), ""])


def present(credential: str, names: Collection[str]) -> str:
    """The SD-JWT with the disclosures of these names only.

    Args:
        credential: as issued: without key binding.
    """
    token, *texts, _ = credential.split("~")
    shown = [text for text in texts if read_disclosure(text).name in names]
    return "~".join([token, *shown, ""])


def bind(presented: str, key: ECKey, audience: str, nonce: str, now: int) -> str:
    """Adds the holder's word that it is they who show it, to whom, and when (RFC 9901, 4.3).

    Args:
        presented: from {present}.
        key: the holder's, whose public half the issuer signed.
        audience: who is shown it.
        nonce: what they gave out for this time only.
        now: seconds since 1970.
    """
    sd_hash = hash_of({})(presented)
    claims = {"iat": now, "aud": audience, "nonce": nonce, "sd_hash": sd_hash}
    return presented + sign_jwt({"typ": KEY_BINDING_TYPE}, claims, key)
