"""The tree: persons who can prove, without saying who, that they are on the roll.

Only which commitments it holds is modelled, not its hashes.
"""

from dataclasses import dataclass, field

from tests.agreement.basics import DAY, Refused, require
from tests.agreement.identity.records import Records

NO_COMMITMENT, NO_FIELD_ELEMENT = 0, 255


@dataclass
class Leaf:
    place: int
    due: int  # day on which it is to be pruned or refreshed
    endings: int  # of the iD when the leaf was made or refreshed


@dataclass
class Tree:
    records: Records
    depth: int
    clear_until: int  # first day that `settle` has not found clear
    places: list[int] = field(default_factory=list)  # commitments; none where pruned
    leaves: dict[int, Leaf] = field(default_factory=dict)  # by person tag

    # ---- acts

    def join(self, now: int, account: int, commitment: int) -> None:
        tag = self._person(now, account)
        require(tag not in self.leaves)
        require(len(self.places) < 2**self.depth)
        self._check_commitment(commitment)
        self.leaves[tag] = self._leaf(now, tag, len(self.places))
        self.places.append(commitment)

    def replace(self, now: int, account: int, commitment: int) -> None:
        leaf = self._leaf_of(self._person(now, account))
        self._check_commitment(commitment)
        self.places[leaf.place] = commitment

    def prune(self, now: int, tag: int) -> None:
        leaf, identity = self._leaf_of(tag), self.records.identities[tag]
        require(not identity.stands(now) or identity.present.until // DAY <= now // DAY)
        self.places[leaf.place] = NO_COMMITMENT
        del self.leaves[tag]

    def refresh(self, now: int, tag: int) -> None:
        self.leaves[tag] = self._leaf(now, tag, self._leaf_of(tag).place)

    def settle(self, now: int, most_days: int) -> bool:
        """Whether no leaf waits to be pruned; looks through so many days at most."""
        due = {leaf.due for leaf in self.leaves.values()}
        for _ in range(most_days):
            if self.clear_until > now // DAY or self.clear_until in due:
                break
            self.clear_until += 1
        return self.clear_until > now // DAY and self.ended_leaves == 0

    # ---- reads

    @property
    def ended_leaves(self) -> int:
        """Leaves of iDs that were ended or left since, returned or not."""
        identities = self.records.identities
        return sum(leaf.endings < identities[tag].endings for tag, leaf in self.leaves.items())

    @property
    def has_root(self) -> bool:
        """Something was added, and it was not the only thing and pruned."""
        return len(self.places) > 1 or self.places not in ([], [NO_COMMITMENT])

    def commitment_of(self, tag: int) -> int:
        return self.places[self.leaves[tag].place] if tag in self.leaves else NO_COMMITMENT

    # ---- how it is done

    def _person(self, now: int, account: int) -> int:
        tag = self.records.person_at(now, account, now)
        if tag is None:
            raise Refused
        return tag

    def _leaf_of(self, tag: int) -> Leaf:
        if tag not in self.leaves:
            raise Refused
        return self.leaves[tag]

    def _leaf(self, now: int, tag: int, place: int) -> Leaf:
        """The iD is good beyond today."""
        identity = self.records.standing(now, tag)
        due = identity.present.until // DAY
        require(due > now // DAY)
        return Leaf(place, due, identity.endings)

    def _check_commitment(self, commitment: int) -> None:
        require(commitment not in {NO_COMMITMENT, NO_FIELD_ELEMENT, *self.places})
