"""Ballots signed for `castVoteBySig`: EIP-712 type `Ballot` of OpenZeppelin's Governor."""

from typing import Any, Final, NamedTuple

from eth_account import Account
from eth_account.messages import SignableMessage, encode_typed_data
from eth_utils import to_checksum_address

from lexiarch.domain.chain import Address

_NAME: Final = "Lexiarch Governor"
_FIELDS: Final = (
    ("uint256", "proposalId"),
    ("uint8", "support"),
    ("address", "voter"),
    ("uint256", "nonce"),
)
_KEY_BITS: Final = 192
_KEY_LENGTH: Final = 65


class Ballot(NamedTuple):
    """What a voter signs."""

    proposal_id: int
    support: int
    voter: Address


def sign_ballot(key: bytes, chain_id: int, governor: Address, ballot: Ballot) -> bytes:
    """The voter's signature: r, s and v, 65 bytes."""
    return bytes(Account.sign_message(_message(chain_id, governor, ballot), key).signature)


def is_signed_by_key(chain_id: int, governor: Address, ballot: Ballot, signature: bytes) -> bool:
    """Whether the voter's own key signed it, with the nonce that the proposal gives it.

    False says nothing: a contract may be the voter, or the plain nonce may have been signed.
    """
    if len(signature) != _KEY_LENGTH:
        return False
    try:
        signer = Account.recover_message(_message(chain_id, governor, ballot), signature=signature)
    except Exception:  # whatever the library makes of a stranger's bytes
        return False
    return bytes.fromhex(signer[2:]) == ballot.voter


def _message(chain_id: int, governor: Address, ballot: Ballot) -> SignableMessage:
    """The nonce is the proposal's: see contracts/governance/GovernorSignedBallots.sol."""
    domain: dict[str, Any] = {
        "name": _NAME,
        "version": "1",
        "chainId": chain_id,
        "verifyingContract": to_checksum_address(governor),
    }
    facts = {
        "proposalId": ballot.proposal_id,
        "support": ballot.support,
        "voter": to_checksum_address(ballot.voter),
        "nonce": ballot.proposal_id % 2**_KEY_BITS << (256 - _KEY_BITS),
    }
    types = {"Ballot": [{"name": name, "type": kind} for kind, name in _FIELDS]}
    return encode_typed_data(domain, types, facts)
