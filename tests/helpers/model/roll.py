"""A model of HolderRegistry, without signatures, and with shorter times."""

from dataclasses import dataclass, field
from typing import Any

from eth_utils.crypto import keccak

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.tree import DAY
from tests.helpers.model.common import DAO, Emit, require
from tests.helpers.model.records import NOTHING, Record, Records
from tests.helpers.model.register import Register

APPEAL_WINDOW, DECISION_TIME, SUSPENSION = 60, 120, 50
RECOVERY_DELAY, VETO_REST = 45, 90
NONE, OPEN, APPEALED, CLOSED = range(4)


@dataclass
class Case:
    number: int = 0
    phase: int = NONE
    by_issuer: bool = False
    opened: int = 0
    suspended_from: int = 0
    suspended_until: int = 0


@dataclass
class Request:
    new_holder: Address
    ready_at: int
    until: int = 0
    number: int = 0


@dataclass
class Roll(Records):
    register: Register = field(default_factory=Register)
    cases: dict[Hash32, Case] = field(default_factory=dict)
    requests: dict[Hash32, Request] = field(default_factory=dict)
    uses: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Day of the last use of each accreditation, and how often it was used on it."""

    # ---- offers

    def attest(self, emit: Emit, now: int, holder: Address, tag: Hash32, number: int, term: int) -> None:
        require(self.register.may_attest(now, number))
        item, record = self.register.accreditations[number], self.records.get(tag)
        kind, until = self.register.schemas[item.schema], now + term
        require(record is None or (record.kind == kind and now > self._not_before(record)))
        require(self.held_by(now, holder) in (None, tag))
        if record is not None and record.stands(now):
            require(record.holder == holder and until > record.until)
            record.until, record.number = until, number
        else:
            self._use(now, number)
            self._close_case(now, tag)
            self.begin(emit, now, tag, Record(holder, kind, now, until, number))
        uid = keccak(tag + holder + now.to_bytes(8, "big"))
        since = self.records[tag].since
        facts = (uid, item.schema, kind, since, until)
        emit(ContractName.HOLDER_REGISTRY, "Attested", holder, item.issuer, tag, *facts)

    def exit(self, emit: Emit, now: int, account: Address) -> None:
        tag = self.held_by(now, account)
        require(tag is not None)
        assert tag is not None
        self.end(emit, now, tag)
        emit(ContractName.HOLDER_REGISTRY, "Exited", account, tag)

    def sweep(self, emit: Emit, now: int, tags: tuple[Hash32, ...]) -> None:
        require(len(tags) == len(set(tags)))
        known = [self.records[tag] for tag in tags if tag in self.records]
        require(len(known) == len(tags))
        require(all(record.is_open and not record.stands(now) for record in known))
        for tag in tags:
            self.sweep_one(emit, now, tag)

    def used_today(self, now: int, number: int) -> int:
        day, used = self.uses.get(number, (0, 0))
        return used if day == now // DAY else 0

    def _use(self, now: int, number: int) -> None:
        self.uses[number] = now // DAY, self.used_today(now, number) + 1

    def is_holder(self, now: int, account: Address) -> bool:
        tag = self.held_by(now, account)
        return tag is not None and not self.is_suspended(now, tag)

    def is_suspended(self, now: int, tag: Hash32) -> bool:
        case = self.cases.get(tag, Case())
        return case.suspended_from <= now < case.suspended_until

    def _not_before(self, record: Record) -> int:
        return record.until if record.ended else record.since

    # ---- cases

    def open_case(self, emit: Emit, now: int, opener: Address, tag: Hash32, suspend: bool) -> None:
        record = self.standing(now, tag)
        case = self.cases.setdefault(tag, Case())
        require(self.phase(now, tag) in (NONE, CLOSED))
        if opener != DAO:
            require(opener == self.register.accreditations[record.number].issuer)
            require(self.register.may_attest(now, record.number))
        case.number, case.phase, case.by_issuer, case.opened = case.number + 1, OPEN, opener != DAO, now
        if suspend:
            case.suspended_from, case.suspended_until = now, now + SUSPENSION
        decide_until = now + APPEAL_WINDOW + DECISION_TIME
        times = (now + APPEAL_WINDOW, decide_until, case.suspended_until if suspend else 0)
        facts = (opener, keccak(tag), *times)
        emit(ContractName.HOLDER_REGISTRY, "CaseOpened", record.holder, tag, case.number, *facts)

    def appeal(self, emit: Emit, now: int, tag: Hash32) -> None:
        record, case = self._pending(now, tag, OPEN)
        require(now < case.opened + APPEAL_WINDOW)
        case.phase = APPEALED
        emit(ContractName.HOLDER_REGISTRY, "CaseAppealed", record.holder, tag, case.number)

    def conclude(self, emit: Emit, now: int, tag: Hash32) -> None:
        self._pending(now, tag, OPEN)
        self._uphold(emit, now, tag)

    def decide(self, emit: Emit, now: int, tag: Hash32, uphold: bool) -> None:
        require(self.phase(now, tag) in (OPEN, APPEALED))
        if uphold:
            self._uphold(emit, now, tag)
        else:
            self._dismiss(emit, now, tag, False)

    def withdraw_case(self, emit: Emit, now: int, tag: Hash32) -> None:
        require(self.phase(now, tag) in (OPEN, APPEALED))
        require(self.cases[tag].by_issuer)
        self._dismiss(emit, now, tag, True)

    def phase(self, now: int, tag: Hash32) -> int:
        case, record = self.cases.get(tag, Case()), self.records.get(tag)
        if case.phase == NONE:
            return NONE
        lapsed = now >= case.opened + APPEAL_WINDOW + DECISION_TIME
        return CLOSED if lapsed or record is None or not record.stands(now) else case.phase

    def case_of(self, now: int, tag: Hash32) -> tuple[Any, ...]:
        case = self.cases.get(tag, Case())
        if case.number == 0:
            return 0, NONE, False, 0, 0, 0, 0
        appeal_until = case.opened + APPEAL_WINDOW
        times = (case.opened, appeal_until, appeal_until + DECISION_TIME, case.suspended_until)
        return case.number, self.phase(now, tag), case.by_issuer, *times

    def _pending(self, now: int, tag: Hash32, phase: int) -> tuple[Record, Case]:
        require(self.phase(now, tag) == phase)
        return self.records[tag], self.cases[tag]

    def _uphold(self, emit: Emit, now: int, tag: Hash32) -> None:
        case = self.cases[tag]
        require(now >= case.opened + APPEAL_WINDOW)
        self._close_case(now, tag)
        self.end(emit, now, tag)
        emit(ContractName.HOLDER_REGISTRY, "Revoked", self.records[tag].holder, tag, case.number)

    def _dismiss(self, emit: Emit, now: int, tag: Hash32, withdrawn: bool) -> None:
        self._close_case(now, tag)
        facts = (self.records[tag].holder, tag, self.cases[tag].number, withdrawn)
        emit(ContractName.HOLDER_REGISTRY, "CaseDismissed", *facts)

    def _close_case(self, now: int, tag: Hash32) -> None:
        case = self.cases.get(tag, Case())
        if case.number:
            case.phase = CLOSED
            case.suspended_until = min(case.suspended_until, max(now, case.suspended_from))

    # ---- recovery

    def start_recovery(
        self, emit: Emit, now: int, new_holder: Address, tag: Hash32, number: int, term: int
    ) -> None:
        record = self.standing(now, tag)
        require(self.register.may_attest(now, number) and record.holder != new_holder)
        item = self.register.accreditations[number]
        require(self.register.schemas[item.schema] == record.kind and now > record.since)
        require(now + term > record.until and self.held_by(now, new_holder) is None)
        request = self.requests.get(tag)
        resting = request is not None and request.new_holder == ZERO_ADDRESS and now < request.ready_at
        require(not resting and self.pending_request(now, tag) is None)
        made = Request(new_holder, now + RECOVERY_DELAY, now + term, number)
        self.requests[tag] = made
        self._use(now, number)
        uid = keccak(tag + new_holder + now.to_bytes(8, "big"))
        facts = (record.holder, new_holder, uid, made.ready_at, made.until, number)
        emit(ContractName.HOLDER_REGISTRY, "RecoveryStarted", tag, *facts)

    def veto(self, emit: Emit, now: int, tag: Hash32) -> None:
        request = self.pending_request(now, tag)
        require(request is not None)
        assert request is not None
        self.requests[tag] = Request(ZERO_ADDRESS, now + VETO_REST)
        facts = (self.records[tag].holder, request.new_holder, now + VETO_REST)
        emit(ContractName.HOLDER_REGISTRY, "RecoveryVetoed", tag, *facts)

    def complete_recovery(self, emit: Emit, now: int, tag: Hash32) -> None:
        request = self.pending_request(now, tag)
        require(request is not None)
        assert request is not None
        require(now >= request.ready_at and self.register.may_attest(now, request.number))
        require(self.held_by(now, request.new_holder) is None)
        del self.requests[tag]
        old_holder, until = self.records[tag].holder, max(request.until, self.records[tag].until)
        self.move(emit, now, tag, request.new_holder, until, request.number)
        emit(ContractName.HOLDER_REGISTRY, "Recovered", tag, old_holder, request.new_holder, until)

    def pending_request(self, now: int, tag: Hash32) -> Request | None:
        request, record = self.requests.get(tag), self.records.get(tag)
        if request is None or record is None or request.new_holder == ZERO_ADDRESS:
            return None
        issuer = self.register.accreditations[request.number]
        fresh = max(record.since, issuer.valid_from) <= request.ready_at - RECOVERY_DELAY
        fresh = fresh and now < issuer.valid_until
        return request if record.stands(now) and fresh and now < request.until else None

    def recovery_of(self, now: int, tag: Hash32) -> tuple[Any, ...]:
        request = self.pending_request(now, tag)
        if request is None:
            return ZERO_ADDRESS, 0, 0, 0
        return request.new_holder, request.ready_at, request.until, request.number

    def attestation_of(self, tag: Hash32) -> tuple[Any, ...]:
        record = self.records.get(tag)
        if record is None:
            return ZERO_ADDRESS, ZERO_ADDRESS, NOTHING, 0, 0, 0
        item = self.register.accreditations[record.number]
        word = (item.issuer, item.schema) if record.is_open else (ZERO_ADDRESS, NOTHING)
        return record.holder, *word, record.kind, record.since, record.until
