"""Recovery: an issuer offers a lost iD to a new account; the old one may refuse."""

from dataclasses import dataclass, field

from tests.agreement.basics import DAY, Refused, require
from tests.agreement.identity.offers import Offer, Offers
from tests.agreement.identity.records import Stint

RECOVERY_DELAY, VETO_REST = 14 * DAY, 90 * DAY


@dataclass
class Request:
    offer: Offer
    started: int

    @property
    def ready_at(self) -> int:
        return self.started + RECOVERY_DELAY


@dataclass
class Recovery:
    offers: Offers
    requests: dict[int, Request] = field(default_factory=dict)
    rests_until: dict[int, int] = field(default_factory=dict)

    def start(self, now: int, offer: Offer, acceptor: int) -> None:
        register, records = self.offers.register, self.offers.records
        identity = records.standing(now, offer.tag)
        require(identity.present.holder != offer.holder)
        self.offers.check(now, offer, acceptor)
        require(identity.issuer == offer.issuer or not register.in_force(now, identity.issuer, identity.kind))
        require(self.pending(now, offer.tag) is None)
        require(now >= self.rests_until.get(offer.tag, 0))
        self.offers.use_cap(now, offer)
        self.requests[offer.tag] = Request(offer, now)

    def veto(self, now: int, tag: int, holder: int) -> None:
        require(self.pending(now, tag) is not None)
        require(self.offers.records.identities[tag].present.holder == holder)
        del self.requests[tag]
        self.rests_until[tag] = now + VETO_REST

    def complete(self, now: int, tag: int) -> None:
        """Waits while the issuer may not attest."""
        request = self.pending(now, tag)
        if request is None:
            raise Refused
        offer, records = request.offer, self.offers.records
        require(self.offers.register.may_attest(now, offer.issuer, offer.kind))
        require(now >= request.ready_at)
        require(not records.holds(now, offer.holder))
        until = max(offer.until, records.identities[tag].present.until)
        records.move(now, tag, offer.issuer, Stint(now, until, offer.holder))
        del self.requests[tag]

    def pending(self, now: int, tag: int) -> Request | None:
        """The request about the present standing, in its term, on an accreditation without an end since."""
        request, identity = self.requests.get(tag), self.offers.records.identities.get(tag)
        if request is None or identity is None or not identity.stands(now) or now >= request.offer.until:
            return None
        accreditation = self.offers.register.accreditations[request.offer.issuer, request.offer.kind]
        if not accreditation.in_force(now):
            return None
        return request if max(identity.present.since, accreditation.valid_from) <= request.started else None
