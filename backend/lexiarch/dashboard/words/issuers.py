"""Issuers in words: whether they may attest, and what happened to their accreditations."""

from typing import NamedTuple

from lexiarch.dashboard.language import gettext as _
from lexiarch.views.issuer_models import AccreditationAct, AccreditationEvent, IssuerCases
from lexiarch.views.models import Issuer


class Standing(NamedTuple):
    """Whether an accreditation may be used now."""

    words: str
    """Empty while the guardian has stopped it."""
    in_use: bool
    stopped_until: int | None = None


def standing_of(issuer: Issuer, now: int) -> Standing:
    """Of one accreditation at a time, in seconds since 1970."""
    if issuer.suspended_until:
        return Standing("", in_use=False, stopped_until=issuer.suspended_until)
    if issuer.accredited:
        return Standing(_("accredited"), in_use=True)
    if issuer.withdrawn:
        return Standing(_("taken back"), in_use=False)
    return Standing(_("not yet") if issuer.valid_from > now else _("term over"), in_use=False)


def act_words(event: AccreditationEvent) -> str:
    """What happened."""
    return {
        AccreditationAct.GRANTED: _("Accredited"),
        AccreditationAct.CHANGED: _("Terms set anew"),
        AccreditationAct.SIGNER_CHANGED: _("Another key signs its offers")
        if event.signer
        else _("Its own account signs its offers again"),
        AccreditationAct.SUSPENDED: _("Stopped by the guardian"),
        AccreditationAct.WITHDRAWN: _("Taken back"),
        AccreditationAct.RAN_OUT: _("Ran out"),
    }[event.act]


def outcomes(cases: IssuerCases) -> list[tuple[str, int, str]]:
    """What came of an issuer's cases: a key for each, how many, and what it means."""
    return [
        ("pending", cases.pending, _("pending")),
        ("upheld", cases.upheld, _("ended the iD: the members decided so, or nobody appealed")),
        ("dismissed", cases.dismissed, _("decided for the holder")),
        ("withdrawn", cases.withdrawn, _("taken back by the issuer")),
        ("lapsed", cases.lapsed, _("lapsed undecided, for the holder")),
        ("moot", cases.moot, _("over before: the iD was left or ran out")),
    ]
