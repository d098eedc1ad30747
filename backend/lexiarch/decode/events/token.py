"""Events of LexiarchToken. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import ACCOUNTS, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class Approval(Struct, frozen=True, gc=False):
    """Solidity: `Approval(address indexed owner, address indexed spender, uint256 value)`."""

    owner: Address
    spender: Address
    value: int


class DelegateChanged(Struct, frozen=True, gc=False):
    """Solidity: `DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed
    toDelegate)`.
    """

    delegator: Address
    from_delegate: Address
    to_delegate: Address


class DelegateVotesChanged(Struct, frozen=True, gc=False):
    """Solidity: `DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes)`."""

    delegate: Address
    previous_votes: int
    new_votes: int


class EIP712DomainChanged(Struct, frozen=True, gc=False):
    """Solidity: `EIP712DomainChanged()`."""


class Transfer(Struct, frozen=True, gc=False):
    """Solidity: `Transfer(address indexed from, address indexed to, uint256 value)`."""

    from_: Address
    to: Address
    value: int


Event = Approval | DelegateChanged | DelegateVotesChanged | EIP712DomainChanged | Transfer


def _decode_approval(topics: tuple[Hash32, ...], data: bytes) -> Approval:
    if len(topics) != 3 or len(data) != 32:
        raise wrong_shape(topics, 3, data, 32)
    return Approval(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], int.from_bytes(data[0:32]))


def _decode_delegate_changed(topics: tuple[Hash32, ...], data: bytes) -> DelegateChanged:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return DelegateChanged(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], ACCOUNTS[topics[3]])


def _decode_delegate_votes_changed(topics: tuple[Hash32, ...], data: bytes) -> DelegateVotesChanged:
    if len(topics) != 2 or len(data) != 64:
        raise wrong_shape(topics, 2, data, 64)
    return DelegateVotesChanged(ACCOUNTS[topics[1]], int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_eip712_domain_changed(topics: tuple[Hash32, ...], data: bytes) -> EIP712DomainChanged:
    if len(topics) != 1 or len(data) != 0:
        raise wrong_shape(topics, 1, data, 0)
    return EIP712DomainChanged()


def _decode_transfer(topics: tuple[Hash32, ...], data: bytes) -> Transfer:
    if len(topics) != 3 or len(data) != 32:
        raise wrong_shape(topics, 3, data, 32)
    return Transfer(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], int.from_bytes(data[0:32]))


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"): _decode_approval,
    bytes.fromhex(
        "3134e8a2e6d97e929a7e54011ea5485d7d196dd5f0ba4d4ef95803e8e3fc257f"
    ): _decode_delegate_changed,
    bytes.fromhex(
        "dec2bacdd2f05b59de34da9b523dff8be42e5e38e818c82fdb0bae774387a724"
    ): _decode_delegate_votes_changed,
    bytes.fromhex(
        "0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31"
    ): _decode_eip712_domain_changed,
    bytes.fromhex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"): _decode_transfer,
}
"""By topic0."""
