"""A model of IssuerRegistry."""

from dataclasses import dataclass, field

from eth_utils.crypto import keccak

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, require

SUSPENSION = 40
CAP = 1000


@dataclass
class Accreditation:
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int
    cap: int
    signer: bytes = b""
    suspended_until: int = 0


@dataclass
class Register:
    schemas: dict[Hash32, int] = field(default_factory=dict)
    grounds: dict[Hash32, int | None] = field(default_factory=dict)
    """When each was retired."""
    accreditations: dict[int, Accreditation] = field(default_factory=dict)
    guardian: Address = ZERO_ADDRESS

    def register_schema(self, emit: Emit, now: int, name: str, kind: int) -> None:
        uid = Hash32(keccak(text=name))
        require(uid not in self.schemas)
        self.schemas[uid] = kind
        emit(ContractName.ISSUER_REGISTRY, "SchemaRegistered", uid, kind, name)

    def register_ground(self, emit: Emit, now: int, definition: str) -> None:
        uid = Hash32(keccak(text=definition))
        require(uid not in self.grounds)
        self.grounds[uid] = None
        emit(ContractName.ISSUER_REGISTRY, "GroundRegistered", uid, definition)

    def retire_ground(self, emit: Emit, now: int, definition: str) -> None:
        uid = Hash32(keccak(text=definition))
        require(uid in self.grounds and self.grounds[uid] is None)
        self.grounds[uid] = now
        emit(ContractName.ISSUER_REGISTRY, "GroundRetired", uid)

    def accredit(
        self, emit: Emit, now: int, issuer: Address, schema: Hash32, term: int, cap: int = CAP
    ) -> None:
        require(schema in self.schemas)
        number = self.number_of(issuer, schema) or len(self.accreditations) + 1
        before = self.accreditations.get(number)
        goes_on = before is not None and before.valid_until > now
        item = Accreditation(issuer, schema, now, now + term, cap)
        if before and goes_on:
            item.valid_from, item.signer = before.valid_from, before.signer
        self.accreditations[number] = item
        times = (item.valid_from, item.valid_until)
        emit(ContractName.ISSUER_REGISTRY, "IssuerAccredited", number, issuer, schema, *times, cap)

    def withdraw(self, emit: Emit, now: int, number: int) -> None:
        item = self._in_force(now, number)
        item.valid_until = now
        self._say(emit, "AccreditationWithdrawn", number, now)

    def set_signer(self, emit: Emit, now: int, number: int, signer: bytes) -> None:
        self._in_force(now, number).signer = signer
        self._say(emit, "IssuerSignerSet", number, signer)

    def suspend(self, emit: Emit, now: int, number: int) -> None:
        item = self._in_force(now, number)
        require(self.guardian != ZERO_ADDRESS and item.suspended_until == 0)
        item.suspended_until = now + SUSPENSION
        self._say(emit, "IssuanceSuspended", number, item.suspended_until)

    def set_guardian(self, emit: Emit, now: int, guardian: Address) -> None:
        emit(ContractName.ISSUER_REGISTRY, "GuardianSet", self.guardian, guardian)
        self.guardian = guardian

    def number_of(self, issuer: Address, schema: Hash32) -> int | None:
        items = self.accreditations.items()
        return next((n for n, item in items if (item.issuer, item.schema) == (issuer, schema)), None)

    def may_attest(self, now: int, number: int) -> bool:
        item = self.accreditations.get(number)
        return item is not None and item.suspended_until <= now < item.valid_until

    def mandate(self, now: int, number: int) -> tuple[int, int, int, int, bool]:
        if not self.may_attest(now, number):
            return 0, 0, 0, 0, False
        item = self.accreditations[number]
        return number, self.schemas[item.schema], item.valid_from, item.cap, bool(item.signer)

    def _in_force(self, now: int, number: int) -> Accreditation:
        require(number in self.accreditations and now < self.accreditations[number].valid_until)
        return self.accreditations[number]

    def _say(self, emit: Emit, event: str, number: int, value: object) -> None:
        item = self.accreditations[number]
        emit(ContractName.ISSUER_REGISTRY, event, number, item.issuer, item.schema, value)
