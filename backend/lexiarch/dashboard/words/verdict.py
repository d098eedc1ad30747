"""What both houses together mean for a proposal, in one or two sentences."""

from lexiarch.dashboard.words.houses import standing
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import House, ProposalSummary

_WHAT_FOLLOWS = {
    ProposalState.SUCCEEDED: "{Houses} passed it. Anyone may now queue it in the timelock.",
    ProposalState.QUEUED: "{Houses} passed it, and it waits in the timelock.",
    ProposalState.EXECUTED: "{Houses} passed it, and it was carried out.",
    ProposalState.EXPIRED: "{Houses} passed it, but nobody carried it out in time.",
    ProposalState.CANCELED: "Its proposer took it back before the vote opened.",
    ProposalState.PENDING: "{Houses} must pass it. The vote has not opened yet.",
    ProposalState.ACTIVE: "{Houses} must pass it.",
    ProposalState.DEFEATED: "It did not pass in {houses}.",
}
_DECIDED_BY_COUNT = (ProposalState.ACTIVE, ProposalState.DEFEATED)


def _asked(proposal: ProposalSummary) -> list[tuple[str, House]]:
    houses = [("token house", proposal.token_house), ("holder house", proposal.holder_house)]
    return [(name, house) for name, house in houses if house.asked]


def verdict(proposal: ProposalSummary, symbol: str) -> str:
    """`Both houses must pass it. Token house: passing. Holder house: 3 persons more needed for quorum.`"""
    asked = _asked(proposal)
    houses = "both houses" if len(asked) == 2 else f"the {asked[0][0]}"
    opening = _WHAT_FOLLOWS[proposal.state].format(houses=houses, Houses=houses[0].upper() + houses[1:])
    if proposal.state not in _DECIDED_BY_COUNT:
        return opening
    counts = [
        f"{name[0].upper()}{name[1:]}: {standing(house, proposal.state, symbol).words}."
        for name, house in asked
    ]
    return " ".join((opening, *counts))
