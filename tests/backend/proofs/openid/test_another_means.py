"""Another way to prove the status, of which the provider knows no more than the least."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from lexiarch.proofs.openid.authentication import Authenticated
from lexiarch.proofs.openid.authorize import Need, Question
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.store.database import Reader
from tests.backend.proofs.openid.conftest import World
from tests.helpers.openid import authorization_query, new_pkce, query_of

NULLIFIER = bytes(range(32))


@dataclass
class Another:
    """Proofs of membership that still hold: the least that the provider wants of a way to prove it."""

    spent: set[bytes] = field(default_factory=set)

    def prove(self, nullifier: bytes) -> Authenticated:
        return Authenticated("another", nullifier, b"", "registered", {})

    def find(self, reader: Reader, seed: bytes, handle: bytes) -> Authenticated | None:
        return None if seed in self.spent else self.prove(seed)


@pytest.fixture
def another(world: World) -> Another:
    means = Another()
    world.others["another"] = means
    return means


def tokens_of(world: World, visitor: Visitor, scope: str = "openid holder_kind") -> dict[str, Any]:
    pkce, authorization = new_pkce(), world.openid.authorization
    question = authorization.begin(list(authorization_query(pkce, scope=scope).items()), visitor)
    assert isinstance(question, Question)
    assert question.need is Need.CONSENT
    form = authorization.form_token(question.sealed, visitor)
    back = authorization.answer(question.sealed, form, ["holder_kind", "offline_access"], visitor)
    tokens: dict[str, Any] = world.redeem(query_of(back)["code"], pkce).json()
    return tokens


def visitor_of(world: World, who: Authenticated) -> Visitor:
    return Visitor(int(world.now), 0, b"browser", None, who)


def test_who_shows_no_account_is_known_by_the_nullifier(world: World, another: Another) -> None:
    tokens = tokens_of(world, visitor_of(world, another.prove(NULLIFIER)))
    told = world.userinfo(tokens["access_token"]).json()
    assert told == {"sub": told["sub"], "registered": True}
    client = world.openid.parts.clients["forum"]
    assert told["sub"] == world.openid.parts.subject(client, "another", NULLIFIER)
    assert told["sub"] != world.openid.parts.subject(client, "wallet", NULLIFIER)


def test_what_is_told_of_such_a_visitor_ends_with_the_proof(world: World, another: Another) -> None:
    scope = "openid offline_access"
    tokens = tokens_of(world, visitor_of(world, another.prove(NULLIFIER)), scope)
    assert world.refresh(tokens["refresh_token"]).status_code == 200
    another.spent.add(NULLIFIER)
    assert world.userinfo(tokens["access_token"]).status_code == 401


def test_a_way_that_nobody_knows_any_more_proves_nothing(world: World, another: Another) -> None:
    tokens = tokens_of(world, visitor_of(world, another.prove(NULLIFIER)))
    world.others.clear()
    assert world.userinfo(tokens["access_token"]).status_code == 401
