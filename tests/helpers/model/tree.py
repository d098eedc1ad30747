"""A model of HolderTree; its root is a hash of all leaves, and no Merkle tree."""

from dataclasses import dataclass, field

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, require
from tests.helpers.model.records import PERSON
from tests.helpers.model.roll import Roll

DAY = 86_400


@dataclass
class Leaf:
    commitment: int
    place: int
    day: int = 0


@dataclass
class Tree:
    roll: Roll
    places: list[int] = field(default_factory=list)
    leaves: dict[Hash32, Leaf] = field(default_factory=dict)

    def join(self, emit: Emit, now: int, account: Address, commitment: int) -> None:
        tag = self._person(now, account)
        require(tag not in self.leaves and commitment != 0 and commitment not in self.places)
        leaf = Leaf(commitment, len(self.places))
        self._set_due(emit, now, tag, leaf)
        self.leaves[tag] = leaf
        self.places.append(commitment)
        emit(ContractName.HOLDER_TREE, "LeafAdded", tag, leaf.place, commitment, self.root)
        self.roll.set_leaf(tag, True)

    def replace(self, emit: Emit, now: int, account: Address, commitment: int) -> None:
        tag = self._person(now, account)
        require(tag in self.leaves and commitment != 0 and commitment not in self.places)
        leaf = self.leaves[tag]
        leaf.commitment = self.places[leaf.place] = commitment
        emit(ContractName.HOLDER_TREE, "LeafReplaced", tag, leaf.place, commitment, self.root)

    def prune(self, emit: Emit, now: int, tag: Hash32) -> None:
        require(tag in self.leaves)
        record = self.roll.records[tag]
        require(not record.stands(now) or record.until // DAY <= now // DAY)
        leaf = self.leaves.pop(tag)
        self.places[leaf.place] = 0
        emit(ContractName.HOLDER_TREE, "LeafPruned", tag, leaf.place, self.root)
        self.roll.set_leaf(tag, False)

    def refresh(self, emit: Emit, now: int, tag: Hash32) -> None:
        require(tag in self.leaves)
        self._set_due(emit, now, tag, self.leaves[tag])
        self.roll.set_leaf(tag, True)

    @property
    def root(self) -> int:
        return int.from_bytes(keccak(repr(self.places).encode()), "big") >> 8 if self.places else 0

    def due_on(self, day: int) -> int:
        return sum(leaf.day == day for leaf in self.leaves.values())

    def is_settled(self, now: int) -> bool:
        due = any(leaf.day <= now // DAY for leaf in self.leaves.values())
        return not due and self.roll.ended_leaves == 0

    def _person(self, now: int, account: Address) -> Hash32:
        tag = self.roll.held_by(now, account)
        require(tag is not None and self.roll.records[tag].kind == PERSON)
        assert tag is not None
        return tag

    def _set_due(self, emit: Emit, now: int, tag: Hash32, leaf: Leaf) -> None:
        record = self.roll.records[tag]
        require(record.stands(now) and record.until // DAY > now // DAY)
        leaf.day = record.until // DAY
        emit(ContractName.HOLDER_TREE, "LeafDue", tag, leaf.day)
