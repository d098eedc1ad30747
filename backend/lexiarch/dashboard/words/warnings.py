"""What the warnings of a proposal mean, in words."""

from lexiarch.dashboard.language import gettext, ngettext
from lexiarch.domain.warnings import WarningCode
from lexiarch.views.models import ProposalWarning


def warning_words(warning: ProposalWarning) -> str:
    """One or two sentences: what it is, and what to look at."""
    if warning.code is WarningCode.REPEATED:
        return ngettext(
            "An earlier proposal had exactly these calls:",
            "%(num)s earlier proposals had exactly these calls:",
            len(warning.proposals),
        )
    return _words()[warning.code]


def _words() -> dict[WarningCode, str]:
    return {
        WarningCode.POWER_MOVES: gettext(
            "This changes who holds power: an owner, a role, an admin or the timelock."
        ),
        WarningCode.CODE_UPGRADE: gettext(
            "This gives a contract other code behind the same address. Read the new code before you vote."
        ),
        WarningCode.OWN_RULES: gettext("This calls the contracts by which the DAO itself decides."),
        WarningCode.VALUE_SENT: gettext("This sends ETH out of the treasury."),
        WarningCode.UNKNOWN_TARGET: gettext(
            "The target is not a contract of this DAO: nobody here knows what its code does."
        ),
        WarningCode.UNKNOWN_FUNCTION: gettext(
            "The target has no such function as far as is known: read the raw data."
        ),
        WarningCode.NOT_AS_ENCODED: gettext(
            "The function is known, and its arguments are not written as any wallet writes them: no words "
            "can be trusted here, read the raw data."
        ),
        WarningCode.TARGET_WITHOUT_CODE: gettext(
            "There is no contract at the target: the call does nothing."
        ),
        WarningCode.CODE_CHANGED: gettext(
            "The code at the target is not what it was when this was proposed."
        ),
        WarningCode.TARGET_IS_PROXY: gettext(
            "The target is a proxy: its owner can give it other code before this is executed."
        ),
        WarningCode.IMPLEMENTATION_CHANGED: gettext(
            "The proxy at the target has been given other code since this was proposed."
        ),
    }
