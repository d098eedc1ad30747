"""The ballot box: secret votes of those who were in the tree when it was frozen."""

from dataclasses import dataclass, field

from tests.agreement.basics import Refused, require
from tests.agreement.governance.assembly import Assembly
from tests.agreement.identity.tree import NO_COMMITMENT, Tree

SETTLE_DAYS = 92


@dataclass
class Box:
    assembly: Assembly
    tree: Tree
    frozen: dict[int, set[int]] = field(default_factory=dict)  # by proposal: the commitments that may vote
    spent: set[tuple[int, int]] = field(default_factory=set)  # proposal and commitment

    def open(self, now: int, number: int) -> None:
        """When a secret proposal is made, the tree is frozen if it is settled."""
        if self.assembly.proposals[number].track.secret:
            self._freeze(now, number)

    def freeze(self, now: int, number: int) -> None:
        """Again and again until the vote begins."""
        proposal = self.assembly.proposals.get(number)
        if proposal is None or not proposal.track.secret:
            raise Refused
        require(now <= proposal.snapshot)
        cleared = self.tree.clear_until
        if not self._freeze(now, number):
            self.tree.clear_until = cleared  # a refusal leaves no trace
            raise Refused

    def cast(self, now: int, number: int, commitment: int, support: int) -> None:
        require(commitment in self.frozen.get(number, ()))
        require((number, commitment) not in self.spent)
        self.assembly.count_secret(now, number, support)
        self.spent.add((number, commitment))

    def _freeze(self, now: int, number: int) -> bool:
        if not self.tree.has_root or not self.tree.settle(now, SETTLE_DAYS):
            return False
        self.frozen[number] = set(self.tree.places) - {NO_COMMITMENT}
        return True
