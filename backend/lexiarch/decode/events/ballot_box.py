"""Events of BallotBox. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import ACCOUNTS, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class BallotsFrozen(Struct, frozen=True, gc=False):
    """The persons in the tree may vote in secret on the proposal. The last of these events counts.

    Solidity: `BallotsFrozen(address indexed governor, uint256 indexed proposalId, uint256 root, uint256
    memberCount)`.
    """

    governor: Address
    proposal_id: int
    root: int
    member_count: int


Event = BallotsFrozen


def _decode_ballots_frozen(topics: tuple[Hash32, ...], data: bytes) -> BallotsFrozen:
    if len(topics) != 3 or len(data) != 64:
        raise wrong_shape(topics, 3, data, 64)
    return BallotsFrozen(
        ACCOUNTS[topics[1]],
        int.from_bytes(topics[2]),
        int.from_bytes(data[0:32]),
        int.from_bytes(data[32:64]),
    )


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("65e690b18e0bd3ee4eefe56726761514685c2606a14386c970523a5745bf6c67"): _decode_ballots_frozen,
}
"""By topic0."""
