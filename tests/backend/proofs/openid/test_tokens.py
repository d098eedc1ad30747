"""ID tokens: every single change is refused, here and by Authlib; keys come and go without a gap."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from authlib.jose import JsonWebKey
from authlib.jose import jwt as authlib_jwt
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import OctKey

from lexiarch.proofs.openid.keys import RETIRED_SECONDS, KeyFile, rotate_keys
from lexiarch.proofs.openid.tokens import read_hint
from tests.backend.proofs.openid.conftest import SITE, World
from tests.helpers.openid import authorization_query, new_pkce, query_of


def verify(world: World, token: str, access: str, keys: Any = None) -> Any:
    """As a website that takes the usual care."""
    published = JsonWebKey.import_key_set(keys or world.ask("GET", "/openid/jwks").json())
    claims = authlib_jwt.decode(
        token,
        published,
        claims_cls=CodeIDToken,
        claims_options={
            "iss": {"essential": True, "value": SITE},
            "aud": {"essential": True, "value": "forum"},
        },
        claims_params={"nonce": "nonce-1", "client_id": "forum", "access_token": access},
    )
    claims.validate(now=int(world.now), leeway=0)
    return claims


def _decoded(part: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return content


def _encoded(content: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


CLAIMS = [
    "iss",
    "sub",
    "aud",
    "iat",
    "exp",
    "nonce",
    "at_hash",
    "sid",
    "holder",
    "holder_kind",
    "holder_since",
]


@pytest.mark.parametrize("name", CLAIMS)
def test_an_id_token_with_one_claim_changed_is_refused(world: World, name: str) -> None:
    tokens = world.tokens()
    verify(world, tokens["id_token"], tokens["access_token"])
    header, body, signature = tokens["id_token"].split(".")
    claims = _decoded(body)
    assert set(CLAIMS) == set(claims)
    changed = claims[name] + 1 if isinstance(claims[name], int) else f"{claims[name]}x"
    for forged in ({**claims, name: changed}, {key: claims[key] for key in claims if key != name}):
        token = f"{header}.{_encoded(forged)}.{signature}"
        with pytest.raises(Exception, match=r"bad_signature|invalid|mismatch"):
            verify(world, token, tokens["access_token"])
        assert read_hint(world.openid.parts, token) is None


@pytest.mark.parametrize(
    "change", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "ES256"}, {"kid": "another"}, {"typ": "at+jwt"}]
)
def test_an_id_token_with_another_header_is_refused(world: World, change: dict[str, str]) -> None:
    tokens = world.tokens()
    header, body, signature = tokens["id_token"].split(".")
    token = f"{_encoded(_decoded(header) | change)}.{body}.{signature}"
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever Authlib calls it
        verify(world, token, tokens["access_token"])
    assert read_hint(world.openid.parts, token) is None


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(world: World) -> None:
    tokens = world.tokens()
    public = world.openid.parts.keys.published.keys[0]
    secret = OctKey.import_key(json.dumps(public.as_dict(private=False)))
    claims = _decoded(tokens["id_token"].split(".")[1])
    assert read_hint(world.openid.parts, jwt.encode({"alg": "HS256"}, claims, secret)) is None


def test_an_id_token_is_refused_once_it_is_over_and_at_another_client(world: World) -> None:
    tokens = world.tokens()
    world.now += 301
    with pytest.raises(Exception, match="expired"):
        verify(world, tokens["id_token"], tokens["access_token"])


def test_an_id_token_with_another_access_token_or_nonce_is_refused(world: World) -> None:
    tokens, other = world.tokens(), world.tokens(nonce="nonce-2")
    with pytest.raises(Exception, match="at_hash"):
        verify(world, tokens["id_token"], other["access_token"])
    with pytest.raises(Exception, match="nonce"):
        verify(world, other["id_token"], other["access_token"])


# ---- keys


def test_after_a_rotation_former_signatures_are_still_verified_and_new_ones_are_of_the_new_key(
    world: World,
) -> None:
    before = world.tokens()
    rotate_keys(world.keys)
    after = world.tokens()
    kids = [_decoded(each["id_token"].split(".")[0])["kid"] for each in (before, after)]
    assert kids[0] != kids[1]
    for tokens in (before, after):
        verify(world, tokens["id_token"], tokens["access_token"])
    published = [key["kid"] for key in world.ask("GET", "/openid/jwks").json()["keys"]]
    assert len(published) == 4


def test_a_rotation_changes_nobodys_number(world: World) -> None:
    before = world.tokens()
    rotate_keys(world.keys)
    after = world.tokens()
    subs = {_decoded(each["id_token"].split(".")[1])["sub"] for each in (before, after)}
    assert len(subs) == 1


def test_former_keys_go_after_a_day(world: World) -> None:
    rotate_keys(world.keys)
    content = json.loads(world.keys.read_text())
    for entry in content["keys"]:
        entry["retired"] = entry["retired"] and entry["retired"] - RETIRED_SECONDS
    world.keys.write_text(json.dumps(content))
    assert len(KeyFile(world.keys).published.keys) == 2


def test_what_is_published_holds_no_private_part(world: World) -> None:
    keys = world.ask("GET", "/openid/jwks").json()["keys"]
    assert {key["alg"] for key in keys} == {"ES256", "RS256"}
    for key in keys:
        assert set(key) <= {"kty", "crv", "x", "y", "n", "e", "kid", "use", "alg"}


def test_another_clients_hint_is_of_nobody(world: World) -> None:
    tokens = world.tokens()
    query = authorization_query(
        new_pkce(),
        client_id="shop",
        redirect_uri="https://shop.example/in",
        prompt="none",
        id_token_hint=tokens["id_token"],
    )
    member = world.sign_in()
    member.agree_to({key: query[key] for key in query if key not in ("prompt", "id_token_hint")})
    assert query_of(member.agree_to(query))["error"] == "login_required"
