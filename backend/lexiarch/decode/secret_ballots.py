"""Secret ballots as BallotBox and Semaphore 4 see them: what a proof says, and where it stands in a call."""

from typing import Final, NamedTuple

from eth_hash.auto import keccak

from lexiarch.decode import semaphore
from lexiarch.decode.functions.ballot_box import FUNCTIONS
from lexiarch.decode.reader import WORD
from lexiarch.decode.semaphore import POINTS, Points, points_of
from lexiarch.domain.chain import Address

_CAST: Final = next(each for each in FUNCTIONS if each.name == "castSecretBallot")
_SCOPE_TYPEHASH: Final = keccak(
    b"SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)"
)


class SecretBallot(NamedTuple):
    """What a ballot says in the open."""

    governor: Address
    proposal_id: int
    support: int
    nullifier: int


def scope_of(chain_id: int, box: Address, ballot: SecretBallot) -> int:
    """The Semaphore scope of ballots on a proposal (`scopeOf` of the box)."""
    words = (_word(chain_id), box.rjust(WORD, b"\0"), ballot.governor.rjust(WORD, b"\0"))
    return int.from_bytes(keccak(b"".join((_SCOPE_TYPEHASH, *words, _word(ballot.proposal_id)))), "big")


def signals_of(root: int, scope: int, ballot: SecretBallot) -> tuple[int, int, int, int]:
    """The public signals that a proof of the ballot is verified with."""
    return semaphore.signals_of(root, ballot.nullifier, ballot.support, scope)


def find_points(calldata: bytes, ballot: SecretBallot) -> Points | None:
    """The proof of a ballot in a transaction's data, however deep the call of the box is wrapped in others.

    Returns:
        None when the data does not hold the call as the box takes it.
    """
    numbers = (ballot.proposal_id, ballot.support, ballot.nullifier)
    call = _CAST.selector + ballot.governor.rjust(WORD, b"\0") + b"".join(map(_word, numbers))
    start = calldata.find(call)
    proof = calldata[start + len(call) : start + len(call) + POINTS * WORD]
    if start < 0 or len(proof) < POINTS * WORD:
        return None
    return points_of([int.from_bytes(proof[at : at + WORD], "big") for at in range(0, len(proof), WORD)])


def _word(value: int) -> bytes:
    return value.to_bytes(WORD, "big")
