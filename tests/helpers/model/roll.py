"""A model of IssuerRegistry and HolderRegistry, without signatures."""

from dataclasses import dataclass, field
from typing import Any

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, Trace, require

PERSON, ORGANISATION = 1, 2
NOTHING = Hash32(bytes(32))


@dataclass
class Record:
    holder: Address
    kind: int
    since: int
    expiration: int
    open: bool = True


@dataclass
class Roll:
    schemas: dict[Hash32, int] = field(default_factory=dict)
    accreditations: dict[int, list[Any]] = field(default_factory=dict)
    records: dict[Hash32, Record] = field(default_factory=dict)
    tags: dict[Address, Hash32] = field(default_factory=dict)
    count: Trace = field(default_factory=Trace)

    # ---- issuers' register

    def register_schema(self, emit: Emit, now: int, name: str, kind: int) -> None:
        uid = Hash32(keccak(text=name))
        require(uid not in self.schemas)
        self.schemas[uid] = kind
        emit(ContractName.ISSUER_REGISTRY, "SchemaRegistered", uid, kind, name)

    def accredit(self, emit: Emit, now: int, issuer: Address, schema: Hash32, term: int) -> None:
        require(schema in self.schemas)
        known = [n for n, item in self.accreditations.items() if item[:2] == [issuer, schema]]
        number = known[0] if known else len(self.accreditations) + 1
        self.accreditations[number] = [issuer, schema, now, now + term]
        emit(ContractName.ISSUER_REGISTRY, "IssuerAccredited", number, issuer, schema, now, now + term)

    def withdraw(self, emit: Emit, now: int, number: int) -> None:
        require(number in self.accreditations)
        issuer, schema, _, until = self.accreditations[number]
        require(until > now)
        self.accreditations[number][3] = now
        emit(ContractName.ISSUER_REGISTRY, "AccreditationWithdrawn", number, issuer, schema, now)

    # ---- roll

    def attest(self, emit: Emit, now: int, holder: Address, tag: Hash32, number: int, term: int) -> None:
        require(number in self.accreditations and self.accreditations[number][3] > now)
        issuer, schema, _, _ = self.accreditations[number]
        kind = self.schemas[schema]
        record = self.records.get(tag)
        expiration = now + term
        require(record is None or expiration > record.expiration)
        require(self.tags.get(holder) == tag or not self.is_holder(now, holder))
        renewal = record is not None and self._is_live(now, record)
        require(not renewal or (record is not None and (record.holder, record.kind) == (holder, kind)))
        counted = record is not None and record.open and record.kind == PERSON
        since = record.since if renewal and record else now
        self.records[tag] = Record(holder, kind, since, expiration)
        self.tags[holder] = tag
        if counted != (kind == PERSON):
            self.count.push(now, self.count.latest + (-1 if counted else 1))
        if not renewal:
            emit(ContractName.HOLDER_REGISTRY, "Locked", int.from_bytes(tag, "big"))
        uid = keccak(tag + holder + now.to_bytes(8, "big"))
        emit(
            ContractName.HOLDER_REGISTRY,
            "Attested",
            holder,
            issuer,
            tag,
            uid,
            schema,
            kind,
            since,
            expiration,
        )

    def revoke(self, emit: Emit, now: int, tag: Hash32) -> None:
        record = self.records.get(tag)
        require(record is not None and self._is_live(now, record))
        assert record is not None
        self._end(now, record)
        emit(ContractName.HOLDER_REGISTRY, "Revoked", record.holder, tag, keccak(tag))

    def exit(self, emit: Emit, now: int, account: Address) -> None:
        require(self.is_holder(now, account))
        tag = self.tags[account]
        self._end(now, self.records[tag])
        emit(ContractName.HOLDER_REGISTRY, "Exited", account, tag)

    def sweep(self, emit: Emit, now: int, tags: tuple[Hash32, ...]) -> None:
        known = [self.records[tag] for tag in tags if tag in self.records]
        require(len(known) == len(tags) == len(set(tags)))
        require(all(record.open and not self._is_live(now, record) for record in known))
        for tag, record in zip(tags, known, strict=True):
            record.open = False
            emit(ContractName.HOLDER_REGISTRY, "Swept", record.holder, tag, record.expiration)
        persons = sum(record.kind == PERSON for record in known)
        if persons:
            self.count.push(now, self.count.latest - persons)

    def is_holder(self, now: int, account: Address) -> bool:
        record = self.records.get(self.tags.get(account, NOTHING))
        return record is not None and record.holder == account and self._is_live(now, record)

    def _end(self, now: int, record: Record) -> None:
        record.expiration = now
        record.open = False
        if record.kind == PERSON:
            self.count.push(now, self.count.latest - 1)

    def _is_live(self, now: int, record: Record) -> bool:
        return record.open and now < record.expiration
