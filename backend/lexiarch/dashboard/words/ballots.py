"""The protocol's own words, and those of a page's language for them."""

from lexiarch.dashboard.language import gettext
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.texts import mark

_STATES = {
    ProposalState.PENDING: mark("Pending"),
    ProposalState.ACTIVE: mark("Active"),
    ProposalState.CANCELED: mark("Canceled"),
    ProposalState.DEFEATED: mark("Defeated"),
    ProposalState.SUCCEEDED: mark("Succeeded"),
    ProposalState.QUEUED: mark("Queued"),
    ProposalState.EXPIRED: mark("Expired"),
    ProposalState.EXECUTED: mark("Executed"),
}
_CHOICES = {
    Support.FOR: mark("For"),
    Support.AGAINST: mark("Against"),
    Support.ABSTAIN: mark("Abstain"),
    Support.SPLIT: mark("Split"),
    Support.OTHER: mark("Other"),
}


def state_words(state: str) -> str:
    """A state of a proposal."""
    return gettext(_STATES[ProposalState(state)])


def choice_words(support: str) -> str:
    """What a ballot says."""
    return gettext(_CHOICES[Support(support)])
