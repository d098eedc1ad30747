"""Secret ballots of members as the relay takes them."""

from collections.abc import Sequence
from typing import Any

from tests.helpers import semaphore
from tests.helpers.semaphore import Vote, commitments_of

__all__ = ["commitments_of", "prove"]


def prove(identities: Sequence[str], scope: int, ballots: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Each with its `nullifier` and `proof`.

    Args:
        identities: the frozen tree.
        scope: of the proposal, as the ballot box says.
        ballots: (place in the tree, support).
    """
    votes = [Vote(identities[member], support, scope) for member, support in ballots]
    made = semaphore.prove(commitments_of(identities), votes)
    return [
        {"nullifier": str(each.nullifier), "proof": [str(point) for point in each.points]} for each in made
    ]
