"""Events of LexiarchToken. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import address, check_end, check_topics
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
    check_topics(topics, 3)
    check_end(data, 32)
    return Approval(
        owner=address(topics[1], 0), spender=address(topics[2], 0), value=int.from_bytes(data[0:32], "big")
    )


def _decode_delegate_changed(topics: tuple[Hash32, ...], data: bytes) -> DelegateChanged:
    check_topics(topics, 4)
    check_end(data, 0)
    return DelegateChanged(
        delegator=address(topics[1], 0),
        from_delegate=address(topics[2], 0),
        to_delegate=address(topics[3], 0),
    )


def _decode_delegate_votes_changed(topics: tuple[Hash32, ...], data: bytes) -> DelegateVotesChanged:
    check_topics(topics, 2)
    check_end(data, 64)
    return DelegateVotesChanged(
        delegate=address(topics[1], 0),
        previous_votes=int.from_bytes(data[0:32], "big"),
        new_votes=int.from_bytes(data[32:64], "big"),
    )


def _decode_eip712_domain_changed(topics: tuple[Hash32, ...], data: bytes) -> EIP712DomainChanged:
    check_topics(topics, 1)
    check_end(data, 0)
    return EIP712DomainChanged()


def _decode_transfer(topics: tuple[Hash32, ...], data: bytes) -> Transfer:
    check_topics(topics, 3)
    check_end(data, 32)
    return Transfer(
        from_=address(topics[1], 0), to=address(topics[2], 0), value=int.from_bytes(data[0:32], "big")
    )


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
