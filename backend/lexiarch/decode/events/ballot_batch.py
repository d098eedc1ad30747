"""Events of BallotBatch. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import ACCOUNTS, fixed, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class BallotRefused(Struct, frozen=True, gc=False):
    """The governor did not count the ballot; `selector` is that of its error, 0 when it gave none.

    Solidity: `BallotRefused(uint256 indexed proposalId, address indexed voter, bytes4 selector)`.
    """

    proposal_id: int
    voter: Address
    selector: bytes


Event = BallotRefused


def _decode_ballot_refused(topics: tuple[Hash32, ...], data: bytes) -> BallotRefused:
    if len(topics) != 3 or len(data) != 32:
        raise wrong_shape(topics, 3, data, 32)
    return BallotRefused(int.from_bytes(topics[1]), ACCOUNTS[topics[2]], fixed(data, 0, 4))


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("f1a5d447692e6b834a7f8f631b57705323970262bfa083a68c76e2bf341a7554"): _decode_ballot_refused,
}
"""By topic0."""
