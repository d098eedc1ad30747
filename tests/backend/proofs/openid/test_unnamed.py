"""Answers without a name, as far as no proof is needed; tests/e2e/openid/test_unnamed.py has the proofs."""

from dataclasses import replace

import pytest

from lexiarch.chain.node import Node
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.openid.authentication import Persons
from lexiarch.proofs.openid.authorize import Need, Question
from lexiarch.proofs.openid.codes import PROVEN_SECONDS, QUESTION_SECONDS
from lexiarch.proofs.openid.errors import FormStale
from lexiarch.proofs.openid.provider import assemble
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.proofs.sweep import Sweep
from lexiarch.store.private.openid_grants import load_grants_of
from lexiarch.store.private.spent import spend
from tests.backend.proofs.openid.conftest import CLIENTS, World
from tests.helpers.openid import authorization_query, client_table, new_pkce, query_of

UNNAMED = client_table(means='["anonymous"]', claims="[]")
WHO = Persons.of_proof(nullifier=7, root=5)


@pytest.fixture
def unnamed(world: World) -> World:
    world.clients = UNNAMED
    return world


def ask(world: World) -> Question:
    query = authorization_query(new_pkce(), scope="openid")
    question = world.openid.authorization.begin(list(query.items()), None)
    assert isinstance(question, Question)
    return question


def visitor(world: World, digest: bytes = b"a challenge") -> Visitor:
    return Visitor(int(world.now), 0, digest, None, WHO)


def test_who_is_signed_in_is_asked_for_a_proof_all_the_same_and_cannot_answer_by_the_session(
    unnamed: World,
) -> None:
    query = authorization_query(new_pkce(), scope="openid")
    page = unnamed.sign_in().question(query)
    assert 'data-testid="signed-in"' in page.text
    assert 'data-testid="unnamed-form"' not in page.text
    assert 'data-testid="unnamed-form"' in unnamed.visitor().question(query).text
    authorization, question = unnamed.openid.authorization, ask(unnamed)
    assert question.need is Need.PROOF
    form = authorization.form_token(question.sealed, visitor(unnamed))
    with pytest.raises(FormStale):
        authorization.answer(question.sealed, form, [], visitor(unnamed))


def test_no_proof_is_taken_beside_a_cookie_that_says_whose_it_is(unnamed: World) -> None:
    fields = [("request", ask(unnamed).sealed)]
    answer = unnamed.sign_in().post("/openid/unnamed", fields)
    assert (answer.status_code, 'data-testid="signed-in"' in answer.text) == (200, True)
    assert unnamed.visitor().post("/openid/unnamed", fields).status_code == 400


def test_a_challenge_is_answered_once(unnamed: World) -> None:
    authorization, question = unnamed.openid.authorization, ask(unnamed)
    assert query_of(authorization.answer_proven(question.sealed, visitor(unnamed)))["code"]
    with pytest.raises(FormStale):
        authorization.answer_proven(question.sealed, visitor(unnamed))
    assert query_of(authorization.answer_proven(question.sealed, visitor(unnamed, b"another")))["code"]


def test_a_question_that_is_too_old_is_not_answered(unnamed: World) -> None:
    question = ask(unnamed)
    unnamed.now += QUESTION_SECONDS
    with pytest.raises(FormStale):
        unnamed.openid.authorization.resume_unnamed(question.sealed)


def test_a_website_that_wants_wallets_gets_no_proof(world: World) -> None:
    with pytest.raises(FormStale):
        world.openid.authorization.answer_proven(ask(world).sealed, visitor(world))


def test_a_grant_is_over_with_the_access_token(unnamed: World) -> None:
    unnamed.openid.authorization.answer_proven(ask(unnamed).sealed, visitor(unnamed))
    with unnamed.private.read() as reader:
        (grant,) = load_grants_of(reader, WHO.subject_seed)
    assert grant.expires == int(unnamed.now) + PROVEN_SECONDS
    assert grant.is_anonymous


def test_what_was_used_is_forgotten_when_it_could_not_be_used_again(world: World) -> None:
    sweep = Sweep(world.clock)
    with world.private.write() as writer:
        assert spend(writer, b"once", int(world.now) + 60)
        sweep.run(writer)
        assert not spend(writer, b"once", int(world.now) + 60)
        world.now += 60
        sweep.run(writer)
        assert spend(writer, b"once", int(world.now) + 60)


def test_a_dao_without_a_tree_of_persons_cannot_promise_it(world: World) -> None:
    proofs, wallets = world.openid.proofs, world.openid.parts
    world.clients = CLIENTS.replace("[forum]", '[forum]\nmeans = ["wallet", "anonymous"]')
    either = world.provider().parts
    contracts = {
        name: contract
        for name, contract in proofs.deployment.contracts.items()
        if name is not ContractName.HOLDER_TREE
    }
    treeless = replace(proofs, deployment=proofs.deployment.model_copy(update={"contracts": contracts}))
    with Node(["http://127.0.0.1:9"], 1) as node:
        with pytest.raises(SettingsInvalid, match="no tree of persons"):
            assemble(treeless, either, node)
        assert assemble(proofs, either, node)
        assert assemble(treeless, wallets, node)
