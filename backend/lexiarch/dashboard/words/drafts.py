"""What stands against a draft, in words of the page's language. The API has the same codes, in English."""

from lexiarch.dashboard.language import gettext as _
from lexiarch.domain.drafts import DraftWarning, ProposerReason


def notice_words(code: DraftWarning) -> str:
    """What is wrong, and what to do."""
    return {
        DraftWarning.NO_ACTIONS: _("A proposal needs an action. For a mere statement, add “Only a text”."),
        DraftWarning.PROPOSAL_EXISTS: _(
            "These actions were proposed with this very text already. Change the text to propose them again."
        ),
        DraftWarning.UNKNOWN_CALL: _("The call cannot be decoded: members will see raw data only."),
        DraftWarning.POWER_MOVE: _("This changes who holds power in the DAO."),
        DraftWarning.OUT_OF_BOUNDS: _("The contract refuses this value: the execution would fail."),
        DraftWarning.TREASURY_SHORT: _(
            "The treasury holds fewer tokens than that: as things stand, the execution would fail."
        ),
    }[code]


def proposer_words(code: ProposerReason) -> tuple[str, str]:
    """Why an account cannot propose, and what to do about it."""
    return {
        ProposerReason.NO_ID: (
            _("It is not on the roll."),
            _("Accept an attestation from an issuer: a person on the roll needs no tokens."),
        ),
        ProposerReason.ID_ENDED: (_("Its iD has ended."), _("Accept a new attestation from an issuer.")),
        ProposerReason.ID_EXPIRED: (_("Its iD has expired."), _("Have it renewed by its issuer.")),
        ProposerReason.ID_MOVED: (
            _("Its iD was moved to another account."),
            _("Propose with the account that has it now."),
        ),
        ProposerReason.NOT_A_PERSON: (
            _("Its iD is an organisation’s."),
            _("Propose with a person’s iD: organisations need voting power."),
        ),
        ProposerReason.POWER_BELOW_THRESHOLD: (
            _("Its voting power is below the threshold for those who are not on the roll."),
            _("Have more tokens delegated to it."),
        ),
        ProposerReason.NOT_DELEGATED: (
            _("Its tokens are not delegated, so nobody votes with them."),
            _("Delegate them to itself, on the account’s page."),
        ),
        ProposerReason.DELEGATED_TO_OTHER: (
            _("Its tokens are delegated to another account."),
            _("Ask the delegate to propose, or delegate them to itself."),
        ),
        ProposerReason.TEXT_OF_ANOTHER: (
            _("The text ends with the name of another proposer."),
            _("Take #proposer=… off its end, or propose with that account."),
        ),
    }[code]
