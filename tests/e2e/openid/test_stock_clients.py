"""Login libraries that nobody here wrote sign members in, against a running service over a real chain."""

from typing import Any

import httpx
import pytest
from authlib.integrations.httpx_client import OAuth2Client
from authlib.jose import JsonWebKey
from authlib.jose import jwt as authlib_jwt
from authlib.oidc.core import CodeIDToken

from tests.e2e.openid.conftest import FORUM, SHOP, Provider
from tests.helpers.dao import person_tag
from tests.helpers.openid import SECRET, new_pkce, query_of

pytestmark = pytest.mark.chain
SCOPE = "openid holder_kind holder_since_year"


def test_openid_client_of_npm_signs_a_member_in_refreshes_and_revokes(provider: Provider) -> None:
    member = provider.member(provider.sign_in(3))
    learned = provider.run_node(
        "openid_client.mjs", member, id="forum", redirectUri=FORUM, scope=f"{SCOPE} offline_access"
    )
    assert learned["claims"]["holder"] is True
    assert learned["claims"]["holder_kind"] == "person"
    assert learned["userinfo"]["sub"] == learned["claims"]["sub"] == learned["refreshed"]["sub"]
    refused = httpx.get(
        f"{provider.url}/openid/userinfo", headers={"Authorization": f"Bearer {learned['access']}"}
    )
    assert refused.status_code == 401, "the revoked grant still tells"
    assert learned["leave"].startswith(f"{provider.url}/openid/logout?")


def test_oauth4webapi_of_npm_signs_a_member_in_without_a_secret(provider: Provider) -> None:
    member = provider.member(provider.sign_in(3))
    learned = provider.run_node("oauth4webapi.mjs", member, id="shop", redirectUri=SHOP, scope=SCOPE)
    assert learned["claims"]["holder"] is True
    assert learned["userinfo"]["sub"] == learned["claims"]["sub"]
    assert learned["claims"]["auth_time"]


def authlib_sign_in(provider: Provider, member: int = 3) -> tuple[CodeIDToken, dict[str, Any]]:
    metadata = httpx.get(f"{provider.url}/.well-known/openid-configuration").json()
    pkce = new_pkce()
    with OAuth2Client(
        "forum", SECRET, scope=SCOPE, redirect_uri=FORUM, code_challenge_method="S256"
    ) as client:
        there, state = client.create_authorization_url(
            metadata["authorization_endpoint"], code_verifier=pkce.verifier, nonce="n-authlib"
        )
        back = provider.member(provider.sign_in(member)).agree(there)
        token = client.fetch_token(
            metadata["token_endpoint"],
            authorization_response=back,
            code_verifier=pkce.verifier,
            state=state,
        )
        userinfo = client.get(metadata["userinfo_endpoint"]).json()
    keys = JsonWebKey.import_key_set(httpx.get(metadata["jwks_uri"]).json())
    claims = authlib_jwt.decode(
        token["id_token"],
        keys,
        claims_cls=CodeIDToken,
        claims_options={"iss": {"value": provider.url}, "aud": {"value": "forum"}},
        claims_params={"nonce": "n-authlib", "client_id": "forum", "access_token": token["access_token"]},
    )
    claims.validate()
    assert query_of(back)["iss"] == provider.url
    return claims, userinfo


def test_authlib_signs_a_member_in(provider: Provider) -> None:
    claims, userinfo = authlib_sign_in(provider)
    assert claims["holder"] is True
    assert userinfo == {name: claims[name] for name in ("sub", "holder", "holder_kind", "holder_since")}


def test_two_websites_know_the_same_member_by_different_numbers_and_neither_is_on_the_chain(
    provider: Provider,
) -> None:
    member = provider.member(provider.sign_in(4))
    at_shop = provider.run_node("oauth4webapi.mjs", member, id="shop", redirectUri=SHOP, scope=SCOPE)
    at_forum, _ = authlib_sign_in(provider, 4)
    again, _ = authlib_sign_in(provider, 4)
    assert at_forum["sub"] == again["sub"]
    assert at_shop["claims"]["sub"] != at_forum["sub"]
    assert person_tag(4).hex() not in str([at_shop, dict(at_forum)])
