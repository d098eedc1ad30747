"""Two websites that pool everything they were told cannot say who of one is who of the other."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

from lexiarch.proofs.openid.subjects import pairwise_subject
from tests.backend.proofs.openid.conftest import World
from tests.helpers.builders import NEVER
from tests.helpers.openid import Member, authorization_query, new_pkce, query_of

MEMBERS = 200
SHARED_BY = 20
"""A value that two websites have in common is of at least so many members."""
SCOPE = "openid holder_kind holder_since_year holder_account offline_access"


def _leaves(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every field of an answer, and of the tokens inside."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _leaves(f"{where}.{name}", inside)
    elif isinstance(value, str) and value.count(".") == 2 and value.startswith("ey"):
        for place, part in zip(("header", "claims"), value.split(".")[:2], strict=True):
            yield from _leaves(f"{where}.{place}", json.loads(urlsafe_b64decode(part + "===")))
        yield f"{where}.signature", value.split(".")[2]
    else:
        yield where, value


def _everything(world: World, member: Member, site: str) -> dict[str, Any]:
    """All that a website sees of one member: what came with the browser, and what came with the tokens."""
    pkce = new_pkce()
    own = {"forum": {}, "shop": {"client_id": "shop", "redirect_uri": "https://shop.example/in"}}[site]
    query = authorization_query(pkce, scope=SCOPE, max_age="86400", state=None, nonce=None, **own)
    back = query_of(member.agree_to(query))
    given = {"code_verifier": pkce.verifier, "redirect_uri": query["redirect_uri"], "code": back["code"]}
    client = world.openid.parts.clients[site]
    tokens = world.openid.tokens.answer(client, {"grant_type": "authorization_code", **given})
    told = world.openid.grants.read_userinfo(str(tokens["access_token"]))
    refreshed = world.openid.tokens.answer(
        client, {"grant_type": "refresh_token", "refresh_token": str(tokens["refresh_token"])}
    )
    return dict(_leaves("", {"back": back, "tokens": tokens, "userinfo": told, "refreshed": refreshed}))


def test_two_websites_can_join_on_no_field(world: World) -> None:
    if type(world.private).__name__ == "PostgresEngine":
        members = range(100, 100 + MEMBERS // 10)  # the provider is the same; only rows are kept elsewhere
    else:
        members = range(100, 100 + MEMBERS)
    terms = 'public = true\nid_token_signed_response_alg = "RS256"'
    world.clients = world.clients.replace('public = true\nid_token_signed_response_alg = "ES256"', terms)
    world.clients = world.clients.replace('"ES256"', '"RS256"')
    history = world.roll.at(200)
    for number in members:
        history.attest(number, number, until=NEVER)
    history.save(world.index)
    seen: dict[str, list[dict[str, Any]]] = {"forum": [], "shop": []}
    for place, number in enumerate(members):
        world.now += 7
        member = world.sign_in(number)
        for site in seen if place % 2 else reversed(seen):
            world.now += 3 + place % 5
            seen[site].append(_everything(world, member, site))
    times = (".iat", ".exp")  # of the visits themselves, at each website another
    fields = {name for rows in seen.values() for row in rows for name in row if not name.endswith(times)}
    assert any(name.endswith(".claims.auth_time") for name in fields)
    at_forum = {name: [row.get(name) for row in seen["forum"]] for name in fields}
    for name in fields:
        for other in fields:
            theirs = [row.get(other) for row in seen["shop"]]
            for value in set(at_forum[name]) & set(theirs) - {None}:
                both = min(at_forum[name].count(value), theirs.count(value))
                assert both >= min(SHARED_BY, len(members)) or _is_chance(name, other, at_forum[name], theirs)


def _is_chance(name: str, other: str, ours: list[Any], theirs: list[Any]) -> bool:
    """Times of sign-ins may meet; what counts is whether they meet for the same member."""
    if not (name.endswith("auth_time") and other.endswith("auth_time")):
        return False
    same = sum(one == two for one, two in zip(ours, theirs, strict=True))
    return same <= len(ours) // 10


def test_a_number_says_nothing_about_the_person_without_the_secret() -> None:
    seed = bytes(range(32))
    numbers = {
        pairwise_subject(secret, sector, means, seed)
        for secret in (b"a" * 32, b"b" * 32)
        for sector in ("forum.example", "shop.example", "forum.exampl")
        for means in ("wallet", "anonymous")
    }
    assert len(numbers) == 12
    assert pairwise_subject(b"a" * 32, "x", "wallet", seed) == pairwise_subject(
        b"a" * 32, "x", "wallet", seed
    )


def test_a_person_keeps_the_number_when_the_id_moves_to_another_account(world: World) -> None:
    before = world.openid.grants.read_userinfo(str(world.tokens(world.sign_in(1))["access_token"]))
    world.roll.at(100).move(1, 1, 3).save(world.index)
    after = world.openid.grants.read_userinfo(str(world.tokens(world.sign_in(3))["access_token"]))
    assert before["sub"] == after["sub"]
