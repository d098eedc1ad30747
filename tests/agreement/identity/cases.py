"""Due process: notice, appeal, decision. Nobody ends an iD before its holder was heard."""

from dataclasses import dataclass, field

from tests.agreement.basics import DAO, DAY, Refused, Stretch, require
from tests.agreement.identity.issuers import Register
from tests.agreement.identity.records import Identity, Records

APPEAL_WINDOW, DECISION_TIME, SUSPENSION = 14 * DAY, 60 * DAY, 14 * DAY
NONE, OPEN, APPEALED, CLOSED = range(4)


@dataclass
class Case:
    """The last case about an iD. Time closes it, too, and the end of the iD: see `Cases.phase`."""

    number: int
    by_issuer: bool
    opened: int
    phase: int = OPEN

    @property
    def appeal_until(self) -> int:
        return self.opened + APPEAL_WINDOW

    @property
    def decide_until(self) -> int:
        return self.appeal_until + DECISION_TIME


@dataclass
class Cases:
    register: Register
    records: Records
    files: dict[int, Case] = field(default_factory=dict)
    spent: set[tuple[int, int]] = field(default_factory=set)  # standings in which an issuer has opened a case

    # ---- acts

    def open(self, now: int, opener: int, tag: int, suspend: bool) -> None:
        identity = self.records.standing(now, tag)
        require(self.phase(now, tag) in {NONE, CLOSED})
        if opener != DAO:
            standing = (tag, identity.present.since)
            require(self._answers_for(now, opener, identity))
            require(standing not in self.spent)
            self.spent.add(standing)
        number = self.files[tag].number + 1 if tag in self.files else 1
        self.files[tag] = Case(number, opener != DAO, now)
        if suspend:
            identity.suspensions.append(Stretch(now, now + SUSPENSION))

    def appeal(self, now: int, tag: int, holder: int) -> None:
        case = self._pending(now, tag, OPEN)
        require(self.records.identities[tag].present.holder == holder)
        require(now < case.appeal_until)
        case.phase = APPEALED

    def appeal_signed(self, now: int, tag: int, signer: int, number: int) -> None:
        """The signature names the case."""
        require(tag in self.files and self.files[tag].number == number)
        self.appeal(now, tag, signer)

    def conclude(self, now: int, tag: int) -> None:
        """Nobody has appealed."""
        self._revoke(now, tag, self._pending(now, tag, OPEN))

    def decide(self, now: int, caller: int, tag: int, number: int, uphold: bool) -> None:
        """Does nothing when the case is over."""
        require(caller == DAO)
        require(tag in self.files and 0 < number <= self.files[tag].number)
        case = self.files[tag]
        if number != case.number or self.phase(now, tag) == CLOSED:
            return
        if uphold:
            self._revoke(now, tag, case)
        else:
            self.close(now, tag)

    def withdraw(self, now: int, issuer: int, tag: int) -> None:
        case = self._pending(now, tag, OPEN, APPEALED)
        require(case.by_issuer)
        require(self._answers_for(now, issuer, self.records.identities[tag]))
        self.close(now, tag)

    # ---- what offers ask

    def notice(self, now: int, tag: int) -> int:
        """When the notice was given that is neither decided nor lapsed, of any iD; 0 when none was."""
        case = self.files.get(tag)
        return case.opened if case and case.phase != CLOSED and now < case.decide_until else 0

    def close(self, now: int, tag: int) -> None:
        """A suspension ends with its case."""
        if tag not in self.files:
            return
        self.files[tag].phase = CLOSED
        for suspension in self.records.identities[tag].suspensions:
            suspension.until = min(suspension.until, now)

    def phase(self, now: int, tag: int) -> int:
        if tag not in self.files:
            return NONE
        case, identity = self.files[tag], self.records.identities[tag]
        return case.phase if now < case.decide_until and identity.stands(now) else CLOSED

    # ---- how it is done

    def _revoke(self, now: int, tag: int, case: Case) -> None:
        require(now >= case.appeal_until)
        self.close(now, tag)
        self.records.end(now, self.records.identities[tag])

    def _pending(self, now: int, tag: int, *phases: int) -> Case:
        if self.phase(now, tag) not in phases:
            raise Refused
        return self.files[tag]

    def _answers_for(self, now: int, issuer: int, identity: Identity) -> bool:
        return identity.issuer == issuer and self.register.may_attest(now, issuer, identity.kind)
