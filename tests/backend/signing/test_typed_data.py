"""Offers and acceptances, judged by the contract that has to accept them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from eth_account import Account
from eth_utils import keccak

from lexiarch.chain.node import Node
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.decode.errors import decode_error
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import CallReverted
from lexiarch.domain.words import HolderKind
from lexiarch.signing.typed_data import (
    Offer,
    acceptance_digest,
    batch_digest,
    merkle_tree,
    offer_uid,
    sign_acceptance,
    sign_batch,
    sign_offer,
)
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.cast import person
from tests.helpers.contracts import deploy, invoke

pytestmark = pytest.mark.chain

CHAIN_ID = 777_002
ROLL, ISSUERS = ContractName.HOLDER_REGISTRY, ContractName.ISSUER_REGISTRY
OWNER, ISSUER, HOLDER = person(0), person(1), person(2)
DAY = 86_400


def address_of(account: Any) -> Address:
    return Address(bytes.fromhex(account.address[2:]))


@dataclass
class Roll:
    """A deployed roll, and an offer that it would accept."""

    url: str
    node: Node
    address: Address
    offer: Offer

    def read(self, function: str, *arguments: Any) -> Any:
        """What a view of the roll says now."""
        newest = self.node.fetch_header("latest")
        assert newest is not None
        answer = self.node.call(self.address, encode_call(ROLL, function, *arguments), newest.hash)
        return decode_result(ROLL, function, answer)[0]


def _latest_time(url: str) -> int:
    return int(rpc(url, "eth_getBlockByNumber", "latest", False)["timestamp"], 16)


@pytest.fixture
def roll() -> Iterator[Roll]:
    with running_anvil(chain_id=CHAIN_ID) as url, Node([url], 10) as node:
        issuers = deploy(url, ISSUERS, address_of(OWNER))
        address = deploy(url, ROLL, address_of(OWNER), issuers, bytes(20))
        receipt = invoke(url, ISSUERS, issuers, "registerSchema", "a living human being", HolderKind.PERSON)
        schema = Hash32(bytes.fromhex(receipt["logs"][0]["topics"][1][2:]))
        valid_until = _latest_time(url) + 300 * DAY
        invoke(url, ISSUERS, issuers, "accredit", address_of(ISSUER), schema, valid_until, 9)
        now = _latest_time(url)  # an offer from before the accreditation is stale, even by a second
        tag = Hash32(keccak(text="a person"))
        offer = Offer(
            address_of(HOLDER), address_of(ISSUER), schema, tag, now, now + 100 * DAY, now + 2 * DAY
        )
        yield Roll(url, node, address, offer)


def struct(offer: Offer) -> tuple[Any, ...]:
    return (
        offer.holder,
        offer.issuer,
        offer.schema,
        offer.person_tag,
        offer.issued_at,
        offer.expiration_time,
        offer.deadline,
    )


def test_digests_are_the_contracts(roll: Roll) -> None:
    offer = struct(roll.offer)
    assert offer_uid(CHAIN_ID, roll.address, roll.offer) == roll.read("offerDigest", offer)
    assert acceptance_digest(CHAIN_ID, roll.address, roll.offer) == roll.read("acceptanceDigest", offer)


def test_a_relayed_offer_signed_by_both_makes_a_holder(roll: Roll) -> None:
    offered = sign_offer(bytes(ISSUER.key), CHAIN_ID, roll.address, roll.offer)
    accepted = sign_acceptance(bytes(HOLDER.key), CHAIN_ID, roll.address, roll.offer)
    assert not roll.read("isHolder", roll.offer.holder)
    receipt = invoke(roll.url, ROLL, roll.address, "attestBySig", struct(roll.offer), offered, accepted)
    assert roll.read("isHolder", roll.offer.holder)
    assert offer_uid(CHAIN_ID, roll.address, roll.offer).hex() in "".join(
        log["data"] for log in receipt["logs"]
    )


@pytest.mark.parametrize("size", [1, 2, 3, 6, 9])
def test_every_offer_of_a_batch_can_be_claimed_with_its_proof_alone(roll: Roll, size: int) -> None:
    tags = [Hash32(keccak(text=f"person {number}")) for number in range(size)]
    offers = [replace(roll.offer, person_tag=tag) for tag in tags]
    root, proofs = merkle_tree(offers)
    assert batch_digest(CHAIN_ID, roll.address, root) == roll.read("batchDigest", root)
    offered = sign_batch(bytes(ISSUER.key), CHAIN_ID, roll.address, root)
    accepted = [sign_acceptance(bytes(HOLDER.key), CHAIN_ID, roll.address, offer) for offer in offers]
    for offer, proof, consent in zip(offers, proofs, accepted, strict=True):
        uid = roll.read("claimBySig", struct(offer), tuple(proof), offered, consent)
        assert uid == offer_uid(CHAIN_ID, roll.address, offer)
        with pytest.raises(CallReverted):
            roll.read("claimBySig", struct(offer), (*proof, tags[0]), offered, consent)


def test_a_batch_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="at least one offer"):
        merkle_tree([])


@pytest.mark.parametrize(
    "change",
    [
        {"chain_id": CHAIN_ID + 1},
        {"registry_address": Address(b"\x0a" * 20)},
        {"key": bytes(OWNER.key)},
        {"deadline": 1},
    ],
)
def test_a_signature_for_anything_else_is_refused(roll: Roll, change: dict[str, Any]) -> None:
    signed: dict[str, Any] = {
        "key": bytes(ISSUER.key),
        "chain_id": CHAIN_ID,
        "registry_address": roll.address,
    } | change
    other = replace(roll.offer, deadline=roll.offer.deadline + signed.pop("deadline", 0))
    offered = sign_offer(**signed, offer=other)
    accepted = sign_acceptance(bytes(HOLDER.key), CHAIN_ID, roll.address, roll.offer)
    with pytest.raises(CallReverted) as caught:
        roll.read("attestBySig", struct(roll.offer), offered, accepted)
    said = decode_error(caught.value.data)
    assert said is not None
    assert said.startswith("HolderRegistryIssuerSignatureInvalid(")


def test_the_issuers_signature_is_no_acceptance(roll: Roll) -> None:
    """Issuer and holder sign equal facts: only the type name keeps one from standing in for the other."""
    offered = sign_offer(bytes(ISSUER.key), CHAIN_ID, roll.address, roll.offer)
    not_accepted = sign_offer(bytes(HOLDER.key), CHAIN_ID, roll.address, roll.offer)
    with pytest.raises(CallReverted) as caught:
        roll.read("attestBySig", struct(roll.offer), offered, not_accepted)
    said = decode_error(caught.value.data)
    assert said is not None
    assert said.startswith("HolderRegistryHolderSignatureInvalid(")


def test_a_signature_recovers_to_its_signer() -> None:
    offer = Offer(
        Address(b"\x01" * 20), Address(b"\x02" * 20), Hash32(b"\x03" * 32), Hash32(b"\x04" * 32), 1, 2, 3
    )
    signature = sign_offer(bytes(ISSUER.key), 1, Address(b"\x05" * 20), offer)
    assert len(signature) == 65
    uid = offer_uid(1, Address(b"\x05" * 20), offer)
    assert Account._recover_hash(uid, signature=signature) == ISSUER.address
