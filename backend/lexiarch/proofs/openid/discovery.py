"""What the provider says about itself (OpenID Connect Discovery 1.0, RFC 8414)."""

from lexiarch.proofs.openid.claims import CLAIMS, HOLDER, OPENID, REGISTERED
from lexiarch.proofs.openid.keys import ALGORITHMS


def describe_provider(issuer: str) -> dict[str, object]:
    """The metadata.

    Args:
        issuer: address of the site, without a slash at the end.
    """
    clients = ["client_secret_basic", "client_secret_post", "none"]
    told = dict.fromkeys(claim.name for claim in CLAIMS.values() if claim.name)
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/openid/authorize",
        "token_endpoint": f"{issuer}/openid/token",
        "userinfo_endpoint": f"{issuer}/openid/userinfo",
        "jwks_uri": f"{issuer}/openid/jwks",
        "revocation_endpoint": f"{issuer}/openid/revoke",
        "end_session_endpoint": f"{issuer}/openid/logout",
        "scopes_supported": [OPENID, *CLAIMS],
        "claims_supported": [
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "sid",
            HOLDER,
            REGISTERED,
            *told,
        ],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": sorted(ALGORITHMS, reverse=True),
        "token_endpoint_auth_methods_supported": clients,
        "revocation_endpoint_auth_methods_supported": clients,
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent"],
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }
