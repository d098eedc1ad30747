"""Transactions that this project sends itself: only the relay does."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.domain.execution import Call, TrialLog


class WhyRefused(StrEnum):
    """Why a node does not take a transaction."""

    NONCE = "the nonce is used"
    FEE = "the fee is too low"
    FUNDS = "the account has too little"
    OTHER = "it gave another reason"


class Fees(NamedTuple):
    """What a unit of gas costs, in wei (EIP-1559)."""

    base: int
    """Burned, in the next block."""
    tip: int
    """What the node thinks that a block's maker wants on top."""


class Transaction(NamedTuple):
    """A transaction before it is signed (type 2)."""

    chain_id: int
    nonce: int
    call: Call
    gas: int
    """Limit."""
    max_fee: int
    """Wei per unit of gas, tip included."""
    tip: int
    """Wei per unit of gas, at most."""


class Signed(NamedTuple):
    """A signed transaction as it is sent."""

    raw: bytes
    hash: Hash32


class Receipt(NamedTuple):
    """What became of a transaction in a block."""

    block_number: int
    block_hash: Hash32
    success: bool
    cost: int
    """Wei: gas used, at the price paid."""
    logs: Sequence[TrialLog]


class Sent(NamedTuple):
    """A transaction that a node knows."""

    call: Call
    gas: int
    max_fee: int
    tip: int
