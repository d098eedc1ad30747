"""One issuer, from every side that is public: terms, history, and what came of its word in numbers."""

from enum import StrEnum

from lexiarch.views.models import AddressText, HashText, Issuer, Model, Time, Uint


class AccreditationAct(StrEnum):
    """What happened to an accreditation."""

    GRANTED = "granted"
    CHANGED = "changed"  # its terms were set anew while it was in force
    SIGNER_CHANGED = "signer_changed"
    SUSPENDED = "suspended"  # by the guardian, for some days
    WITHDRAWN = "withdrawn"
    RAN_OUT = "ran_out"


class AccreditationEvent(Model):
    """A moment in the life of an accreditation, with all that was set from then on."""

    act: AccreditationAct
    time: Time
    valid_until: Time
    daily_cap: int
    signer: str | None
    suspended_until: Time | None
    """Until when the guardian had stopped it; null when it had not."""
    proposal_id: Uint | None
    """The proposal that did it; null when it was nobody's action by itself, as at the deployment."""
    proposal_title: str | None
    tx_hash: HashText | None
    """Null for what time alone did."""


class Accreditation(Issuer):
    """An accreditation with its history."""

    used_today: int
    """iDs that began today (UTC) on its word, or were asked for by a recovery: they count towards the cap."""
    history: list[AccreditationEvent]
    """The oldest first."""


class IssuerCases(Model):
    """Cases that an issuer has opened, and what came of them; numbers only."""

    opened: int
    pending: int
    upheld: int
    """The iD was ended, by the members or because nobody appealed."""
    dismissed: int
    """The members decided for the holder."""
    withdrawn: int
    """The issuer took them back."""
    lapsed: int
    """Nobody decided in time: the iD stayed."""
    moot: int
    """The iD was left or ran out before."""


class IssuerRecord(Model):
    """An issuer: every accreditation ever given to it. Nobody whom it attested is named."""

    address: AddressText
    may_attest: bool
    """Whether an accreditation is in force, and not stopped by the guardian."""
    attestations: int
    live_holders: int
    revoked: int
    cases: IssuerCases
    accreditations: list[Accreditation]
