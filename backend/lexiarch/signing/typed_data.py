"""EIP-712 offers, batches of them and acceptances, as HolderRegistry checks them.

Issuer and holder sign the same facts: the issuer under the type name `Offer`, the holder, when somebody else
hands the acceptance in, under `Acceptance`. An issuer with many offers signs the root of a Merkle tree of
them, and each holder claims their own with a proof. Source: contracts/libraries/OfferHash.sol; of the
tree, OpenZeppelin's MerkleProof: pairs are hashed in order of size, an odd one goes up alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eth_account import Account
from eth_account.messages import SignableMessage, encode_typed_data
from eth_utils import keccak, to_checksum_address

from lexiarch.domain.chain import Address, Hash32

_FIELDS: Final = (
    ("address", "holder"),
    ("address", "issuer"),
    ("bytes32", "schema"),
    ("bytes32", "personTag"),
    ("uint48", "issuedAt"),
    ("uint48", "expirationTime"),
    ("uint48", "deadline"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an issuer offers to attest. Times in seconds since 1970."""

    holder: Address
    issuer: Address
    schema: Hash32
    person_tag: Hash32
    issued_at: int
    expiration_time: int
    deadline: int


def offer_struct(offer: Offer) -> tuple[Any, ...]:
    """The offer as HolderRegistry's struct, for a contract call."""
    return tuple(_facts(offer).values())


def sign_offer(key: bytes, chain_id: int, registry_address: Address, offer: Offer) -> bytes:
    """The issuer's signature.

    Args:
        key: the issuer's private key.
        registry_address: of the HolderRegistry that is to accept the offer.

    Returns:
        r, s and v: 65 bytes.
    """
    return _sign(key, _message("Offer", chain_id, registry_address, offer))


def sign_acceptance(key: bytes, chain_id: int, registry_address: Address, offer: Offer) -> bytes:
    """The holder's signature for `attestBySig`. See `sign_offer`."""
    return _sign(key, _message("Acceptance", chain_id, registry_address, offer))


def merkle_tree(offers: Sequence[Offer]) -> tuple[Hash32, list[list[Hash32]]]:
    """Root of the tree of a batch of offers, and the proof of each offer for `claim`.

    Raises:
        ValueError: there is no offer.
    """
    if not offers:
        raise ValueError("a batch holds at least one offer")
    level = [_leaf(offer) for offer in offers]
    places = list(range(len(offers)))
    proofs: list[list[Hash32]] = [[] for _ in offers]
    while len(level) > 1:
        for proof, place in zip(proofs, places, strict=True):
            if (sibling := place ^ 1) < len(level):
                proof.append(level[sibling])
        level = [_parent(level[at : at + 2]) for at in range(0, len(level), 2)]
        places = [place // 2 for place in places]
    return level[0], proofs


def sign_batch(key: bytes, chain_id: int, registry_address: Address, root: Hash32) -> bytes:
    """The issuer's signature of a batch of offers, by the root of its tree. See `sign_offer`."""
    return _sign(key, _batch_message(chain_id, registry_address, root))


def batch_digest(chain_id: int, registry_address: Address, root: Hash32) -> Hash32:
    """EIP-712 digest that the issuer signs for a batch."""
    return _digest(_batch_message(chain_id, registry_address, root))


def offer_uid(chain_id: int, registry_address: Address, offer: Offer) -> Hash32:
    """EIP-712 digest of the offer: the uid of the attestation that it becomes."""
    return _digest(_message("Offer", chain_id, registry_address, offer))


def acceptance_digest(chain_id: int, registry_address: Address, offer: Offer) -> Hash32:
    """EIP-712 digest that the holder signs for `attestBySig`."""
    return _digest(_message("Acceptance", chain_id, registry_address, offer))


def _message(type_name: str, chain_id: int, registry_address: Address, offer: Offer) -> SignableMessage:
    types = {type_name: [{"name": name, "type": abi_type} for abi_type, name in _FIELDS]}
    return encode_typed_data(_domain(chain_id, registry_address), types, _facts(offer))


def _batch_message(chain_id: int, registry_address: Address, root: Hash32) -> SignableMessage:
    types = {"OfferBatch": [{"name": "root", "type": "bytes32"}]}
    return encode_typed_data(_domain(chain_id, registry_address), types, {"root": root})


def _domain(chain_id: int, registry_address: Address) -> dict[str, Any]:
    return {
        "name": "Lexiarch Roll",
        "version": "1",
        "chainId": chain_id,
        "verifyingContract": to_checksum_address(registry_address),
    }


def _leaf(offer: Offer) -> Hash32:
    """EIP-712 struct hash, the same on every chain."""
    return Hash32(_message("Offer", 0, Address(bytes(20)), offer).body)


def _parent(children: Sequence[Hash32]) -> Hash32:
    return children[0] if len(children) == 1 else Hash32(keccak(b"".join(sorted(children))))


def _facts(offer: Offer) -> dict[str, Any]:
    return {
        "holder": to_checksum_address(offer.holder),
        "issuer": to_checksum_address(offer.issuer),
        "schema": offer.schema,
        "personTag": offer.person_tag,
        "issuedAt": offer.issued_at,
        "expirationTime": offer.expiration_time,
        "deadline": offer.deadline,
    }


def _sign(key: bytes, message: SignableMessage) -> bytes:
    return bytes(Account.sign_message(message, key).signature)


def _digest(message: SignableMessage) -> Hash32:
    return Hash32(keccak(b"\x19" + message.version + message.header + message.body))
