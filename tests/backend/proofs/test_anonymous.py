"""Anonymous proofs of Semaphore's own prover, verified by the verifier contract on a real node."""

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from lexiarch.chain.node import Node
from lexiarch.decode.secret_ballots import SecretBallot, scope_of
from lexiarch.decode.semaphore import FIELD
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import IndexEmpty, NodeUnreachable
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import End
from lexiarch.proofs.anonymous import ROOT_SECONDS, AnonymousProofs, Proof, Request
from lexiarch.proofs.errors import ProofInvalid, TreeMoved, TreeUnsettled
from lexiarch.store.database import Database
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.builders import START, History, make_deployment
from tests.helpers.contracts import creation_code, send
from tests.helpers.semaphore import Vote, commitments_of, paths_of, prove

pytestmark = pytest.mark.chain

NAMES = [f"member {number}" for number in range(4)]
CHALLENGE = Hash32(bytes.fromhex("f1" * 32))
ASKED = Request("https://forum.example", "sign-in", CHALLENGE)
BASE = 21888242871839275222246405745257275088696311157297823662689037894645226208583
SIXTEEN = "0x60106000526020 6000f3".replace(" ", "")
"""Code that answers everything with 16: of the tree, only the depth is asked here."""


class World(NamedTuple):
    """A node with the verifier, and the persons of the tree."""

    url: str
    deployment: Deployment
    commitments: list[int]
    roots: list[int]
    """Of the tree with so many persons."""
    pruned: int
    """Root of the tree with three persons, the second of whom is pruned."""
    proofs: dict[str, Proof]


def read_deployment(url: str) -> Deployment:
    """A deployment whose verifier is on the node."""
    created = send(url, None, creation_code("MembershipVerifier"))
    known = make_deployment().model_dump(mode="json")
    known["contracts"]["membership_verifier"]["address"] = created["contractAddress"]
    rpc(url, "anvil_setCode", known["contracts"]["holder_tree"]["address"], SIXTEEN)
    return Deployment.model_validate(known)


def make_proofs(deployment: Deployment, leaves: list[int]) -> dict[str, Proof]:
    """What persons prove in a tree."""
    anonymous = AnonymousProofs(None, deployment, None)  # type: ignore[arg-type]  # it is only asked for scopes
    scope = anonymous.scope(ASKED.client, ASKED.purpose)
    box = deployment.address(ContractName.BALLOT_BOX)
    ballot = scope_of(
        deployment.chain_id, box, SecretBallot(deployment.address(ContractName.GOVERNOR), 7, 1, 0)
    )
    challenge = int.from_bytes(CHALLENGE, "big")
    wanted = {
        "first": Vote(NAMES[0], challenge, scope),
        "second": Vote(NAMES[1], challenge, scope),
        "another challenge": Vote(NAMES[0], challenge - 1, scope),
        "another client": Vote(NAMES[0], challenge, anonymous.scope("https://shop.example", "sign-in")),
        "another purpose": Vote(NAMES[0], challenge, anonymous.scope(ASKED.client, "claim")),
        "a ballot": Vote(NAMES[0], challenge, ballot),
    }
    root, _ = paths_of(leaves, [])
    made = prove(leaves, list(wanted.values()))
    return {
        name: Proof(root, each.nullifier, tuple(each.points)) for name, each in zip(wanted, made, strict=True)
    }


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    commitments = commitments_of(NAMES)
    roots = [0, *(paths_of(commitments[:count], [])[0] for count in range(1, 5))]
    pruned, _ = paths_of([commitments[0], 0, commitments[2]], [])
    with running_anvil() as url:
        deployment = read_deployment(url)
        proofs = make_proofs(deployment, commitments[:3])
        yield World(url, deployment, commitments, roots, pruned, proofs)


@pytest.fixture
def anonymous(world: World, index: Database) -> Iterator[AnonymousProofs]:
    with Node([world.url], 5) as node:
        yield AnonymousProofs(node, world.deployment, index)


@pytest.fixture
def history(world: World, index: Database) -> History:
    """Three persons in the tree."""
    history = History().founded().at(5).attest(1, 1).attest(2, 2).attest(3, 3).attest(4, 4).at(10)
    for number in range(3):
        join(world, history, number)
    return history


def join(world: World, history: History, number: int, due: int = 10 * DAY) -> None:
    history.leaf(number + 1, number, due, root=world.roots[number + 1])


def save(world: World, history: History, index: Database) -> None:
    """Saves it, as of the node's block."""
    history.save(index)
    latest = rpc(world.url, "eth_getBlockByNumber", "latest", False)["hash"]
    with index.write() as writer:
        writer.execute("UPDATE checkpoint SET block_hash = ?", (bytes.fromhex(latest[2:]),))


@pytest.fixture
def settled(world: World, history: History, index: Database) -> History:
    """It is indexed."""
    save(world, history, index)
    return history


# ---- what counts


@pytest.mark.usefixtures("settled")
def test_a_member_proves_it_and_has_a_name_that_is_the_same_for_the_client(
    world: World, anonymous: AnonymousProofs
) -> None:
    proof = world.proofs["first"]
    assert anonymous.verify(ASKED, proof) == proof.nullifier
    other = Hash32((int.from_bytes(CHALLENGE, "big") - 1).to_bytes(32, "big"))
    again = anonymous.verify(ASKED._replace(challenge=other), world.proofs["another challenge"])
    assert again == proof.nullifier
    assert anonymous.verify(ASKED, world.proofs["second"]) != proof.nullifier


@pytest.mark.usefixtures("settled")
def test_another_client_or_purpose_knows_the_member_by_another_name(
    world: World, anonymous: AnonymousProofs
) -> None:
    shop = anonymous.verify(ASKED._replace(client="https://shop.example"), world.proofs["another client"])
    claim = anonymous.verify(ASKED._replace(purpose="claim"), world.proofs["another purpose"])
    assert len({shop, claim, world.proofs["first"].nullifier}) == 3


@pytest.mark.usefixtures("settled")
def test_it_takes_less_than_four_tenths_of_a_second(world: World, anonymous: AnonymousProofs) -> None:
    anonymous.verify(ASKED, world.proofs["first"])
    began = time.perf_counter()
    anonymous.verify(ASKED, world.proofs["first"])
    assert time.perf_counter() - began < 0.4


# ---- for this request only


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", ["another challenge", "another client", "another purpose", "a ballot"])
def test_a_proof_for_something_else_is_refused(world: World, anonymous: AnonymousProofs, name: str) -> None:
    with pytest.raises(ProofInvalid):
        anonymous.verify(ASKED, world.proofs[name])


@pytest.mark.usefixtures("settled")
def test_a_proof_for_another_chain_or_tree_is_refused(world: World, index: Database) -> None:
    with Node([world.url], 5) as node:
        for known in (
            world.deployment.model_copy(update={"chain_id": 1}),
            _with_tree_at(world, "0x" + "11" * 20),
        ):
            with pytest.raises(ProofInvalid):
                AnonymousProofs(node, known, index).verify(ASKED, world.proofs["first"])


def _with_tree_at(world: World, address: str) -> Deployment:
    rpc(world.url, "anvil_setCode", address, SIXTEEN)
    known = world.deployment.model_dump(mode="json")
    known["contracts"]["holder_tree"]["address"] = address
    return Deployment.model_validate(known)


@pytest.mark.usefixtures("settled")
def test_a_changed_nullifier_is_refused_also_when_it_is_the_same_in_the_field(
    world: World, anonymous: AnonymousProofs
) -> None:
    proof = world.proofs["first"]
    own = proof.nullifier
    for other in (
        own + FIELD,
        own + 2 * FIELD,
        own + 1,
        0,
        -1,
        FIELD,
        2**256,
        world.proofs["second"].nullifier,
    ):
        with pytest.raises(ProofInvalid):
            anonymous.verify(ASKED, proof._replace(nullifier=other))


@pytest.mark.usefixtures("settled")
def test_a_changed_point_is_refused(world: World, anonymous: AnonymousProofs) -> None:
    proof = world.proofs["first"]
    for place in range(8):
        for change in (1, BASE, -proof.points[place] - 1, 2**256):
            points = list(proof.points)
            points[place] += change
            with pytest.raises(ProofInvalid):
                anonymous.verify(ASKED, proof._replace(points=tuple(points)))
    for points in ([], proof.points[:7], [*proof.points, 0], [0] * 8):
        with pytest.raises(ProofInvalid):
            anonymous.verify(ASKED, proof._replace(points=tuple(points)))


# ---- in this tree only


def test_without_blocks_there_is_no_tree(world: World, anonymous: AnonymousProofs) -> None:
    with pytest.raises(IndexEmpty):
        anonymous.verify(ASKED, world.proofs["first"])


@pytest.mark.usefixtures("settled")
def test_a_root_that_the_tree_never_had_is_refused(world: World, anonymous: AnonymousProofs) -> None:
    for root in (world.roots[4], world.roots[3] + 1):
        with pytest.raises(TreeMoved):
            anonymous.verify(ASKED, world.proofs["first"]._replace(root=root))
    for root in (0, -1, world.roots[3] + FIELD):
        with pytest.raises(ProofInvalid):
            anonymous.verify(ASKED, world.proofs["first"]._replace(root=root))


@pytest.mark.usefixtures("settled")
def test_a_proof_for_one_root_is_none_for_another_that_counts(
    world: World, anonymous: AnonymousProofs
) -> None:
    with pytest.raises(ProofInvalid):
        anonymous.verify(ASKED, world.proofs["first"]._replace(root=world.roots[2]))


def test_who_joins_meanwhile_voids_no_proof_for_ten_minutes(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    join(world, history.at(100), 3)
    save(world, history.at(100 + ROOT_SECONDS), index)
    assert anonymous.verify(ASKED, world.proofs["first"]) == world.proofs["first"].nullifier
    save(world, history.at(101 + ROOT_SECONDS), index)
    with pytest.raises(TreeMoved):
        anonymous.verify(ASKED, world.proofs["first"])


def test_once_a_leaf_is_pruned_no_older_root_counts(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    history.at(20).end(2, 2, End.EXITED).at(21).prune(2, 1, root=world.pruned)
    save(world, history, index)
    for name in ("first", "second"):
        with pytest.raises(TreeMoved):
            anonymous.verify(ASKED, world.proofs[name])


def test_once_a_secret_is_replaced_no_older_root_counts(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    history.at(20).leaf(2, 1, 10 * DAY, root=world.pruned)
    save(world, history, index)
    with pytest.raises(TreeMoved):
        anonymous.verify(ASKED, world.proofs["second"])


def test_also_when_somebody_joined_before_or_after_that(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    join(world, history.at(20), 3)
    history.leaf(2, 1, 10 * DAY, root=world.pruned)
    save(world, history, index)
    with pytest.raises(TreeMoved):
        anonymous.verify(ASKED, world.proofs["first"])


def test_nobody_proves_anything_while_a_leaf_waits_to_be_pruned(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    history.at(20).end(2, 2, End.REVOKED)
    save(world, history, index)
    for name in ("first", "second"):
        with pytest.raises(TreeUnsettled, match="1 leaves"):
            anonymous.verify(ASKED, world.proofs[name])


def test_nobody_proves_anything_on_the_day_on_which_a_leaf_is_due(
    world: World, history: History, index: Database, anonymous: AnonymousProofs
) -> None:
    midnight = (START + 10 * DAY) // DAY * DAY - START
    save(world, history.at(midnight - 1), index)
    assert anonymous.verify(ASKED, world.proofs["first"])
    save(world, history.at(midnight), index)
    with pytest.raises(TreeUnsettled, match="3 leaves"):
        anonymous.verify(ASKED, world.proofs["first"])


# ---- the node


@pytest.mark.usefixtures("settled")
def test_a_node_that_does_not_answer_is_no_proof_and_no_refusal(world: World, index: Database) -> None:
    with Node(["http://127.0.0.1:9"], 1) as node, pytest.raises(NodeUnreachable):
        AnonymousProofs(node, world.deployment, index).verify(ASKED, world.proofs["first"])
