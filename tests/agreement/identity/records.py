"""The roll's records: who holds an iD, who held one, and how many persons there are.

An iD *stands* from its beginning until it ends or expires. It is *live* while it stands and is not suspended.
"""

from dataclasses import dataclass, field

from tests.agreement.basics import Refused, Stretch, Trace, require
from tests.agreement.identity.issuers import PERSON


@dataclass
class Stint(Stretch):
    """For so long the iD stood with one account."""

    holder: int
    cut: bool = False  # by an act: the holder left, or a case ended the iD


@dataclass
class Identity:
    """The iD of one person tag, with its past."""

    kind: int
    issuer: int = 0  # of the last attestation
    counted: bool = False  # among the holders, and a token: neither ended nor swept
    stints: list[Stint] = field(default_factory=list)
    suspensions: list[Stretch] = field(default_factory=list)

    @property
    def present(self) -> Stint:
        return self.stints[-1]

    @property
    def endings(self) -> int:
        return sum(stint.cut for stint in self.stints)

    def stands(self, now: int) -> bool:
        return now < self.present.until

    def stood_at(self, time: int) -> bool:
        return any(stint.covers(time) for stint in self.stints)

    def suspended_at(self, time: int) -> bool:
        return any(suspension.covers(time) for suspension in self.suspensions)


@dataclass
class Records:
    identities: dict[int, Identity] = field(default_factory=dict)
    tag_of: dict[int, int] = field(default_factory=dict)  # the iD that an account holds, or held last
    count: Trace = field(default_factory=Trace)

    # ---- acts

    def exit(self, now: int, holder: int) -> None:
        self.end(now, self.held_by(now, holder))

    def exit_signed(self, now: int, tag: int, signer: int, since: int, deadline: int) -> None:
        """The signature names the standing, so that it is worthless after it."""
        identity = self.standing(now, tag)
        require(signer == identity.present.holder)
        require(since == identity.present.since)
        require(now <= deadline)
        self.end(now, identity)

    def sweep(self, now: int, tag: int) -> None:
        identity = self.identities.get(tag)
        if identity is None or not identity.counted or identity.stands(now):
            raise Refused
        self._leave_count(now, identity)

    # ---- what cases, offers and recovery do with an iD

    def begin(self, now: int, tag: int, issuer: int, kind: int, stint: Stint) -> None:
        """A new iD, or the return of one that does not stand."""
        identity = self.identities.setdefault(tag, Identity(kind))
        self._take(now, tag, identity, stint)
        identity.issuer, identity.counted = issuer, True
        self._recount(now)

    def move(self, now: int, tag: int, issuer: int, stint: Stint) -> None:
        """Another account for an iD that stands."""
        identity = self.identities[tag]
        identity.present.until, identity.issuer = now, issuer
        self._take(now, tag, identity, stint)

    def end(self, now: int, identity: Identity) -> None:
        identity.present.until, identity.present.cut = now, True
        self._leave_count(now, identity)

    def standing(self, now: int, tag: int) -> Identity:
        identity = self.identities.get(tag)
        if identity is None or not identity.stands(now):
            raise Refused
        return identity

    def held_by(self, now: int, account: int) -> Identity:
        """The iD of `account` that stands."""
        identity = self.standing(now, self.tag_of.get(account, -1))
        require(identity.present.holder == account)
        return identity

    def holds(self, now: int, account: int) -> bool:
        identity = self.identities.get(self.tag_of.get(account, -1))
        return identity is not None and identity.present.holder == account and identity.stands(now)

    # ---- reads

    def is_holder_at(self, now: int, account: int, time: int) -> bool:
        return time <= now and any(
            stint.holder == account and stint.covers(time) and not identity.suspended_at(time)
            for identity in self.identities.values()
            for stint in identity.stints
        )

    def is_registered(self, now: int, account: int) -> bool:
        return self.is_holder_at(now, account, now) and self.held_by(now, account).kind == PERSON

    def person_at(self, now: int, account: int, snapshot: int) -> int | None:
        """The person who may vote with `account` on a matter with this snapshot."""
        if not self.holds(now, account):
            return None
        tag = self.tag_of[account]
        identity = self.identities[tag]
        return tag if identity.kind == PERSON and identity.stood_at(snapshot) else None

    # ---- how it is done

    def _take(self, now: int, tag: int, identity: Identity, stint: Stint) -> None:
        """What the account held before has expired; it is swept."""
        former = self.identities.get(self.tag_of.get(stint.holder, tag))
        if former and former is not identity and former.present.holder == stint.holder:
            self._leave_count(now, former)
        identity.stints.append(stint)
        self.tag_of[stint.holder] = tag

    def _leave_count(self, now: int, identity: Identity) -> None:
        identity.counted = False
        self._recount(now)

    def _recount(self, now: int) -> None:
        persons = (identity.counted and identity.kind == PERSON for identity in self.identities.values())
        self.count.set(now, sum(persons))
