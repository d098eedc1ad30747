"""What both houses together mean for a proposal, in one or two sentences."""

from lexiarch.dashboard.words.houses import standing
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import House, ProposalSummary

_WHAT_FOLLOWS = {
    ProposalState.SUCCEEDED: "Both houses passed it. Anyone may now queue it in the timelock.",
    ProposalState.QUEUED: "Both houses passed it, and it waits in the timelock.",
    ProposalState.EXECUTED: "Both houses passed it, and it was carried out.",
    ProposalState.EXPIRED: "Both houses passed it, but nobody carried it out in time.",
    ProposalState.CANCELED: "Its proposer took it back before the vote opened.",
    ProposalState.PENDING: "Both houses must pass it. The vote has not opened yet.",
}


def _house(title: str, house: House, state: ProposalState, symbol: str) -> str:
    return f"{title}: {standing(house, state, symbol).words}."


def verdict(proposal: ProposalSummary, symbol: str) -> str:
    """`Both houses must pass it. Token house: passing. Holder house: 3 persons more needed for quorum.`"""
    known = _WHAT_FOLLOWS.get(proposal.state)
    if known:
        return known
    is_open = proposal.state is ProposalState.ACTIVE
    opening = "Both houses must pass it." if is_open else "It did not pass in both houses."
    return " ".join(
        (
            opening,
            _house("Token house", proposal.token_house, proposal.state, symbol),
            _house("Holder house", proposal.holder_house, proposal.state, symbol),
        )
    )
