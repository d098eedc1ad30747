"""The roll, told from its interfaces: issuers and iDs.

Numbers stand for accounts and for tags.
"""

from dataclasses import dataclass, field

DAY = 86_400
MAX_TERM = 5 * 365 * DAY
PERSON, ORGANISATION = 1, 2


class Refused(Exception):
    """The contract reverts."""


def require(condition: bool) -> None:
    if not condition:
        raise Refused


@dataclass(frozen=True)
class Offer:
    holder: int
    tag: int
    issuer: int
    kind: int
    issued: int
    until: int


@dataclass
class Accreditation:
    valid_from: int
    valid_until: int


@dataclass
class Stint:
    """A stretch of time for which one account held an iD: `since <= t < until`."""

    holder: int
    kind: int
    since: int
    until: int


@dataclass
class Identity:
    """One person tag."""

    stints: list[Stint] = field(default_factory=list)
    ended: bool = True  # by an act; the open may have expired
    counted: bool = False
    swept: bool = False

    @property
    def now(self) -> Stint:
        return self.stints[-1]

    def stands(self, time: int) -> bool:
        """Neither ended nor expired."""
        return not self.ended and time < self.now.until


@dataclass
class Roll:
    accreditations: dict[tuple[int, int], Accreditation] = field(default_factory=dict)
    tags: dict[int, Identity] = field(default_factory=dict)
    tag_of: dict[int, int] = field(default_factory=dict)
    counts: list[tuple[int, int]] = field(default_factory=list)

    # ---- issuers

    def accredit(self, now: int, issuer: int, kind: int, term: int) -> None:
        old = self.accreditations.get((issuer, kind))
        valid_from = old.valid_from if old and old.valid_until > now else now
        self.accreditations[issuer, kind] = Accreditation(valid_from, now + term)

    def withdraw(self, now: int, issuer: int, kind: int) -> None:
        self._accreditation(now, issuer, kind).valid_until = now

    def _accreditation(self, now: int, issuer: int, kind: int) -> Accreditation:
        item = self.accreditations.get((issuer, kind))
        require(item is not None and item.valid_until > now)
        assert item is not None
        return item

    # ---- attestations

    def attest(self, now: int, offer: Offer) -> None:
        self._check_offer(now, offer)
        identity = self.tags.get(offer.tag) or Identity()
        self._check_free(now, offer.holder, offer.tag)
        if identity.stands(now):
            require((identity.now.holder, identity.now.kind) == (offer.holder, offer.kind))
            identity.now.until = offer.until
            return
        self.tags[offer.tag] = identity
        identity.stints.append(Stint(offer.holder, offer.kind, now, offer.until))
        identity.ended = identity.swept = False
        self.tag_of[offer.holder] = offer.tag
        self._recount(now, identity, offer.kind == PERSON)

    def _check_offer(self, now: int, offer: Offer) -> None:
        accreditation = self._accreditation(now, offer.issuer, offer.kind)
        not_before, earliest = 0, now
        if identity := self.tags.get(offer.tag):
            not_before = identity.now.until if identity.ended else identity.now.since
            earliest = max(now, identity.now.until)
        require(max(not_before, accreditation.valid_from - 1) < offer.issued <= now)
        require(earliest < offer.until <= now + MAX_TERM)

    def _check_free(self, now: int, holder: int, tag: int) -> None:
        held = self.tag_of.get(holder)
        if held is not None and held != tag:
            identity = self.tags[held]
            require(not (identity.now.holder == holder and identity.stands(now)))

    def exit(self, now: int, holder: int) -> None:
        identity = self._held(now, holder)
        self._end(now, identity)

    def revoke(self, now: int, tag: int) -> None:
        """By the DAO."""
        identity = self.tags.get(tag)
        require(identity is not None and identity.stands(now))
        assert identity is not None
        self._end(now, identity)

    def sweep(self, now: int, tag: int) -> None:
        identity = self.tags.get(tag)
        require(identity is not None and not identity.ended and not identity.swept)
        assert identity is not None
        require(not identity.stands(now))
        identity.swept = True
        self._recount(now, identity, False)

    def _held(self, now: int, holder: int) -> Identity:
        identity = self.tags.get(self.tag_of.get(holder, -1))
        require(identity is not None and identity.now.holder == holder and identity.stands(now))
        assert identity is not None
        return identity

    def _end(self, now: int, identity: Identity) -> None:
        identity.now.until, identity.ended = now, True
        self._recount(now, identity, False)

    def _recount(self, now: int, identity: Identity, counts: bool) -> None:
        if identity.counted != counts:
            identity.counted = counts
            self.counts.append((now, self.count_at(now) + (1 if counts else -1)))

    # ---- reads

    def is_holder_at(self, account: int, time: int) -> bool:
        return any(
            stint.holder == account and stint.since <= time < stint.until
            for identity in self.tags.values()
            for stint in identity.stints
        )

    def person_at(self, now: int, account: int, snapshot: int) -> int | None:
        """The tag of the person who may vote with `account` on a matter with this snapshot."""
        tag = self.tag_of.get(account, -1)
        if (identity := self.tags.get(tag)) is None or identity.now.holder != account:
            return None
        if identity.now.kind != PERSON or not identity.stands(now):
            return None
        then = (stint for stint in identity.stints if stint.since <= snapshot < stint.until)
        if identity.now.since <= snapshot or any(stint.kind == PERSON for stint in then):
            return tag
        return None

    def count_at(self, time: int) -> int:
        return next((count for when, count in reversed(self.counts) if when <= time), 0)
