"""From a website's question to its answer: a member agrees, and the website gets what was agreed."""

import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from lexiarch.domain.words import End
from lexiarch.proofs.sessions import SESSION_SECONDS
from tests.backend.proofs.openid.conftest import SITE, World, redemption
from tests.helpers.builders import START, account
from tests.helpers.openid import CALLBACK, SECRET, Member, authorization_query, new_pkce, query_of


def read_token(world: World, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set(world.ask("GET", "/openid/jwks").json())
    return jwt.decode(token, keys, algorithms=["RS256", "ES256"]).claims


def test_a_website_learns_that_its_visitor_is_a_member_and_what_was_agreed(world: World) -> None:
    pkce = new_pkce()
    there = world.sign_in().agree_to(authorization_query(pkce))
    assert there.startswith(CALLBACK + "?")
    answer = query_of(there)
    assert (answer["state"], answer["iss"]) == ("state-1", SITE)
    tokens = world.redeem(answer["code"], pkce)
    assert tokens.status_code == 200
    assert tokens.headers["cache-control"] == "no-store"
    claims = read_token(world, tokens.json()["id_token"])
    assert claims["holder"] is True
    assert claims["holder_kind"] == "person"
    assert claims["holder_since"] == time.strftime("%Y", time.gmtime(START))
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (SITE, "forum", "nonce-1")
    told = world.userinfo(tokens.json()["access_token"]).json()
    assert told == {name: claims[name] for name in ("sub", "holder", "holder_kind", "holder_since")}


def test_nothing_that_a_website_gets_names_the_account_or_the_person_unless_ticked(world: World) -> None:
    tokens = world.tokens(scope="openid holder_account holder_kind")
    claims = read_token(world, tokens["id_token"])
    everything = json.dumps([tokens, claims, world.userinfo(tokens["access_token"]).json()]).lower()
    standing = world.openid.proofs.sessions.find(world.openid.proofs.sessions.begin(account(1)))
    assert standing is not None
    assert standing.standing is not None
    for secret in (account(1).hex(), standing.standing.person_tag.hex()):
        assert secret not in everything
    assert "holder_account" not in claims


def test_an_address_is_told_once_the_member_has_ticked_it(world: World) -> None:
    pkce, member = new_pkce(), world.sign_in()
    query = authorization_query(pkce, scope="openid holder_account")
    there = member.agree_to(query, ticks=["holder_account"])
    claims = read_token(world, world.redeem(query_of(there)["code"], pkce).json()["id_token"])
    assert claims["holder_account"] == f"eip155:31337:0x{account(1).hex()}"


def test_what_the_member_unticks_is_not_told(world: World) -> None:
    pkce, member = new_pkce(), world.sign_in()
    there = member.agree_to(authorization_query(pkce), ticks=["holder_since_year"])
    tokens = world.redeem(query_of(there)["code"], pkce).json()
    claims = read_token(world, tokens["id_token"])
    assert "holder_kind" not in claims
    assert claims["holder_since"]
    assert tokens["scope"] == "openid holder_since_year"


def test_a_form_cannot_tick_what_the_website_did_not_ask_for(world: World) -> None:
    pkce, member = new_pkce(), world.sign_in()
    query = authorization_query(pkce, scope="openid")
    there = member.agree_to(query, ticks=["holder_account", "holder_kind"])
    claims = read_token(world, world.redeem(query_of(there)["code"], pkce).json()["id_token"])
    assert not {"holder_account", "holder_kind"} & set(claims)


def test_the_member_is_asked_once_for_each_website(world: World) -> None:
    member, query = world.sign_in(), authorization_query(new_pkce())
    member.decide(member.question(query))
    assert "code" in query_of(member.agree_to({**query, "prompt": "none"}))
    assert member.question({**query, "prompt": "consent"}).status_code == 200
    other = authorization_query(new_pkce(), client_id="shop", redirect_uri="https://shop.example/in")
    assert member.question(other).status_code == 200


def test_who_asks_for_more_than_was_agreed_has_to_ask_again(world: World) -> None:
    member = world.sign_in()
    member.agree_to(authorization_query(new_pkce(), scope="openid"))
    more = authorization_query(new_pkce(), prompt="none")
    assert query_of(member.agree_to(more))["error"] == "consent_required"


def test_who_refuses_is_sent_back_without_a_proof(world: World) -> None:
    member = world.sign_in()
    there = query_of(member.decide(member.question(authorization_query(new_pkce())), "deny"))
    assert (there["error"], there["state"], there["iss"]) == ("access_denied", "state-1", SITE)
    assert "code" not in there


def test_who_is_not_signed_in_is_asked_to_and_the_page_goes_on_afterwards(world: World) -> None:
    query = authorization_query(new_pkce())
    page = world.visitor().question(query)
    assert "data-sign-in" in page.text
    assert 'data-testid="consent-form"' not in page.text
    again = world.sign_in().get(str(page.url).replace("http://test", SITE))
    assert 'data-testid="consent-form"' in again.text


def test_who_holds_no_id_is_told_so_here_and_the_website_learns_nothing(world: World) -> None:
    query, stranger = authorization_query(new_pkce()), world.sign_in(7)
    page = stranger.question(query)
    assert 'data-testid="no-id"' in page.text
    assert 'data-testid="consent-form"' not in page.text
    answer = query_of(stranger.agree_to({**query, "prompt": "none"}))
    assert answer["error"] == "access_denied"


@pytest.mark.parametrize("how", [End.EXITED, End.REVOKED])
def test_no_code_of_an_id_that_has_ended_is_worth_anything(world: World, how: End) -> None:
    pkce = new_pkce()
    code = world.code(pkce)
    world.roll.at(100).end(1, 1, how).save(world.index)
    assert world.redeem(code, pkce).json()["error"] == "invalid_grant"


def test_a_website_that_may_not_ask_its_visitor_hears_what_is_missing(world: World) -> None:
    query = authorization_query(new_pkce(), prompt="none")
    assert query_of(world.visitor().agree_to(query))["error"] == "login_required"
    assert query_of(world.sign_in().agree_to(query))["error"] == "consent_required"


def test_prompt_login_wants_a_new_sign_in(world: World) -> None:
    member, query = world.sign_in(), authorization_query(new_pkce(), prompt="login")
    page = member.question(query)
    assert "data-sign-in" in page.text
    address = str(page.url).replace("http://test", SITE)
    assert "data-sign-in" in member.get(address).text, "the former sign-in was taken"
    assert 'data-testid="consent-form"' in world.sign_in().get(address).text


def test_prompt_login_without_a_session_takes_the_first(world: World) -> None:
    page = world.visitor().question(authorization_query(new_pkce(), prompt="login"))
    address = str(page.url).replace("http://test", SITE)
    assert 'data-testid="consent-form"' in world.sign_in().get(address).text


def test_prompt_login_does_not_take_a_sign_in_of_another_browser_from_before_the_question(
    world: World,
) -> None:
    earlier = world.sign_in()
    world.now += 5
    page = world.visitor().question(authorization_query(new_pkce(), prompt="login"))
    assert "data-sign-in" in earlier.get(str(page.url).replace("http://test", SITE)).text


def test_a_new_consent_keeps_what_it_covers_and_ends_what_it_does_not(world: World) -> None:
    member, scope = world.sign_in(), "openid holder_kind offline_access"
    first = world.tokens(member, scope=scope)
    again = world.tokens(member, scope=scope, prompt="consent")
    assert world.refresh(first["refresh_token"]).status_code == 200
    page = member.question(authorization_query(new_pkce(), scope=scope, prompt="consent"))
    member.decide(page, ticks=["offline_access"])
    assert world.refresh(again["refresh_token"]).json()["error"] == "invalid_grant"


def test_max_age_wants_a_sign_in_that_is_young_enough_and_tells_when_it_was(world: World) -> None:
    member, pkce = world.sign_in(), new_pkce()
    world.now += 1000
    query = authorization_query(pkce, max_age="999")
    assert "data-sign-in" in member.question(query).text
    there = member.agree_to({**query, "max_age": "1000"})
    claims = read_token(world, world.redeem(query_of(there)["code"], pkce).json()["id_token"])
    assert world.now - 1000 <= claims["auth_time"] <= world.now


def test_a_website_that_expects_another_person_gets_no_proof(world: World) -> None:
    tokens = world.tokens(world.sign_in(1))
    query = authorization_query(new_pkce(), prompt="none", id_token_hint=tokens["id_token"])
    other = world.sign_in(2)
    other.agree_to(authorization_query(new_pkce()))
    assert query_of(other.agree_to(query))["error"] == "login_required"
    assert "code" in query_of(world.sign_in(1).agree_to(query))


def test_a_public_client_needs_no_secret_and_gets_the_algorithm_that_it_wants(world: World) -> None:
    pkce = new_pkce()
    query = authorization_query(pkce, client_id="shop", redirect_uri="https://shop.example/in")
    code = query_of(world.sign_in().agree_to(query))["code"]
    given = redemption(code, pkce) | {"client_id": "shop", "redirect_uri": "https://shop.example/in"}
    tokens = world.token(given, auth=None).json()
    assert jwt.decode(tokens["id_token"], world.openid.parts.keys.published).header["alg"] == "ES256"


def test_an_authorization_request_may_come_as_a_form(world: World) -> None:
    query = authorization_query(new_pkce())
    answer = world.visitor().post(f"{SITE}/openid/authorize", list(query.items()))
    assert answer.status_code == 303
    assert query_of(answer.headers["location"]) == query


def test_tokens_end_with_the_session_unless_the_member_agreed_otherwise(world: World) -> None:
    token = world.openid.proofs.sessions.begin(account(1))
    tokens = world.tokens(Member(world.ask, SITE, token), scope="openid")
    offline = world.tokens(Member(world.ask, SITE, token), scope="openid offline_access")
    assert "refresh_token" not in tokens
    world.openid.proofs.sessions.end(token)
    assert world.userinfo(tokens["access_token"]).status_code == 401
    world.now += SESSION_SECONDS
    assert world.refresh(offline["refresh_token"]).status_code == 200


def test_the_form_leads_to_the_website_that_asked_and_to_no_other(world: World) -> None:
    page = world.sign_in().question(authorization_query(new_pkce()))
    policy = page.headers["content-security-policy"]
    assert "form-action 'self' https://forum.example;" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


def test_a_client_that_authenticates_by_the_form_is_known_too(world: World) -> None:
    pkce = new_pkce()
    given = redemption(world.code(pkce), pkce) | {"client_id": "forum", "client_secret": SECRET}
    assert world.token(given, auth=None).status_code == 200
