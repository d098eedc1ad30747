"""Where an iD stands, in words for the one who holds it."""

from dataclasses import dataclass

from lexiarch.dashboard.language import gettext, pgettext
from lexiarch.dashboard.words.times import day, duration
from lexiarch.domain.words import IdState
from lexiarch.views.member_models import MemberId

WARNING = 60 * 86_400
"""Seconds before an iD runs out from which on its holder is warned."""


@dataclass(frozen=True, slots=True)
class StandingWords:
    tone: str
    """passing, open or failing: how the word is coloured."""
    state: str
    meaning: str


def standing_words(member: MemberId) -> StandingWords:
    """What the state of an iD means for its holder."""
    tone, state, meaning = _words(member)[member.state]
    return StandingWords(tone, state, meaning)


def _words(member: MemberId) -> dict[IdState, tuple[str, str, str]]:
    return {
        IdState.LIVE: ("passing", pgettext("iD", "Live"), _live(member)),
        IdState.SUSPENDED: (
            "open",
            pgettext("iD", "Suspended"),
            gettext(
                "Meanwhile it proves nothing to others. Its vote stays, and so does the right to appeal and "
                "to leave."
            ),
        ),
        IdState.EXPIRED: (
            "open",
            pgettext("iD", "Ran out"),
            gettext("It counts no more. An issuer can offer it anew, and it keeps its number."),
        ),
        IdState.MOVED: (
            "open",
            pgettext("iD", "Moved"),
            gettext("It is with another account now. This one can have another iD."),
        ),
        IdState.ENDED: (
            "open",
            pgettext("iD", "Ended"),
            gettext("It counts no more. An issuer can offer it anew, and it keeps its number."),
        ),
        IdState.NONE: (
            "open",
            pgettext("iD", "None"),
            gettext(
                "This account never had an iD. An issuer can offer one; it begins when the account "
                "accepts it."
            ),
        ),
    }


def _live(member: MemberId) -> str:
    if member.attestation and member.attestation.kind == "person":
        return gettext(
            "It proves that a person stands behind this account, and has one vote in the holder house."
        )
    return gettext("It proves that an organisation stands behind this account. Organisations have no vote.")


def expiry_warning(member: MemberId) -> str:
    """That the iD will run out soon; nothing while there is time."""
    present = member.attestation
    if present is None or present.expiration_time - member.at > WARNING:
        return ""
    return gettext(
        "It runs out in %(time)s, on %(day)s. Have it renewed before: then number, vote and commitment "
        "go on.",
        time=duration(present.expiration_time - member.at),
        day=day(present.expiration_time),
    )


def next_change(member: MemberId) -> int | None:
    """The next moment at which time alone changes what the page says."""
    moments = (
        [member.attestation.expiration_time - WARNING, member.attestation.expiration_time]
        if member.attestation
        else []
    )
    if member.case:
        moments += [member.case.appeal_until, member.case.decide_until, member.case.suspended_until or 0]
    for pending in (member.recovery, member.request):
        if pending:
            moments.append(pending.ready_at)
    return min((moment for moment in moments if moment > member.at), default=None)
