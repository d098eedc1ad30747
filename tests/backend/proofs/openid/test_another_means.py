"""A second way to prove the status: without an account, by something that only says "one of them"."""

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
class Anonymous:
    """Proofs of membership that still hold: the least that the provider wants of a way to prove it."""

    spent: set[bytes] = field(default_factory=set)

    def prove(self, nullifier: bytes) -> Authenticated:
        return Authenticated("anonymous", nullifier, b"", {})

    def find(self, reader: Reader, seed: bytes, handle: bytes) -> Authenticated | None:
        return None if seed in self.spent else self.prove(seed)


@pytest.fixture
def anonymous(world: World) -> Anonymous:
    means = Anonymous()
    world.others["anonymous"] = means
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


def test_who_shows_no_account_is_known_by_the_nullifier(world: World, anonymous: Anonymous) -> None:
    tokens = tokens_of(world, visitor_of(world, anonymous.prove(NULLIFIER)))
    told = world.userinfo(tokens["access_token"]).json()
    assert told == {"sub": told["sub"], "holder": True}
    client = world.openid.parts.clients["forum"]
    assert told["sub"] == world.openid.parts.subject(client, "anonymous", NULLIFIER)
    assert told["sub"] != world.openid.parts.subject(client, "wallet", NULLIFIER)


def test_what_is_told_of_such_a_visitor_ends_with_the_proof(world: World, anonymous: Anonymous) -> None:
    scope = "openid offline_access"
    tokens = tokens_of(world, visitor_of(world, anonymous.prove(NULLIFIER)), scope)
    assert world.refresh(tokens["refresh_token"]).status_code == 200
    anonymous.spent.add(NULLIFIER)
    assert world.userinfo(tokens["access_token"]).status_code == 401


def test_a_way_that_nobody_knows_any_more_proves_nothing(world: World, anonymous: Anonymous) -> None:
    tokens = tokens_of(world, visitor_of(world, anonymous.prove(NULLIFIER)))
    world.others.clear()
    assert world.userinfo(tokens["access_token"]).status_code == 401
