"""What both houses together mean for a proposal, in one or two sentences."""

from collections.abc import Iterator

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.houses import standing
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.texts import mark
from lexiarch.views.models import ProposalSummary

_WHAT_FOLLOWS = {
    ProposalState.SUCCEEDED: (
        mark("Both houses passed it. Anyone may now queue it in the timelock."),
        mark("The token house passed it. Anyone may now queue it in the timelock."),
        mark("The holder house passed it. Anyone may now queue it in the timelock."),
    ),
    ProposalState.QUEUED: (
        mark("Both houses passed it, and it waits in the timelock."),
        mark("The token house passed it, and it waits in the timelock."),
        mark("The holder house passed it, and it waits in the timelock."),
    ),
    ProposalState.EXECUTED: (
        mark("Both houses passed it, and it was carried out."),
        mark("The token house passed it, and it was carried out."),
        mark("The holder house passed it, and it was carried out."),
    ),
    ProposalState.EXPIRED: (
        mark("Both houses passed it, but nobody carried it out in time."),
        mark("The token house passed it, but nobody carried it out in time."),
        mark("The holder house passed it, but nobody carried it out in time."),
    ),
    ProposalState.CANCELED: (mark("Its proposer took it back before the vote opened."),) * 3,
    ProposalState.PENDING: (
        mark("Both houses must pass it. The vote has not opened yet."),
        mark("The token house must pass it. The vote has not opened yet."),
        mark("The holder house must pass it. The vote has not opened yet."),
    ),
    ProposalState.ACTIVE: (
        mark("Both houses must pass it."),
        mark("The token house must pass it."),
        mark("The holder house must pass it."),
    ),
    ProposalState.DEFEATED: (
        mark("It did not pass in both houses."),
        mark("It did not pass in the token house."),
        mark("It did not pass in the holder house."),
    ),
}
"""If both houses are asked, the token house alone, the holder house alone."""
_DECIDED_BY_COUNT = (ProposalState.ACTIVE, ProposalState.DEFEATED)


def verdict(proposal: ProposalSummary, symbol: str) -> str:
    """`Both houses must pass it. Token house: passing. Holder house: 3 persons more needed for quorum.`"""
    both, token, holder = _WHAT_FOLLOWS[proposal.state]
    asks_tokens, asks_persons = proposal.token_house.asked, proposal.holder_house.asked
    opening = gettext(both if asks_tokens and asks_persons else token if asks_tokens else holder)
    if proposal.state not in _DECIDED_BY_COUNT:
        return opening
    return " ".join((opening, *_counts(proposal, symbol)))


def _counts(proposal: ProposalSummary, symbol: str) -> Iterator[str]:
    if (house := proposal.token_house).asked:
        yield gettext("Token house: %(standing)s.", standing=standing(house, proposal.state, symbol).words)
    if (house := proposal.holder_house).asked:
        yield gettext("Holder house: %(standing)s.", standing=standing(house, proposal.state, symbol).words)
