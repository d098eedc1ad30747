"""Offers and their acceptance: an issuer offers, the holder accepts, and only then something is written.

An offer alone or in a batch, accepted in person or by a relayed signature: the same rules.
"""

from dataclasses import dataclass, field

from tests.agreement.basics import DAY, require
from tests.agreement.identity.cases import Cases
from tests.agreement.identity.issuers import Register
from tests.agreement.identity.records import Records, Stint

MAX_TERM = 5 * 365 * DAY
RESERVED = 4  # stands for the person tag 1, which nobody can have


@dataclass(frozen=True)
class Offer:
    holder: int
    issuer: int
    kind: int
    tag: int
    issued: int
    until: int
    deadline: int
    key: int  # by which it is signed


@dataclass
class Offers:
    register: Register
    records: Records
    cases: Cases
    used: dict[tuple[int, int, int], int] = field(default_factory=dict)  # by issuer, kind and day

    def accept(self, now: int, offer: Offer, acceptor: int) -> None:
        self.check(now, offer, acceptor)
        identity = self.records.identities.get(offer.tag)
        if identity and identity.stands(now):
            require(identity.present.holder == offer.holder)
            identity.present.until, identity.issuer = offer.until, offer.issuer
            return
        self.use_cap(now, offer)
        self.cases.close(now, offer.tag)
        stint = Stint(now, offer.until, offer.holder)
        self.records.begin(now, offer.tag, offer.issuer, offer.kind, stint)

    def check(self, now: int, offer: Offer, acceptor: int) -> None:
        """An offer is younger than the standing it changes, and lengthens it: so none takes effect twice."""
        require(acceptor == offer.holder)
        require(offer.tag != RESERVED)
        mandate = self.register.mandate(now, offer.issuer, offer.kind)
        require(offer.key == mandate.key)
        older_than = [mandate.valid_from - 1, self.cases.notice(now, offer.tag)]
        earliest = now
        if identity := self.records.identities.get(offer.tag):
            require(identity.kind == offer.kind)
            last = identity.present
            older_than.append(last.until if last.cut else last.since)
            earliest = max(now, last.until)
        require(now <= offer.deadline)
        require(max(older_than) < offer.issued <= now)
        require(earliest < offer.until <= now + MAX_TERM)
        require(
            self.records.tag_of.get(offer.holder) == offer.tag or not self.records.holds(now, offer.holder)
        )

    def use_cap(self, now: int, offer: Offer) -> None:
        used = self.used_today(now, offer.issuer, offer.kind)
        require(used < self.register.mandate(now, offer.issuer, offer.kind).cap)
        self.used[offer.issuer, offer.kind, now // DAY] = used + 1

    def used_today(self, now: int, issuer: int, kind: int) -> int:
        return self.used.get((issuer, kind, now // DAY), 0)
