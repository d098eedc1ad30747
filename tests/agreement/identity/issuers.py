"""The issuers' register: whom the DAO has accredited for which kind of iD, until when, how often a day."""

from dataclasses import dataclass, field

from tests.agreement.basics import DAO, DAY, Refused, require

PERSON, ORGANISATION = 1, 2
OWN_KEY = 0
MAX_TERM, SUSPENSION = 4 * 365 * DAY, 14 * DAY


@dataclass
class Accreditation:
    valid_from: int = 0
    valid_until: int = 0
    cap: int = 0  # iDs that may begin or move on this issuer's word in one day
    suspended_until: int = 0  # 0: the guardian has not used its one suspension
    key: int = OWN_KEY  # that signs the offers

    def in_force(self, now: int) -> bool:
        return now < self.valid_until

    def may_attest(self, now: int) -> bool:
        return self.in_force(now) and now >= self.suspended_until


@dataclass
class Register:
    guardian: int
    accreditations: dict[tuple[int, int], Accreditation] = field(default_factory=dict)

    def accredit(self, now: int, caller: int, issuer: int, kind: int, until: int, cap: int) -> None:
        require(caller == DAO)
        require(cap > 0)
        require(now < until <= now + MAX_TERM)
        item = self.accreditations.setdefault((issuer, kind), Accreditation())
        if not item.in_force(now):
            item.valid_from, item.key = now, OWN_KEY
        item.valid_until, item.cap, item.suspended_until = until, cap, 0

    def withdraw(self, now: int, caller: int, issuer: int, kind: int) -> None:
        require(caller == DAO)
        self._in_force(now, issuer, kind).valid_until = now

    def set_key(self, now: int, issuer: int, kind: int, key: int) -> None:
        self._in_force(now, issuer, kind).key = key

    def suspend_issuance(self, now: int, caller: int, issuer: int, kind: int) -> None:
        require(caller == self.guardian)
        item = self._in_force(now, issuer, kind)
        require(item.suspended_until == 0)
        item.suspended_until = now + SUSPENSION

    def appoint(self, caller: int, guardian: int) -> None:
        require(caller == DAO)
        self.guardian = guardian

    def in_force(self, now: int, issuer: int, kind: int) -> bool:
        item = self.accreditations.get((issuer, kind))
        return item is not None and item.in_force(now)

    def may_attest(self, now: int, issuer: int, kind: int) -> bool:
        item = self.accreditations.get((issuer, kind))
        return item is not None and item.may_attest(now)

    def mandate(self, now: int, issuer: int, kind: int) -> Accreditation:
        require(self.may_attest(now, issuer, kind))
        return self.accreditations[issuer, kind]

    def _in_force(self, now: int, issuer: int, kind: int) -> Accreditation:
        item = self.accreditations.get((issuer, kind))
        if item is None or not item.in_force(now):
            raise Refused
        return item
