"""Proofs of Semaphore 4 as its verifier contract takes them."""

from collections.abc import Sequence
from typing import Final

from eth_hash.auto import keccak

from lexiarch.decode.foreign import declare
from lexiarch.decode.reader import WORD

VERIFY: Final = declare("verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[4],uint256) -> bool")
"""Of Semaphore's verifier: points A, B and C, the four public signals, the depth of the circuit."""

FIELD: Final = 21888242871839275222246405745257275088548364400416034343698204186575808495617
"""Order of BN254's scalar field; a nullifier and the same plus the order would be one to the verifier."""

POINTS: Final = 8
"""Numbers in a Groth16 proof."""

Points = tuple[tuple[int, int], tuple[tuple[int, int], tuple[int, int]], tuple[int, int]]
"""A, B and C of a Groth16 proof, as the verifier takes them."""


def points_of(words: Sequence[int]) -> Points:
    """The points of a proof's eight numbers."""
    a0, a1, b00, b01, b10, b11, c0, c1 = words
    return (a0, a1), ((b00, b01), (b10, b11)), (c0, c1)


def signals_of(root: int, nullifier: int, message: int, scope: int) -> tuple[int, int, int, int]:
    """The public signals that a proof is verified with, for message and scope as they were before hashing."""
    return root, nullifier, _signal(message), _signal(scope)


def _signal(value: int) -> int:
    """How Semaphore makes a field element of a message or a scope."""
    return int.from_bytes(keccak(value.to_bytes(WORD, "big")), "big") >> 8
