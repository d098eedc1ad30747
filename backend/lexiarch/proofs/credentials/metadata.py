"""What wallets and verifiers read before they ask for anything."""

import json
from typing import Any, Final
from urllib.parse import urlencode

from lexiarch.proofs.credentials.issuer import SD_JWT_VC, W3C_CREDENTIAL, W3C_VC
from lexiarch.proofs.credentials.offers import BATCH_SIZE, GRANT_TYPE, TX_CODE_LENGTH, Offer
from lexiarch.sdjwt.jwt import ALGORITHM
from lexiarch.verify.words import API, CREDENTIAL_TYPE, HIDDEN, VCT_PATH

Json = dict[str, Any]

_NAMES: Final = {
    "en": ("Member of {dao}", "The holder has a live iD in the roll of {dao}."),
    "de": ("Mitglied von {dao}", "Die Person oder Organisation hat eine gültige iD im Register von {dao}."),
}
_CLAIMS: Final = {
    "kind": {
        "en": ("Kind", "Whether the iD is of a person or of an organisation."),
        "de": ("Art", "Ob die iD einer Person oder einer Organisation gehört."),
    },
    "since": {
        "en": ("Since", "The year in which the iD began, unbroken since."),
        "de": ("Seit", "Das Jahr, in dem die iD begann, ohne Unterbrechung seither."),
    },
}
assert tuple(_CLAIMS) == HIDDEN


def issuer_metadata(url: str, dao: str) -> Json:
    """OpenID4VCI 1.0, 12.2."""
    return {
        "credential_issuer": url,
        "authorization_servers": [url + API],
        "credential_endpoint": f"{url}{API}/issue",
        "nonce_endpoint": f"{url}{API}/nonce",
        "batch_credential_issuance": {"batch_size": BATCH_SIZE},
        "display": [{"name": dao}],
        "credential_configurations_supported": {SD_JWT_VC: _sd_jwt(url, dao), W3C_VC: _w3c(dao)},
    }


def _sd_jwt(url: str, dao: str) -> Json:
    return {"format": CREDENTIAL_TYPE, "vct": url + VCT_PATH, **_common(dao, [[name] for name in HIDDEN])}


def _w3c(dao: str) -> Json:
    kind = {"type": ["VerifiableCredential", W3C_CREDENTIAL]}
    paths = [["credentialSubject", name] for name in HIDDEN]
    return {"format": "jwt_vc_json", "credential_definition": kind, **_common(dao, paths)}


def _common(dao: str, paths: list[list[str]]) -> Json:
    claims = [
        {
            "path": path,
            "display": [{"name": name, "locale": code} for code, (name, _) in _CLAIMS[path[-1]].items()],
        }
        for path in paths
    ]
    display = [
        {"name": name.format(dao=dao), "description": text.format(dao=dao), "locale": code}
        for code, (name, text) in _NAMES.items()
    ]
    return {
        "cryptographic_binding_methods_supported": ["jwk"],
        "credential_signing_alg_values_supported": [ALGORITHM],
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": [ALGORITHM]}},
        "credential_metadata": {"display": display, "claims": claims},
    }


def authorization_metadata(url: str) -> Json:
    """RFC 8414. The server gives out tokens for offers, and nothing else."""
    return {
        "issuer": url + API,
        "token_endpoint": f"{url}{API}/token",
        "grant_types_supported": [GRANT_TYPE],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["none"],
        "pre-authorized_grant_anonymous_access_supported": True,
    }


def jwt_issuer_metadata(url: str, keys: Json) -> Json:
    """draft-ietf-oauth-sd-jwt-vc: where a verifier that knows only `iss` finds the keys."""
    return {"issuer": url, "jwks": keys}


def type_metadata(url: str, dao: str) -> Json:
    """draft-ietf-oauth-sd-jwt-vc: what the `vct` means."""
    name, description = (text.format(dao=dao) for text in _NAMES["en"])
    return {
        "vct": url + VCT_PATH,
        "name": name,
        "description": description,
        "display": [
            {"locale": code, "name": name.format(dao=dao), "description": text.format(dao=dao)}
            for code, (name, text) in _NAMES.items()
        ],
        "claims": [
            {
                "path": [claim],
                "sd": "always",
                "display": [
                    {"locale": code, "label": label, "description": text}
                    for code, (label, text) in languages.items()
                ],
            }
            for claim, languages in _CLAIMS.items()
        ],
    }


def json_ld_context(url: str) -> Json:
    """The terms of the W3C credential that no other context has."""
    terms = f"{url}{API}/context#"
    names = (*HIDDEN, W3C_CREDENTIAL, "status", "cnf", "iss", "iat", "exp")
    return {"@context": {"@protected": True, **{name: terms + name for name in names}}}


def offer_link(url: str, offer: Offer, configuration: str) -> str:
    """The link or QR code that opens a wallet (OpenID4VCI 1.0, 4.1)."""
    grant: Json = {"pre-authorized_code": offer.code, "authorization_server": url + API}
    if offer.tx_code:
        grant["tx_code"] = {"input_mode": "numeric", "length": TX_CODE_LENGTH}
    whole = {
        "credential_issuer": url,
        "credential_configuration_ids": [configuration],
        "grants": {GRANT_TYPE: grant},
    }
    text = json.dumps(whole, separators=(",", ":"))
    return f"openid-credential-offer://?{urlencode({'credential_offer': text})}"
