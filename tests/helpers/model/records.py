"""A model of the roll's records: who holds which iD, and since when."""

from dataclasses import dataclass, field

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, Trace, require

PERSON, ORGANISATION = 1, 2
NOTHING = Hash32(bytes(32))


@dataclass
class Record:
    holder: Address
    kind: int
    since: int
    until: int
    number: int
    """Of the accreditation."""
    is_open: bool = True
    ended: bool = False
    leaf: bool = False
    stale: bool = False

    def stands(self, now: int) -> bool:
        return self.is_open and now < self.until


@dataclass
class Term:
    holder: Address
    start: int
    end: int


@dataclass
class Records:
    records: dict[Hash32, Record] = field(default_factory=dict)
    tags: dict[Address, Hash32] = field(default_factory=dict)
    past: dict[Hash32, list[Term]] = field(default_factory=dict)
    count: Trace = field(default_factory=Trace)
    ended_leaves: int = 0

    def record_of(self, tag: Hash32) -> Record | None:
        return self.records.get(tag)

    def standing(self, now: int, tag: Hash32) -> Record:
        record = self.records.get(tag)
        require(record is not None and record.stands(now))
        assert record is not None
        return record

    def held_by(self, now: int, account: Address) -> Hash32 | None:
        """The iD that stands with an account."""
        tag = self.tags.get(account, NOTHING)
        record = self.records.get(tag)
        return tag if record and record.holder == account and record.stands(now) else None

    def seat(self, now: int, account: Address, snapshot: int) -> Hash32 | None:
        tag = self.held_by(now, account)
        if tag is None or self.records[tag].kind != PERSON:
            return None
        if snapshot >= self.records[tag].since:
            return tag
        began = [term for term in self.past.get(tag, []) if term.start <= snapshot]
        return tag if began and snapshot < began[-1].end else None

    def begin(self, emit: Emit, now: int, tag: Hash32, record: Record) -> None:
        self._make_room(emit, now, tag, record.holder)
        former = self.records.get(tag)
        if former and former.is_open:
            self.sweep_one(emit, now, tag)
        if former:
            self._archive(tag, former)
            record.leaf, record.stale = former.leaf, former.stale
        self.records[tag], self.tags[record.holder] = record, tag
        if record.kind == PERSON:
            self.count.push(now, self.count.latest + 1)
        number = int.from_bytes(tag, "big")
        emit(ContractName.HOLDER_REGISTRY, "Transfer", ZERO_ADDRESS, record.holder, number)
        emit(ContractName.HOLDER_REGISTRY, "Issued", record.holder, record.holder, number, 2)
        emit(ContractName.HOLDER_REGISTRY, "Locked", number)
        emit(ContractName.HOLDER_REGISTRY, "TokenExpiryUpdated", number, record.since, record.until)

    def move(self, emit: Emit, now: int, tag: Hash32, to: Address, until: int, number: int) -> None:
        self._make_room(emit, now, tag, to)
        record = self.records[tag]
        former, record.until = record.holder, now
        self._archive(tag, record)
        record.holder, record.since, record.until, record.number = to, now, until, number
        self.tags[to] = tag
        emit(ContractName.HOLDER_REGISTRY, "Transfer", former, to, int.from_bytes(tag, "big"))

    def end(self, emit: Emit, now: int, tag: Hash32) -> None:
        record = self.records[tag]
        record.until, record.is_open, record.ended = now, False, True
        if record.leaf and not record.stale:
            record.stale = True
            self.ended_leaves += 1
        self._uncount(emit, now, tag)

    def sweep_one(self, emit: Emit, now: int, tag: Hash32) -> None:
        record = self.records[tag]
        record.is_open = False
        self._uncount(emit, now, tag)
        emit(ContractName.HOLDER_REGISTRY, "Swept", record.holder, tag, record.until)

    def set_leaf(self, tag: Hash32, present: bool) -> None:
        record = self.records[tag]
        self.ended_leaves -= record.stale
        record.leaf, record.stale = present, False

    def _make_room(self, emit: Emit, now: int, tag: Hash32, account: Address) -> None:
        other = self.tags.get(account, tag)
        if other == tag:
            return
        record = self.records[other]
        require(not (record.holder == account and record.stands(now)))
        if record.holder == account and record.is_open:
            self.sweep_one(emit, now, other)

    def _archive(self, tag: Hash32, record: Record) -> None:
        self.past.setdefault(tag, []).append(Term(record.holder, record.since, record.until))

    def _uncount(self, emit: Emit, now: int, tag: Hash32) -> None:
        record = self.records[tag]
        if record.kind == PERSON:
            self.count.push(now, self.count.latest - 1)
        number = int.from_bytes(tag, "big")
        emit(ContractName.HOLDER_REGISTRY, "Transfer", record.holder, ZERO_ADDRESS, number)
