"""EIP-712 offers and acceptances, as HolderRegistry checks them.

Issuer and holder sign the same facts: the issuer under the type name `Offer`, the holder, when somebody else
hands the acceptance in, under `Acceptance`. Source of the types: contracts/libraries/OfferHash.sol.
"""

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


def offer_uid(chain_id: int, registry_address: Address, offer: Offer) -> Hash32:
    """EIP-712 digest of the offer: the uid of the attestation that it becomes."""
    return _digest(_message("Offer", chain_id, registry_address, offer))


def acceptance_digest(chain_id: int, registry_address: Address, offer: Offer) -> Hash32:
    """EIP-712 digest that the holder signs for `attestBySig`."""
    return _digest(_message("Acceptance", chain_id, registry_address, offer))


def _message(type_name: str, chain_id: int, registry_address: Address, offer: Offer) -> SignableMessage:
    domain = {
        "name": "Lexiarch Roll",
        "version": "1",
        "chainId": chain_id,
        "verifyingContract": to_checksum_address(registry_address),
    }
    types = {type_name: [{"name": name, "type": abi_type} for abi_type, name in _FIELDS]}
    return encode_typed_data(domain, types, _facts(offer))


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
