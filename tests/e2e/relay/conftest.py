"""An Assembly that votes: one proposal in secret, one in the open. Every test finds it as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from eth_account.messages import encode_typed_data

from lexiarch.domain.deployment import ContractName
from lexiarch.signing.ballots import Ballot, sign_ballot
from lexiarch.signing.typed_data import Offer, sign_acceptance, sign_offer
from tests.e2e.conftest import CHAIN_ID, PERSONS, TOKEN_HOLDERS
from tests.e2e.test_eligibility import order
from tests.helpers.anvil import running_anvil
from tests.helpers.cast import person
from tests.helpers.dao import AGAINST, FOR, Dao, Flow, address_of
from tests.helpers.deployed import deploy
from tests.helpers.prover import commitments_of, prove

IDENTITIES = [f"member {number}" for number in PERSONS]
ONE_EACH = [(0, FOR), (1, FOR), (2, AGAINST), (3, FOR), (4, FOR)]
"""(place in the tree, support)."""
PROVEN = [*ONE_EACH, (0, AGAINST), (2, FOR)]
"""The ballots for which there is a proof."""


@dataclass
class Assembly:
    dao: Dao
    secret: Flow
    open: Flow

    @cached_property
    def proofs(self) -> dict[tuple[int, int], dict[str, Any]]:
        box = self.dao.contract(ContractName.BALLOT_BOX).functions
        scope = box.scopeOf(self.dao.governor.address, self.secret.id).call()
        return dict(zip(PROVEN, prove(IDENTITIES, scope, PROVEN), strict=True))

    def secret_ballot(self, member: int, support: int, **fields: Any) -> dict[str, Any]:
        """A member's vote in secret. Members are places in the tree."""
        facts = {"act": "secret_ballot", "chain_id": CHAIN_ID, "proposal_id": str(self.secret.id)}
        return facts | {"support": support} | self.proofs[member, support] | fields

    def signed_ballot(
        self, voter: int, support: int, signer: int | None = None, proposal: int | None = None
    ) -> dict[str, Any]:
        """A signed vote. Voters are numbers of the cast, and sign themselves unless somebody else does."""
        proposal = self.open.id if proposal is None else proposal
        governor = self.dao.deployment.address(ContractName.GOVERNOR)
        ballot = Ballot(proposal, support, address_of(voter))
        key = bytes(person(voter if signer is None else signer).key)
        return {
            "act": "signed_ballot",
            "chain_id": CHAIN_ID,
            "proposal_id": str(proposal),
            "support": support,
            "voter": person(voter).address,
            "signature": "0x" + sign_ballot(key, CHAIN_ID, governor, ballot).hex(),
        }

    def acceptance(self, holder: int, offer: Offer | None = None, act: str = "acceptance") -> dict[str, Any]:
        """An offer of the first issuer that its holder accepts."""
        offer = offer or self.dao.offer(holder)
        roll = self.dao.deployment.address(ContractName.HOLDER_REGISTRY)
        return {
            "act": act,
            "chain_id": CHAIN_ID,
            "offer": offer_json(offer),
            "issuer_signature": "0x" + sign_offer(bytes(person(1).key), CHAIN_ID, roll, offer).hex(),
            "holder_signature": "0x"
            + sign_acceptance(bytes(person(holder).key), CHAIN_ID, roll, offer).hex(),
        }

    def sign_for_roll(self, signer: int, kind: str, fields: dict[str, tuple[str, Any]]) -> str:
        """A holder's EIP-712 signature for the roll; `fields` are their types and values."""
        domain = {
            "name": "Lexiarch Roll",
            "version": "1",
            "chainId": CHAIN_ID,
            "verifyingContract": self.dao.roll.address,
        }
        types = {kind: [{"name": name, "type": form} for name, (form, _) in fields.items()]}
        message = encode_typed_data(domain, types, {name: value for name, (_, value) in fields.items()})
        return "0x" + bytes(person(signer).sign_message(message).signature).hex()

    @property
    def secret_votes(self) -> list[int]:
        """Against, For, Abstain of the holder house on the secret proposal."""
        return list(self.dao.governor.functions.holderVotes(self.secret.id).call())

    @property
    def open_votes(self) -> list[int]:
        """The same, of the open one."""
        return list(self.dao.governor.functions.holderVotes(self.open.id).call())


def offer_json(offer: Offer) -> dict[str, Any]:
    """An offer as the relay takes it."""
    return {
        "holder": "0x" + offer.holder.hex(),
        "issuer": "0x" + offer.issuer.hex(),
        "schema": "0x" + offer.schema.hex(),
        "person_tag": "0x" + offer.person_tag.hex(),
        "issued_at": offer.issued_at,
        "expiration_time": offer.expiration_time,
        "deadline": offer.deadline,
    }


@pytest.fixture(scope="package")
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=40) as url:
        yield url


@pytest.fixture(scope="package")
def assembled(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """Six members in the tree, two more token holders, and two proposals that are voted on."""
    out: Path = tmp_path_factory.mktemp("deployments")
    dao = Dao(node_url, deploy(node_url, out))
    for member in PERSONS:
        dao.attest(member)
    for holder in (3, 4, 5, *TOKEN_HOLDERS):
        dao.delegate(holder, holder)
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    for member, commitment in zip(PERSONS, commitments_of(IDENTITIES), strict=True):
        dao.send(tree.join(commitment), member)
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    dao.travel(86_400)
    approval = dao.token.functions.approve(person(37).address, 7)
    secret = dao.propose(3, "In secret", [payment])
    opened = dao.propose(3, "In the open", [approval]).wait_for_snapshot()
    secret.wait_for_snapshot()
    return Assembly(dao, secret, opened)


@pytest.fixture
def assembly(assembled: Assembly) -> Iterator[Assembly]:
    rpc = assembled.dao.rpc
    before = rpc("evm_snapshot")
    rpc("anvil_setNextBlockBaseFeePerGas", hex(10**9))  # the one thing that evm_revert leaves as it is
    yield assembled
    rpc("anvil_dropAllTransactions")
    rpc("evm_setIntervalMining", 0)
    rpc("evm_setAutomine", True)
    rpc("evm_revert", before)


@pytest.fixture
def dao(assembly: Assembly) -> Dao:
    return assembly.dao
