"""Every false ballot that can be proved is refused, by the chain and by a relay, whoever's prover made it.

The pages make none of these; here their prover, and Semaphore's in Node, are asked for them directly.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from eth_abi import encode
from eth_utils import keccak
from playwright.sync_api import Browser
from web3 import Web3
from web3.exceptions import ContractCustomError

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import CHAIN_ID
from tests.e2e.test_eligibility import order
from tests.helpers.browser_prover import BrowserProver
from tests.helpers.cast import person
from tests.helpers.dao import ABSTAIN, AGAINST, FOR, Dao, person_tag
from tests.helpers.relay import Relay, final, relaying
from tests.helpers.semaphore import Ballot, Vote, commitments_of, paths_of, prove
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617
MEMBER, OTHER, LEAVER, ANOTHER, LATE, STRANGER = 3, 4, 5, 6, 9, 30
SCOPE = "SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)"

Prove = Callable[[int, Sequence[int], int, int], Ballot]
"""From member, leaves, support and scope."""


@dataclass
class Makers:
    """Two provers, and the keys of the members with each."""

    browser: BrowserProver

    def commitment(self, maker: str, who: int) -> int:
        if maker == "browser":
            return self.browser.commitment(100 + who)
        return commitments_of([f"member {who}"])[0]

    def prove(self, maker: str) -> Prove:
        if maker == "browser":
            return lambda who, *asked: self.browser.prove(100 + who, *asked)
        return lambda who, leaves, support, scope: prove(leaves, [Vote(f"member {who}", support, scope)])[0]


@dataclass
class World:
    """A proposal that is voted on in secret, and trees that are not its own."""

    dao: Dao
    proposal: int
    other_proposal: int
    frozen: list[int]
    before: list[int]
    """With who has left since."""
    after: list[int]
    """With who came later."""
    prove: Prove

    def scope(self, chain: int = CHAIN_ID, governor: str = "", proposal: int = 0) -> int:
        """That of the proposal, or another."""
        box = self.dao.contract(ContractName.BALLOT_BOX).address
        facts = [keccak(text=SCOPE), chain, box, governor or self.dao.governor.address]
        types = ["bytes32", "uint256", "address", "address", "uint256"]
        return int.from_bytes(keccak(encode(types, [*facts, proposal or self.proposal])), "big")

    def chain_says(self, support: int, ballot: Ballot, governor: str = "") -> str:
        """Error of the box; empty when it would count the ballot."""
        box = self.dao.contract(ContractName.BALLOT_BOX).functions
        said = (
            governor or self.dao.governor.address,
            self.proposal,
            support,
            ballot.nullifier,
            ballot.points,
        )
        try:
            box.castSecretBallot(*said).call({"from": person(STRANGER).address})
        except ContractCustomError as error:
            return ERRORS[str(error.data)[:10]]
        return ""

    def body(self, support: int, ballot: Ballot) -> dict[str, object]:
        return {
            "act": "secret_ballot",
            "chain_id": CHAIN_ID,
            "proposal_id": str(self.proposal),
            "support": support,
            "nullifier": str(ballot.nullifier),
            "proof": [str(point) for point in ballot.points],
        }


ERRORS = {
    "0x" + keccak(text=f"{name}({types})")[:4].hex(): name
    for name, types in (
        ("BallotBoxProofInvalid", ""),
        ("BallotBoxNullifierSpent", "uint256"),
        ("BallotBoxNotFrozen", "address,uint256"),
    )
}


@pytest.fixture(scope="module")
def makers(service: Service, browser: Browser) -> Iterator[Makers]:
    page = browser.new_page()
    page.goto(f"{service.url}/health")
    yield Makers(BrowserProver(page))
    page.close()


@pytest.fixture(scope="module")
def secret(dao: Dao) -> Dao:
    """Payments are decided in secret by persons."""
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    return dao


@pytest.fixture(params=["browser", "node"])
def world(request: pytest.FixtureRequest, secret: Dao, makers: Makers) -> Iterator[World]:
    dao, maker = secret, str(request.param)
    back = dao.rpc("evm_snapshot")
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    before = [makers.commitment(maker, who) for who in (MEMBER, OTHER, LEAVER, ANOTHER)]
    for who, commitment in zip((MEMBER, OTHER, LEAVER, ANOTHER), before, strict=True):
        dao.send(tree.join(commitment), who)
    _, (path,) = paths_of(before, [2])
    dao.send(dao.roll.functions.exit(), LEAVER)
    dao.send(tree.prune(person_tag(LEAVER), path.siblings), STRANGER)
    payment = dao.token.functions.transfer(person(37).address, 7)
    flow, other = (dao.propose(MEMBER, f"Pay in secret: {word}", [payment]) for word in ("this", "that"))
    dao.attest(LATE)
    late = makers.commitment(maker, LATE)
    dao.send(tree.join(late), LATE)
    flow.wait_for_snapshot()
    other.wait_for_snapshot()
    frozen = [*before[:2], 0, before[3]]
    yield World(dao, flow.id, other.id, frozen, before, [*frozen, late], makers.prove(maker))
    dao.rpc("evm_revert", back)


@pytest.fixture
def relay(world: World, tmp_path: Path) -> Iterator[Relay]:
    with relaying(world.dao, tmp_path) as relay:
        yield relay


def test_every_false_ballot_is_refused_and_the_true_one_counts(world: World, relay: Relay) -> None:
    true = world.prove(MEMBER, world.frozen, FOR, world.scope())
    elsewhere = Web3.to_checksum_address("0x" + "11" * 20)
    false = {
        "another proposal": world.prove(
            MEMBER, world.frozen, FOR, world.scope(proposal=world.other_proposal)
        ),
        "another governor": world.prove(MEMBER, world.frozen, FOR, world.scope(governor=elsewhere)),
        "another chain": world.prove(MEMBER, world.frozen, FOR, world.scope(chain=1)),
        "a tree of before": world.prove(MEMBER, world.before, FOR, world.scope()),
        "a tree of after": world.prove(MEMBER, world.after, FOR, world.scope()),
        "who left before the freeze": world.prove(LEAVER, world.before, FOR, world.scope()),
        "who came after the freeze": world.prove(LATE, world.after, FOR, world.scope()),
        "nullifier and modulus": true._replace(nullifier=true.nullifier + FIELD),
        "another nullifier": true._replace(nullifier=true.nullifier + 1),
    }
    for what, ballot in false.items():
        assert world.chain_says(FOR, ballot) == "BallotBoxProofInvalid", what
        assert relay.refuse(world.body(FOR, ballot), 409) == "BallotBoxProofInvalid", what
    for flipped in (AGAINST, ABSTAIN):
        assert world.chain_says(flipped, true) == "BallotBoxProofInvalid"
        assert relay.refuse(world.body(flipped, true), 409) == "BallotBoxProofInvalid"
    assert world.chain_says(FOR, true, governor=elsewhere) == "BallotBoxNotFrozen"

    assert world.chain_says(FOR, true) == ""
    assert final(relay, relay.take(world.body(FOR, true)))["status"] == "mined"
    assert world.dao.governor.functions.holderVotes(world.proposal).call() == [0, 1, 0]
    for repeated in (true, world.prove(MEMBER, world.frozen, AGAINST, world.scope())):
        support = FOR if repeated is true else AGAINST
        assert repeated.nullifier == true.nullifier
        assert world.chain_says(support, repeated) == "BallotBoxNullifierSpent"
        assert relay.refuse(world.body(support, repeated), 409) == "BallotBoxNullifierSpent"
    assert relay.nonce == 1


def test_a_ballot_is_good_on_its_chain_alone(world: World) -> None:
    """The same ballot and contracts, while the chain has another id and when it has its own again."""
    ballot = world.prove(OTHER, world.frozen, FOR, world.scope())
    assert world.chain_says(FOR, ballot) == ""
    world.dao.rpc("anvil_setChainId", CHAIN_ID + 1)
    assert world.chain_says(FOR, ballot) == "BallotBoxProofInvalid"
    world.dao.rpc("anvil_setChainId", CHAIN_ID)
    assert world.chain_says(FOR, ballot) == ""
